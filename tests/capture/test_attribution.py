"""What belongs to which step, in whatever order it comes."""

import random
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from workbench.capture import events as raw
from workbench.capture.outputs import (
    ChangeAttributed,
    ConsoleAttributed,
    DisturbanceAttributed,
    DomRecorded,
    ExchangeAttributed,
    StepClosed,
)
from workbench.domain.actions import Done
from workbench.domain.steps import Disturbance, Timing


def steps_of_exchanges(told: Any) -> dict[str, int | None]:
    return {output.exchange.id: output.exchange.step for output in told.of(ExchangeAttributed)}


def steps_of_changes(told: Any) -> dict[int, int | None]:
    return {output.change.seq: output.change.step for output in told.of(ChangeAttributed)}


def test_that_a_request_belongs_to_the_action_before_it(told: Any) -> None:
    told.exchange("r0", 20, 40)
    told.input(100, "click", acted=160)
    told.exchange("r1", 110, 200)
    told.input(1000, "click", ref="e2")
    told.exchange("r2", 1010, 1100)
    told.exchange("r3", 900, 1200)  # began before the second click, ended after it
    assert steps_of_exchanges(told) == {"r0": 0, "r1": 1, "r2": 2, "r3": 1}


def test_that_an_exchange_far_too_late_still_finds_its_closed_step(told: Any) -> None:
    for index in range(5):
        told.input(1000 * (index + 1), "click", ref=f"e{index}")
    told.dom(9000)
    assert len(told.of(StepClosed)) == 4
    told.exchange("r9", 2100, 9500)
    assert steps_of_exchanges(told) == {"r9": 2}


def test_that_a_request_in_a_pop_up_belongs_to_what_opened_it(told: Any) -> None:
    told.input(100, "click")
    told.exchange("r1", 140, 190, page="t2")  # asked for before the tab was announced
    told.opened(150, "t2", opener="t1")
    told.input(1000, "click", ref="e2")  # in the first tab: no business of the second
    told.exchange("r2", 1100, 1200, page="t2")
    told.exchange("r3", 1100, 1200, page="t1")
    assert steps_of_exchanges(told)["r2"] == 2
    assert steps_of_exchanges(told)["r3"] == 3


def test_that_what_the_press_of_a_button_already_starts_is_held_for_its_click(told: Any) -> None:
    told.input(50, "click", ref="e0")
    told.input(500, "down", ref="")
    assert told.exchange("r1", 505, 520) == []
    assert told.console(506) == []
    told.input(500, "click", acted=600)
    assert steps_of_exchanges(told) == {"r1": 2}
    assert told.of(ConsoleAttributed)[0].entry.step == 2


@pytest.mark.parametrize("release", ["up", "time"])
def test_that_a_press_that_becomes_nothing_holds_nothing_for_long(told: Any, release: str) -> None:
    told.input(500, "down", ref="")
    told.exchange("r1", 505, 520)
    if release == "up":
        told.input(700, "up", ref="")
    else:
        told.dom(3000)
    assert steps_of_exchanges(told) == {"r1": 0}


def test_that_a_change_belongs_to_the_step_of_its_request(told: Any) -> None:
    told.input(100, "click")
    told.input(1000, "click", ref="e2")
    assert told.change(1100, 1, "r1") == []  # its response has not come yet
    told.exchange("r1", 150, 1200)
    assert steps_of_changes(told) == {1: 1}


def test_that_a_change_whose_response_was_lost_is_found_by_its_transaction(told: Any) -> None:
    told.input(100, "click")
    told.change(200, 1, "r1", transaction=7)
    told.input(1000, "click", ref="e2")
    told.exchange("b1", 150, 1100, transactions=(7,))
    assert steps_of_changes(told) == {1: 1}


def test_that_a_job_s_change_belongs_to_no_step(told: Any) -> None:
    told.input(100, "click")
    told.change(200, 1, None, job="send_mail")
    assert steps_of_changes(told) == {1: None}


def test_that_changes_leave_in_commit_order(told: Any) -> None:
    told.input(100, "click")
    told.change(200, 1, "r1")
    told.change(210, 2, None, job="audit")
    assert told.of(ChangeAttributed) == []
    told.exchange("r1", 150, 300)
    assert [output.change.seq for output in told.of(ChangeAttributed)] == [1, 2]


def test_that_a_change_does_not_wait_for_ever(told: Any) -> None:
    told.input(100, "click")
    told.change(200, 1, "r1")
    told.dom(4000)
    assert steps_of_changes(told) == {1: 1}


def test_that_finishing_lets_everything_go(told: Any) -> None:
    told.input(100, "click")
    told.input(150, "down", ref="")
    told.change(200, 1, "r1")
    told.exchange("r2", 160, 210)
    told.finish(500)
    assert steps_of_changes(told) == {1: 1}
    assert steps_of_exchanges(told) == {"r2": 1}


def test_that_dom_events_are_counted_by_when_they_happened(told: Any) -> None:
    told.dom(50)
    told.input(100, "click")
    told.dom(90)  # a batch from before the click, handed over late
    told.dom(120)
    told.input(500, "click", ref="e2")
    told.dom(510)
    told.dom(520)
    first, second = told.finish(900)
    assert (first.dom_before, first.dom_after) == (2, 3)
    assert (second.dom_before, second.dom_after) == (3, 5)
    assert len(told.of(DomRecorded)) == 5


def test_that_frames_are_chosen_by_time(told: Any) -> None:
    told.feed(raw.PixelsTaken(50, "t1", "start"))
    told.input(100, "click")
    told.input(500, "click", ref="e2")
    told.feed(raw.PixelsTaken(300, "t1", "between"), raw.PixelsTaken(95, "t1", "just before"))
    told.feed(raw.PixelsTaken(700, "t1", "end"), raw.PixelsTaken(650, "t2", "another tab"))
    first, second = told.finish(1000)
    assert (first.before, first.after) == ("just before", "between")
    assert (second.before, second.after) == ("between", "end")


def test_that_timing_and_truth_belong_to_the_step_they_were_taken_in(told: Any) -> None:
    told.input(100, "click")
    told.dom(120)
    told.feed(raw.TruthTaken(300, "t1", "early", 1), raw.TruthTaken(400, "t1", "later", 1))
    told.input(500, "click", ref="e2")
    told.feed(raw.TimingHeard(100, "t1", "paint", 16.0), raw.TimingHeard(200, "t1", "shift", 0.1))
    told.feed(raw.TimingHeard(210, "t1", "shift", 0.2), raw.TimingHeard(550, "t1", "long_task", 80.0))
    first, second = told.finish()
    assert first.timing == Timing(16.0, 0.1 + 0.2, 0.0)
    assert (first.truth, first.truth_dom) == ("later", 1)
    assert second.timing == Timing(None, 0.0, 80.0)
    assert second.truth is None


def test_that_the_declared_end_is_proven_by_the_truth_of_the_page_at_rest(told: Any) -> None:
    told.input(100, "click")
    told.dom(120)
    told.feed(raw.TruthTaken(400, "t1", "rest", 1), raw.OutcomeDeclared(900, Done()))
    assert [step.truth for step in told.finish()] == ["rest", "rest"]


def test_that_the_declared_end_is_unproven_when_the_page_changed_since(told: Any) -> None:
    told.input(100, "click")
    told.feed(raw.TruthTaken(400, "t1", "rest", 0))
    told.dom(500)
    told.feed(raw.OutcomeDeclared(900, Done()))
    assert [step.truth for step in told.finish()] == ["rest", None]


def test_that_console_and_disturbances_get_their_step(told: Any) -> None:
    told.console(50)
    told.input(100, "click")
    told.console(150)
    told.feed(raw.DisturbanceHeard(160, Disturbance(160, "P6", "moves", "2026-07-02T09:14:00", {})))
    told.finish()
    assert [output.entry.step for output in told.of(ConsoleAttributed)] == [None, 1]
    assert told.of(DisturbanceAttributed)[0].disturbance.step == 1


def test_that_a_disturbance_told_before_the_click_it_struck_belongs_to_the_click(told: Any) -> None:
    told.input(100, "click")
    told.feed(raw.DisturbanceHeard(460, Disturbance(460, "P14", "fails", "2026-07-02T09:14:00", {})))
    told.input(450, "click", ref="e2")
    told.finish(1000)
    assert [output.disturbance.step for output in told.of(DisturbanceAttributed)] == [2]


def test_that_what_happens_around_a_page_is_proven_by_its_last_truth_while_nothing_is_recorded_of_it(told: Any) -> None:
    told.input(100, "click")
    told.dom(120)
    told.feed(raw.TruthTaken(200, "t1", "first", 1))
    told.opened(300, "t2", opener="t1")
    told.dom(320, page="t2")
    told.feed(raw.TruthTaken(330, "t2", "window", 2))
    told.input(400, "click", ref="e2", page="t2")
    told.feed(raw.PageClosed(450, "t2"))
    told.input(900, "click", ref="e3")
    told.dom(950)
    assert [step.truth for step in told.finish(2000)] == ["first", "window", "window", "window", None]


def test_that_a_step_is_closed_once_nothing_of_it_can_still_come(told: Any) -> None:
    told.input(100, "click")
    told.input(500, "click", ref="e2")
    told.dom(800)
    assert told.of(StepClosed) == []
    told.dom(901)
    assert [output.step.index for output in told.of(StepClosed)] == [1]
    assert told.recorder.advance(50_000) == []  # the last step stays open


def test_that_steps_never_begin_before_the_one_before(told: Any) -> None:
    told.input(500, "click")
    told.input(400, "press", key="Enter")
    first, second = told.finish()
    assert first.started == first.ended == second.started == 500


@pytest.mark.parametrize("seed", range(20))
def test_that_it_makes_no_difference_how_late_the_streams_arrive(told: Any, seed: int) -> None:
    delays = random.Random(seed)
    tellings: list[tuple[float, Callable[[], Any]]] = []
    for n in range(1, 6):
        at = 1000.0 * n

        def late(tell: Callable[..., Any], *args: Any, at: float = at, **fields: Any) -> None:
            tellings.append((at + delays.uniform(1, 390), partial(tell, *args, **fields)))

        tellings.append((at, partial(told.input, at, "click", ref=f"e{n}")))
        late(told.dom, at + 30)
        late(told.feed, raw.PixelsTaken(at + 90, "t1", f"p{n}"))
        late(told.exchange, f"r{n}", at + 5, at + 9)
        late(told.change, at + 7, n, f"r{n}", transaction=n)
    for _, tell in sorted(tellings, key=lambda telling: telling[0]):
        tell()
    steps = told.finish(9000)
    seen = [(step.dom_before, step.dom_after, step.after) for step in steps]
    assert seen == [(n - 1, n, f"p{n}") for n in range(1, 6)]
    assert steps_of_changes(told) == {n: n for n in range(1, 6)}
    assert steps_of_exchanges(told) == {f"r{n}": n for n in range(1, 6)}
