import pytest
from PySide6.QtTest import QSignalSpy

from tests.replay.builder import clinic_episode, clinic_verdict
from workbench.domain.verdicts import Ruling, Verdict
from workbench.replay.opening import build_replay
from workbench.replay.position import NOTHING, START, Focus, Phase, Position
from workbench.ui.replay.playhead import Playhead

REPLAY = build_replay(clinic_episode(), clinic_verdict())


@pytest.fixture
def playhead() -> Playhead:
    made = Playhead()
    made.open(REPLAY)
    return made


def test_that_a_violated_episode_opens_at_its_worst_finding(playhead: Playhead) -> None:
    assert (playhead.position, playhead.focus) == (Position(7, Phase.AFTER), Focus(5, "r7"))


def test_that_a_satisfied_episode_opens_at_its_end() -> None:
    playhead = Playhead()
    playhead.open(build_replay(clinic_episode(), Verdict(Ruling.SATISFIED, ())))
    assert playhead.position == Position(8, Phase.AFTER)


def test_that_it_announces_a_move_once_and_no_move_not_at_all(playhead: Playhead) -> None:
    spy = QSignalSpy(playhead.moved)
    playhead.go(Position(3, Phase.ACTION))
    playhead.go(Position(3, Phase.ACTION))
    assert spy.count() == 1


def test_that_it_can_not_be_sent_outside_the_episode(playhead: Playhead) -> None:
    playhead.go(Position(99, Phase.BEFORE))
    assert playhead.position == Position(8, Phase.BEFORE)
    playhead.go(Position(-1, Phase.BEFORE))
    assert playhead.position == START


def test_that_another_phase_keeps_what_is_pointed_at_and_another_step_does_not(playhead: Playhead) -> None:
    playhead.choose_phase(Phase.BEFORE)
    assert playhead.focus == Focus(5, "r7")
    playhead.next_step()
    assert (playhead.position, playhead.focus) == (Position(8, Phase.BEFORE), NOTHING)


def test_that_without_an_episode_nothing_moves() -> None:
    playhead = Playhead()
    spy = QSignalSpy(playhead.moved)
    for move in (playhead.next_step, playhead.previous_phase, playhead.last, playhead.next_finding):
        move()
    assert (spy.count(), playhead.position) == (0, START)
