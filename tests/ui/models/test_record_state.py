"""What the Record perspective knows after each message."""

from dataclasses import replace
from functools import reduce

from tests.ui.messages import FOLDER, GOAL, TEMPLATE, Script, insert, step
from workbench.domain.exchanges import Exchange
from workbench.domain.verdicts import Finding, FindingKind, LampState
from workbench.session.messages import (
    ClockTicked,
    Closed,
    ExchangeSeen,
    Preparing,
    RecordingPaused,
    RecordingResumed,
    Saved,
    SittingMessage,
    StepChanged,
    StepDropped,
    StepOpened,
    StepsReplaced,
    Trouble,
)
from workbench.ui.models.record_state import Phase, RecordState


def after(*messages: SittingMessage) -> RecordState:
    return reduce(RecordState.apply, messages, RecordState())


def test_that_a_world_opens_as_a_preview_and_ends_the_preparation(script: Script) -> None:
    preparing = after(Preparing("Opening…"))
    assert (preparing.phase, preparing.busy) == (Phase.ABSENT, "Opening…")
    opened = preparing.apply(script.opened)
    assert (opened.phase, opened.busy, opened.world_time) == (Phase.PREVIEW, "", "2026-07-02T09:14:00")


def test_that_the_goal_is_stressed_as_soon_as_its_template_is_known(script: Script) -> None:
    opened = after(script.opened)
    assert opened.goal == GOAL
    known = opened.know({"clinic/book_visit": TEMPLATE})
    assert known.goal.startswith("Book a **Physiotherapy** visit for **Noor Haddad** on **Tuesday")
    assert known.apply(script.started).goal == known.goal


def test_that_a_step_grows_in_place_and_can_be_dropped(script: Script) -> None:
    state = after(*script.booked)
    grown = state.apply(StepChanged(step(2, at=9.0)))
    assert [one.index for one in grown.steps] == [1, 2]
    assert grown.steps[1].started == 9.0
    assert [one.index for one in grown.apply(StepDropped(2)).steps] == [1]


def test_that_requests_are_counted_by_the_step_that_caused_them() -> None:
    def seen(name: str, by: int | None) -> ExchangeSeen:
        return ExchangeSeen(Exchange(name, "t1", "GET", "/", "fetch", 0, 1, 200, by))

    assert after(seen("r1", 1), seen("r2", 1), seen("r3", None)).requests == {1: 2}


def test_that_a_change_no_clause_takes_is_a_breach(script: Script) -> None:
    taken, refused = after(*script.booked_twice).changes
    assert (taken.charged_to, taken.breach, refused.breach) == ("the-visit", False, True)


def test_that_pausing_keeps_what_was_recorded(script: Script) -> None:
    paused = after(*script.booked, RecordingPaused())
    assert (paused.phase, paused.live, len(paused.steps)) == (Phase.PAUSED, True, 2)
    assert paused.apply(RecordingResumed()).phase is Phase.RECORDING


def test_that_undoing_keeps_the_charges_of_the_changes_that_stay(script: Script) -> None:
    state = after(*script.booked_twice)
    rebuilt = state.apply(StepsReplaced(state.steps[:2], (state.changes[0].change, insert(2, "drafts", {"id": 5}))))
    assert [one.index for one in rebuilt.steps] == [1, 2]
    assert [(seen.charged_to, seen.known) for seen in rebuilt.changes] == [("the-visit", True), (None, False)]
    assert not any(seen.breach for seen in rebuilt.changes)


def test_that_starting_over_forgets_the_recording_but_not_the_task(script: Script) -> None:
    again = after(*script.booked, script.started)
    assert (again.steps, again.changes, again.phase) == ((), (), Phase.RECORDING)
    assert again.header is not None
    assert len(again.lamps) == 3


def test_that_the_verdict_has_the_last_word_on_every_charge(script: Script) -> None:
    finished = after(*script.booked_twice, Preparing("Judging…"), script.violated)
    assert (finished.phase, finished.busy, finished.folder) == (Phase.FINISHED, "", FOLDER)
    assert [seen.charged_to for seen in finished.changes] == ["the-visit", None]
    assert finished.saved is None
    assert finished.apply(Saved(FOLDER, "failing")).saved == "failing"


def test_that_at_the_end_no_lamp_says_otherwise_than_the_verdict(script: Script) -> None:
    findings = (Finding(FindingKind.UNMET, "the-visit", "No visit"), Finding(FindingKind.BREACH, None, "Another row"))
    verdict = replace(script.violated.verdict, findings=findings)
    finished = after(script.opened, script.started, replace(script.violated, verdict=verdict))
    assert [lamp.state for lamp in finished.lamps] == [LampState.BROKEN, LampState.OPEN, LampState.BROKEN]


def test_that_trouble_ends_the_wait_and_breaks_the_sitting_only_when_fatal(script: Script) -> None:
    state = after(*script.booked, Preparing("Undoing…"))
    assert state.apply(Trouble("It did not work.", "Try again.")).phase is Phase.RECORDING
    assert state.apply(Trouble("It did not work.", "Try again.")).busy == ""
    assert state.apply(Trouble("The browser is gone.", "Start over.", fatal=True)).phase is Phase.BROKEN


def test_that_closing_leaves_nothing_but_the_templates(script: Script) -> None:
    closed = after(*script.booked).know({"a/b": "Do it"}).apply(Closed())
    assert closed == RecordState(templates={"a/b": "Do it"})


def test_that_the_clock_moves_alone(script: Script) -> None:
    state = after(*script.booked)
    ticked = state.apply(ClockTicked("2026-07-02T09:15:00", 60000.0))
    assert (ticked.world_time, ticked.elapsed) == ("2026-07-02T09:15:00", 60000.0)
    assert ticked.steps is state.steps
    assert ticked.lamps[0].state is LampState.MET


def test_that_a_step_out_of_the_blue_is_added_at_the_end(script: Script) -> None:
    assert [one.index for one in after(*script.booked, StepOpened(step(9))).steps] == [1, 2, 9]
