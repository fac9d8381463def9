"""The live sitting as evidence: one authors while one demonstrates."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import stories
from tests.ui.author.pilot import Author
from tests.ui.pilot import Pilot
from workbench.domain.verdicts import Ruling
from workbench.session.folders import Folders
from workbench.ui.app import assemble
from workbench.ui.shell.preferences import Preferences

pytestmark = pytest.mark.browser


@pytest.fixture
def pilot(qapp: QApplication, qtbot: QtBot, preferences: Preferences, tmp_path: Path) -> Iterator[Pilot]:
    """The whole app, with the spec of the visit alone and no recording."""
    shipped = Folders.default()
    (tmp_path / "specs" / "clinic").mkdir(parents=True)
    shutil.copyfile(shipped.specs / "clinic" / "book_visit.yaml", tmp_path / "specs" / "clinic" / "book_visit.yaml")
    folders = Folders(tmp_path / "specs", tmp_path / "recordings", tmp_path / "drafts")
    app = assemble(qapp, folders, preferences, tmp_path / "logs")
    app.window.resize(1600, 1000)
    app.window.show()
    yield Pilot(app, qtbot)
    app.close()
    qapp.setStyleSheet("")


def test_that_a_sitting_is_authored_while_it_goes_on(pilot: Pilot, qtbot: QtBot) -> None:
    pilot.choose_workout("clinic/book_visit", seed=3, date_widget="native")
    pilot.press_record()
    pilot.window.open_spec(pilot.app.desk.folders.specs / "clinic" / "book_visit.yaml")
    author = Author(pilot.window.author, pilot.window.table, qtbot)
    evidence = author.perspective.evidence
    author.until(lambda: evidence.shows_live)
    assert pilot.window.record.pane.isVisible(), "the live page stands beside the spec"
    assert evidence.isAncestorOf(pilot.window.record.pane)
    stories.book(pilot)
    author.until(lambda: any("visits" in row and "the-visit" in row for row in author.rows("author.changes")))
    author.point_at("author.changes", "· visits ")
    author.choose("author.clause.values.practitioner_id", "exactly")
    author.judged()
    assert "practitioner_id: " in author.text
    assert any("ephemeral table" in row for row in author.rows("author.changes")), "as it is told of a stored one"
    pilot.window.show_perspective("record")
    assert not evidence.isAncestorOf(pilot.window.record.pane)
    assert pilot.finish().verdict.ruling is Ruling.SATISFIED
    author.until(lambda: not evidence.shows_live)


def test_that_an_element_of_the_live_page_is_picked_beside_the_spec(pilot: Pilot, qtbot: QtBot) -> None:
    pilot.choose_workout("clinic/book_visit", seed=3, date_widget="native")
    pilot.press_record()
    pilot.window.open_spec(pilot.app.desk.folders.specs / "clinic" / "book_visit.yaml")
    evidence = pilot.window.author.evidence
    pilot.until(lambda: evidence.shows_live and pilot.window.record.pane.isVisible())
    pick = pilot.child(QToolButton, "record.pick.button")
    for _ in range(2):
        QTest.mouseClick(pick, Qt.MouseButton.LeftButton)
        pilot.until(lambda: pilot.child(QWidget, "record.picking").isVisible())
        pilot.press_key(Qt.Key.Key_Escape)
        pilot.until(lambda: not pilot.child(QWidget, "record.picking").isVisible())
    QTest.mouseClick(pick, Qt.MouseButton.LeftButton)
    pilot.until(lambda: pilot.child(QWidget, "record.picking").isVisible())
    pilot.click_in_page("a", "My visits")
    pilot.until(evidence.element.isVisible)
    assert pilot.evaluate("location.pathname") == "/", "the link was not followed"
    pilot.window.show_perspective("library")
    assert not pick.isEnabled()
