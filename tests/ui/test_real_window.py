"""What only a real screen shows: the same story in a window that a window system draws. Run under Xvfb."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui import stories
from tests.ui.pilot import Pilot
from workbench.archive.reader import open_episode
from workbench.domain.actions import Select
from workbench.domain.verdicts import Ruling

pytestmark = [pytest.mark.xvfb, pytest.mark.browser]


@pytest.fixture(autouse=True)
def _a_real_screen(qapp: QApplication) -> None:
    assert qapp.platformName() == "xcb", "run these under Xvfb: make test does"


@pytest.mark.parametrize("widget", ["native", "flatpickr", "jquery-ui"])
def test_that_a_visit_booked_in_a_real_window_verifies_in_a_new_process(pilot: Pilot, widget: str) -> None:
    pilot.choose_workout("clinic/book_visit", seed=3, date_widget=widget)
    pilot.press_record()
    stories.book(pilot)
    assert pilot.finish().verdict.ruling is Ruling.SATISFIED
    folder = pilot.save_as("gold")
    assert _verified(folder)


def test_that_a_choice_from_the_open_list_is_recorded(pilot: Pilot) -> None:
    """The list of a native drop-down is a window of its own, outside the page."""
    pilot.choose_workout("clinic/book_visit", seed=3, date_widget="native")
    pilot.press_record()
    pilot.click_in_page("a", "Book a visit")
    pilot.click_in_page("select#service")
    pilot.until(lambda: _popup() is not None)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(_popup() or pilot.view, key)
    pilot.until(lambda: any("Select" in row for row in pilot.rows("record.steps")))
    chosen = pilot.evaluate("document.querySelector('#service').selectedOptions[0].text")
    pilot.until(lambda: pilot.app.desk.steps and isinstance(pilot.app.desk.steps[-1].action, Select))
    last = pilot.app.desk.steps[-1].action
    assert isinstance(last, Select)
    assert last.labels == (chosen,)


def _popup() -> QWidget | None:
    return QApplication.activePopupWidget()


def _verified(folder: Path) -> bool:
    assert open_episode(folder).run.final is not None
    command = [sys.executable, "-c", "from workbench.cli import main; main()", "verify", str(folder), "--json"]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return bool(told["as_expected"] == told["count"] == 1)
