"""What the perspective in front may count on: its troubles are said once, in place, and the keyboard stays with it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QListView

from tests.ui.messages import Script
from tests.ui.pilot import Pilot
from workbench.session.folders import Folders
from workbench.session.messages import Trouble

pytestmark = pytest.mark.browser


def test_that_what_ended_a_sitting_is_said_in_its_place_and_not_over_its_buttons(pilot: Pilot) -> None:
    pilot.window.show_perspective("record")
    pilot.app.desk.message.emit(Trouble("The gym is gone.", "Start over.", fatal=True))
    assert pilot.window.notices.texts() == ()
    pilot.window.show_perspective("library")
    pilot.app.desk.message.emit(Trouble("The gym is gone again.", "Start over.", fatal=True))
    assert pilot.window.notices.texts() == ("The gym is gone again.",)


def test_that_an_episode_that_does_not_open_says_so_once(pilot: Pilot, tmp_path: Path) -> None:
    pilot.window.open_episode(tmp_path)
    said = pilot.window.replay.message
    pilot.until(lambda: any("is not an episode" in label.text() for label in said.findChildren(QLabel)))
    assert pilot.window.notices.texts() == ()


def test_that_a_sitting_leaves_the_keyboard_to_the_perspective_in_front(pilot: Pilot, script: Script) -> None:
    with pilot.qtbot.waitActive(pilot.window, timeout=60_000):
        pilot.window.activateWindow()
    pilot.window.open_episode(Folders.default().recordings / "clinic" / "book_visit" / "gold-native")
    steps = pilot.child(QListView, "replay.steps.list")
    pilot.until(lambda: QApplication.focusWidget() is steps)
    headline = pilot.child(QLabel, "headline")
    assert "Book a " in headline.text(), "the goal stands on top, also of an episode that is not on the shelf"
    for message in (script.opened, script.started, script.tick, script.violated, script.tick):
        pilot.app.desk.message.emit(message)
        assert QApplication.focusWidget() is steps
