import pytest

from workbench.replay import wording


@pytest.mark.parametrize(
    ("at", "digits", "text"),
    [(0, 1, "0:00.0"), (62_449, 1, "1:02.4"), (59_960, 1, "1:00.0"), (2_214, 2, "0:02.21"), (-5, 1, "0:00.0")],
)
def test_that_offsets_round_across_the_minute(at: float, digits: int, text: str) -> None:
    assert wording.offset(at, digits) == text


@pytest.mark.parametrize(
    ("milliseconds", "text"), [(7.4, "7 ms"), (999.6, "1.0 s"), (99_960, "1 min 40 s"), (125_000, "2 min 5 s")]
)
def test_that_durations_change_their_unit(milliseconds: float, text: str) -> None:
    assert wording.duration(milliseconds) == text


@pytest.mark.parametrize(
    ("count", "text"), [(812, "812 B"), (1434, "1.4 KB"), (512_000, "500 KB"), (5 << 30, "5.0 GB")]
)
def test_that_sizes_change_their_unit(count: int, text: str) -> None:
    assert wording.size(count) == text
