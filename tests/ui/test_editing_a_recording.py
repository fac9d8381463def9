"""Editing a recording from end to end, by hand in the real window: change a step, run, look, undo, run, keep."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListView, QMessageBox, QPushButton, QToolButton

from tests.ui.pilot import Pilot
from tests.ui.seeking import child
from workbench.archive.reader import open_episode, open_header
from workbench.domain.sentences import describe
from workbench.domain.verdicts import FindingKind, Ruling
from workbench.session.messages import DoneByHand, Finished, StuckAt

GOLD = Path(__file__).parents[2] / "recordings/clinic/book_visit/gold-native"
pytestmark = pytest.mark.browser


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def edit(pilot: Pilot, folder: Path) -> None:
    """Open an episode and begin to edit its steps."""
    pilot.window.open_episode(folder)
    pilot.until(lambda: pilot.window.replay.playhead.replay is not None)
    button = pilot.child(QToolButton, "replay.steps.edit")
    pilot.until(lambda: button.isVisible() and button.isEnabled())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def choose_step(pilot: Pilot, row: int) -> QListView:
    steps = pilot.child(QListView, "replay.steps.list")
    index = steps.model().index(row, 0)
    steps.scrollTo(index)
    QTest.mouseClick(steps.viewport(), Qt.MouseButton.LeftButton, pos=steps.visualRect(index).center())
    assert steps.currentIndex().row() == row
    return steps


def change(pilot: Pilot, row: int, field: str, text: str) -> None:
    """Press F2 on a step and type into a field of its card."""
    QTest.keyClick(choose_step(pilot, row), Qt.Key.Key_F2)
    pilot.until(lambda: pilot.window.findChild(QDialog, "change") is not None)
    card = pilot.child(QDialog, "change")
    line = child(card, QLineEdit, field)
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)


def run(pilot: Pilot) -> Finished:
    """Press Run and judge; returns the verdict once it is shown."""
    return pilot.ends(lambda: pilot.press("replay.editing.run"))


def test_that_a_changed_step_is_judged_undone_judged_again_and_kept_as_an_episode_of_its_own(pilot: Pilot) -> None:
    before = files(GOLD)
    edit(pilot, GOLD)
    change(pilot, 4, "change.value", "2026-08-11")
    assert "4 · Type 2026-08-11 into Date · Type 2026-08-04 into Date · changed" in pilot.rows("replay.steps")
    assert "1 edit" in pilot.child(QLabel, "replay.editing.said").text()

    finished = run(pilot)
    assert pilot.window.front == "record"
    assert finished.verdict.ruling is Ruling.VIOLATED
    assert any(finding.kind is FindingKind.UNMET for finding in finished.verdict.findings)
    assert "gold-native" in pilot.child(QLabel, "verdict.origin").text()
    assert "SATISFIED" in pilot.child(QLabel, "verdict.origin").text()

    pilot.window.show_perspective("replay")
    assert "VIOLATED" in pilot.child(QLabel, "replay.editing.said").text()
    with pilot.qtbot.waitActive(pilot.window, timeout=60_000):
        pilot.window.activateWindow()
    QTest.keyClick(pilot.child(QListView, "replay.steps.list"), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not any("changed" in row for row in pilot.rows("replay.steps"))

    finished = run(pilot)
    assert finished.verdict.ruling is Ruling.SATISFIED, finished.verdict.findings
    assert pilot.child(QLineEdit, "verdict.name").text() == "gold-native-edited"
    kept = pilot.save_as("gold")
    assert kept.name == open_header(kept).id == "gold-native-edited"
    assert open_header(kept).label == "gold"
    assert [describe(step.action) for step in open_episode(kept).steps] == [
        describe(step.action) for step in open_episode(GOLD).steps
    ]
    assert files(GOLD) == before


def test_that_where_it_is_stuck_the_person_goes_on_by_hand_and_hands_back(pilot: Pilot) -> None:
    edit(pilot, GOLD)
    change(pilot, 7, "change.css", "#nothing-here")
    with pilot.qtbot.waitSignal(
        pilot.app.desk.message, timeout=60_000, check_params_cb=lambda message: isinstance(message, StuckAt)
    ):
        pilot.press("replay.editing.run")
    said = pilot.child(QLabel, "record.redo.said").accessibleName()
    assert said == "Confirm visit (css=#nothing-here) is not on the page /visits/review. Do it by hand."
    assert pilot.child(QLabel, "record.redo.where").text() == "stuck at 7 of 10"
    pilot.click_in_page("button", "Confirm visit")
    pilot.sees("h1", "Dental hygiene")
    heard: list[object] = []
    pilot.app.desk.message.connect(lambda message: heard.append(message) if isinstance(message, DoneByHand) else None)
    finished = pilot.ends(lambda: pilot.press("record.hand_back.button"))
    assert finished.verdict.ruling is Ruling.SATISFIED
    assert len(heard) == 1
    pilot.window.show_perspective("replay")
    assert "7 · Click Confirm visit · new" in pilot.rows("replay.steps")
    assert "SATISFIED" in pilot.child(QLabel, "replay.editing.said").text()


def test_that_recording_from_a_step_does_those_before_it_and_waits_for_the_person(pilot: Pilot) -> None:
    edit(pilot, GOLD)
    choose_step(pilot, 8)
    pilot.press("replay.editing.record")
    where = pilot.child(QLabel, "record.redo.where")
    pilot.until(lambda: where.isVisible() and where.text() == "by hand before 8 of 10")
    assert len(pilot.state.steps) == 7
    assert pilot.finish().verdict.ruling is Ruling.SATISFIED
    pilot.window.show_perspective("replay")
    assert "8 · Declare done" in pilot.rows("replay.steps")
    assert "\N{EN DASH} · Click My visits · deleted" in pilot.rows("replay.steps")


def test_that_the_window_asks_before_edits_that_were_not_run_are_lost(pilot: Pilot) -> None:
    edit(pilot, GOLD)
    QTest.keyClick(choose_step(pilot, 2), Qt.Key.Key_Delete)
    pilot.window.show_perspective("library")
    pilot.window.close()
    assert pilot.window.isVisible()
    assert pilot.window.front == "replay"
    question = pilot.child(QMessageBox, "replay.unrun")
    assert GOLD.name in question.text()
    child(question, QPushButton, "replay.unrun.stay").click()
    assert pilot.window.isVisible()
    pilot.until(lambda: pilot.window.findChild(QMessageBox, "replay.unrun") is None)
    pilot.window.close()
    child(pilot.child(QMessageBox, "replay.unrun"), QPushButton, "replay.unrun.leave").click()
    pilot.until(lambda: not pilot.window.isVisible())
