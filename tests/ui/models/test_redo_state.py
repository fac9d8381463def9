"""What the window knows of a script that is done again."""

from dataclasses import replace

from tests.ui.messages import Script, step
from workbench.domain.actions import Done
from workbench.domain.verdicts import Ruling
from workbench.session.messages import (
    Closed,
    DoneByHand,
    HandedOver,
    RecordingStarted,
    RedoStarted,
    RedoStepping,
    SittingMessage,
    StepsReplaced,
    StuckAt,
    Trouble,
)
from workbench.ui.models.record_state import Phase, RecordState
from workbench.ui.models.redo_state import Turn

STARTED = RedoStarted("gold", ("Click **Book**", "Type **x** into **Date**", "Declare **done**"), 2, Ruling.SATISFIED)


def after(script: Script, *messages: SittingMessage) -> RecordState:
    state = RecordState()
    for message in (script.opened, STARTED, script.started, *messages):
        state = state.apply(message)
    return state


def test_that_while_the_script_acts_nobody_else_may_and_the_strip_says_what_it_does(script: Script) -> None:
    state = after(script, RedoStepping(1))
    assert state.redoing
    assert state.busy == "Doing gold again, up to the edit: Click Book"
    assert state.redo is not None
    assert replace(state.redo, step=2).sentence == ("Doing **gold** again, from the edit on: Type **x** into **Date**")
    unedited = replace(state.redo, first_changed=4)
    assert unedited.sentence == "Doing **gold** again: Click **Book**"


def test_that_a_step_that_cannot_be_done_gives_the_page_to_the_person(script: Script) -> None:
    state = after(script, RedoStepping(2), StuckAt(2, "**Date** is not on the page."))
    assert not state.redoing
    assert not state.busy
    assert state.redo is not None
    assert (state.redo.turn, state.redo.step, state.redo.left) == (Turn.STUCK, 2, 2)
    assert state.redo.sentence.startswith("**Date** is not on the page.")


def test_that_what_was_done_by_hand_takes_its_place_among_the_steps(script: Script) -> None:
    state = after(script, HandedOver(2), DoneByHand(2, 3, (step(1), step(2))), RedoStepping(4))
    assert state.redo is not None
    assert len(state.redo.steps) == 4
    assert state.redo.steps[-1] == "Declare **done**"
    assert state.redoing


def test_that_a_script_without_an_end_leaves_nothing_to_hand_back_to(script: Script) -> None:
    state = after(script, HandedOver(4))
    assert state.redo is not None
    assert state.redo.left == 0
    assert "finish" in state.redo.sentence


def test_that_the_verdict_keeps_what_it_was_made_of(script: Script) -> None:
    state = after(script, RedoStepping(3), script.satisfied)
    assert state.phase is Phase.FINISHED
    assert not state.redoing
    assert not state.busy
    assert state.redo is not None
    assert (state.redo.of, state.redo.before) == ("gold", Ruling.SATISFIED)


def test_that_a_trouble_in_between_gives_the_page_to_the_person(script: Script) -> None:
    state = after(script, RedoStepping(2), Trouble("The journal could not be read.", "Try again."))
    assert not state.redoing
    assert state.redo is not None
    assert state.redo.turn is Turn.HANDS


def test_that_another_task_or_starting_over_has_no_script(script: Script) -> None:
    state = after(script, HandedOver(2))
    assert state.apply(script.opened).redo is None
    assert state.apply(Closed()).redo is None
    assert state.apply(StepsReplaced((), ())).redo is None
    assert state.apply(StepsReplaced((step(1, Done()),), ())).redo is not None
    assert state.apply(RecordingStarted(state.folder or script.started.folder)).redo is not None
