import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.replay.folding import fold
from workbench.replay.opening import Replay
from workbench.replay.position import Focus, Phase, Position
from workbench.replay.tone import Tone

spans = st.lists(st.tuples(st.floats(0, 1e6), st.floats(0, 5e3)).map(lambda pair: (pair[0], sum(pair))), max_size=20)


def test_that_every_kind_of_event_has_its_lane(replay: Replay) -> None:
    titles = [lane.title for lane in replay.timeline.lanes]
    assert titles[:4] == ["actions", "film", "requests", "perturbations"], "in sight however low the window is"
    assert {"visits", "page_views", "members", "audit_log", "console", "perturbations", "the-visit"} <= set(titles)
    assert titles.index("visits") < titles.index("audit_log"), "tables that weigh stand above ephemeral ones"


def test_that_a_clause_lane_shows_when_it_was_open_met_and_broken(replay: Replay) -> None:
    lane = next(lane for lane in replay.timeline.lanes if lane.kind == "clause")
    assert [(mark.start, mark.end, mark.tone) for mark in lane.marks] == [
        (0.0, 14300, Tone.NEUTRAL),
        (14300, 18600, Tone.MET),
        (18600, 31000.0, Tone.BROKEN),
    ]


def test_that_a_mark_knows_where_to_stand_and_what_to_point_at(replay: Replay) -> None:
    visits = next(lane for lane in replay.timeline.lanes if lane.title == "visits")
    assert (visits.marks[1].position, visits.marks[1].focus) == (Position(7, Phase.AFTER), Focus(5, "r7"))


def test_that_a_long_pause_is_folded_and_a_short_one_is_not() -> None:
    scale = fold([(0, 1000), (2000, 3000), (63_000, 64_000)], 64_000)
    assert [(gap.start, gap.end) for gap in scale.folds] == [(3000, 63_000)]
    assert scale.drawn(3000) == 3000
    assert scale.drawn(63_000) == pytest.approx(3600)
    assert scale.length == pytest.approx(4600)


@given(spans, st.floats(0, 1.2e6), st.floats(0, 1.2e6))
def test_that_the_scale_keeps_the_order_of_moments_and_can_be_reversed(
    busy: list[tuple[float, float]], one: float, other: float
) -> None:
    scale = fold(busy, 1.2e6)
    low, high = sorted((one, other))
    assert scale.drawn(low) <= scale.drawn(high) + 1e-6
    assert scale.moment(scale.drawn(one)) == pytest.approx(one, abs=1.0)


def test_that_an_empty_episode_has_a_scale() -> None:
    assert fold([], 0.0).drawn(5.0) >= 0.0
