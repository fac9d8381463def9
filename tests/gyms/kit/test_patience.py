"""How long hands keep trying, without any page."""

from itertools import count
from types import SimpleNamespace

import pytest

from gyms.kit.hands import patience
from gyms.kit.hands.patience import Patience


def test_that_attempts_run_out_and_are_counted() -> None:
    limited = Patience(3)
    assert list(limited) == [0, 1, 2]
    assert limited.spent == "after 3 attempts"


def test_that_time_runs_out_and_says_how_far_one_came(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = count(1_000, 140)
    monkeypatch.setattr(patience, "time", SimpleNamespace(monotonic=lambda: next(seconds)))
    limited = Patience(12)
    assert list(limited) == [0, 1]
    assert limited.spent == "within 300 s (2 of 12 attempts)"
