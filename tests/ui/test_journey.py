"""The main job from end to end, by hand in the real window: choose, record, book, finish, keep, verify, replay."""

import json
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from tests.ui import stories
from tests.ui.pilot import Pilot
from workbench.archive.reader import open_episode
from workbench.domain.actions import Done
from workbench.domain.verdicts import Ruling
from workbench.ui.models.record_state import Phase

WORKOUT = "clinic/book_visit"
pytestmark = pytest.mark.browser


@pytest.mark.parametrize("widget", ["native", "flatpickr", "jquery-ui"])
def test_that_a_visit_booked_by_hand_is_satisfied_and_verifies_in_a_new_process(pilot: Pilot, widget: str) -> None:
    pilot.choose_workout(WORKOUT, seed=3, date_widget=widget)
    pilot.press_record()
    stories.book(pilot)
    pilot.until(lambda: any("read" in row and "met" in row for row in pilot.rows("record.lamps")))
    finished = pilot.finish()
    assert finished.verdict.ruling is Ruling.SATISFIED, finished.verdict.findings
    folder = pilot.save_as("gold")
    command = [sys.executable, "-c", "from workbench.cli import main; main()", "verify", str(folder), "--json"]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert told["as_expected"] == told["count"] == 1
    episode = open_episode(folder)
    assert [step.index for step in episode.steps] == list(range(1, len(episode.steps) + 1))
    assert isinstance(episode.steps[-1].action, Done)
    pilot.press("verdict.replay")
    pilot.until(lambda: pilot.window.front == "replay" and pilot.window.replay.playhead.replay is not None)


def test_that_undoing_does_the_other_steps_again_in_a_fresh_world(pilot: Pilot) -> None:
    pilot.choose_workout(WORKOUT, seed=3, date_widget="flatpickr")
    pilot.press_record()
    pilot.click_in_page("a", "Book a visit")
    pilot.choose_in_page("Service", "Vaccination")
    pilot.click_in_page("a", "Back to my visits")
    pilot.sees("h1", "My visits")
    pilot.until(lambda: len(pilot.state.steps) == 4)
    pilot.press("record.undo.button")
    pilot.until(lambda: pilot.state.busy)
    pilot.until(lambda: not pilot.state.busy)
    said = [row.split(" · ")[1] for row in pilot.rows("record.steps")]
    assert said[0] == "Click Book a visit"
    assert said[-1] == "Select Vaccination in Service"
    assert pilot.evaluate("document.querySelector('#service').selectedOptions[0].text") == "Vaccination"
    assert pilot.state.phase is Phase.RECORDING


def test_that_starting_over_empties_the_recording_and_the_world(pilot: Pilot) -> None:
    pilot.choose_workout(WORKOUT)
    pilot.press_record()
    pilot.click_in_page("a", "My visits")
    pilot.sees("h1", "My visits")
    pilot.until(lambda: len(pilot.state.steps) == 1)
    pilot.press("record.start_over.button")
    pilot.press("start_over.agree")
    pilot.until(lambda: not pilot.state.steps and not pilot.state.busy)
    pilot.sees("a", "Book a visit now")
    assert pilot.state.phase is Phase.RECORDING


def test_that_a_recording_that_is_left_is_offered_as_a_draft(pilot: Pilot) -> None:
    pilot.choose_workout(WORKOUT)
    pilot.press_record()
    pilot.click_in_page("a", "My visits")
    pilot.until(lambda: len(pilot.state.steps) == 1)
    pilot.window.table.qaction("record.leave").trigger()
    pilot.until(lambda: pilot.state.phase is Phase.ABSENT)
    pilot.window.show_perspective("library")
    pilot.until(lambda: pilot.child(QWidget, "drafts").isVisible())
    draft = next(path.parent for path in pilot.app.desk.folders.drafts.rglob("episode.json"))
    pilot.press(f"draft.{draft.name}.keep")
    pilot.until(lambda: not pilot.child(QWidget, "drafts").isVisible())
    assert [path.parent.name for path in pilot.app.desk.folders.recordings.rglob("episode.json")] == [draft.name]


def test_that_the_page_takes_no_keys_before_recording(pilot: Pilot) -> None:
    pilot.choose_workout(WORKOUT)
    pilot.evaluate(
        "(document.body.dataset.heard = '', addEventListener('keydown', () => document.body.dataset.heard += '!'), 1)"
    )
    pilot.press_key(Qt.Key.Key_Tab)
    pilot.type_in_page("a")
    assert pilot.evaluate("document.body.dataset.heard") == ""


def test_that_chromiums_own_developer_tools_open_under_the_page(pilot: Pilot) -> None:
    pilot.choose_workout(WORKOUT)
    pilot.press_record()
    toggle = pilot.window.table.qaction("record.devtools")
    toggle.trigger()
    tools = pilot.child(QWebEngineView, "record.tools")
    pilot.until(lambda: tools.isVisible() and tools.url().scheme() == "devtools")
    assert toggle.isChecked()
    toggle.trigger()
    assert not tools.isVisible()
