"""The Author perspective among the others: how one comes in, and how edits are kept from getting lost."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.pilot import Pilot
from tests.ui.seeking import child
from workbench.domain.verdicts import Evidence, Finding, FindingKind, Ruling, Verdict
from workbench.session.folders import Folders
from workbench.ui.app import assemble, begin_with
from workbench.ui.shell.preferences import Preferences
from workbench.ui.shell.spec_lead import line_of

pytestmark = pytest.mark.browser


@pytest.fixture
def pilot(qapp: QApplication, qtbot: QtBot, preferences: Preferences, tmp_path: Path) -> Iterator[Pilot]:
    """The whole app on a copy of the specs, with one gold."""
    shipped = Folders.default()
    shutil.copytree(shipped.specs, tmp_path / "specs")
    gold = "clinic/book_visit/gold-native"
    shutil.copytree(shipped.recordings / gold, tmp_path / "recordings" / gold)
    folders = Folders(tmp_path / "specs", tmp_path / "recordings", tmp_path / "drafts")
    app = assemble(qapp, folders, preferences, tmp_path / "logs")
    app.window.resize(1280, 800)
    app.window.show()
    yield Pilot(app, qtbot)
    app.close()
    qapp.setStyleSheet("")


def test_that_a_spec_named_on_the_command_line_opens_in_the_editor(pilot: Pilot, tmp_path: Path) -> None:
    book = tmp_path / "specs" / "clinic" / "book_visit.yaml"
    begin_with(pilot.app, [str(book)])
    author = pilot.window.author
    pilot.until(lambda: author.draft is not None and author.draft.path == book)
    assert pilot.window.front == "author"


def test_that_the_window_asks_before_edits_are_lost(pilot: Pilot, tmp_path: Path) -> None:
    book = tmp_path / "specs" / "clinic" / "book_visit.yaml"
    pilot.window.open_spec(book)
    author = pilot.window.author
    pilot.until(lambda: author.draft is not None)
    QTest.keyClicks(author.editor, "# mine")
    pilot.window.show_perspective("library")
    pilot.window.close()
    assert pilot.window.isVisible()
    assert pilot.window.front == "author"
    child(child(author, QMessageBox, "author.unsaved"), QPushButton, "author.unsaved.save").click()
    pilot.until(lambda: not pilot.window.isVisible())
    assert book.read_text(encoding="utf-8").startswith("# mine")


def test_that_replay_leads_to_the_clause_that_the_verdict_is_about(pilot: Pilot, tmp_path: Path) -> None:
    window = pilot.window
    window.open_episode(tmp_path / "recordings" / "clinic" / "book_visit" / "gold-native")
    pilot.until(lambda: window.replay.playhead.replay is not None)
    replay = window.replay.playhead.replay
    assert replay is not None
    line = line_of(replay.index.verdict, window.replay.playhead.position.step)
    assert line > 0
    window.table.refresh()
    QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    pilot.until(lambda: window.front == "author" and window.author.draft is not None)
    pilot.until(lambda: window.author.editor.place[0] == line)


def test_that_the_gravest_finding_at_the_step_decides_the_line() -> None:
    met = Finding(FindingKind.MET, "a", "a", evidence=(Evidence(step=2), Evidence(line=5)))
    breach = Finding(FindingKind.BREACH, "b", "b", evidence=(Evidence(step=7), Evidence(line=9)))
    verdict = Verdict(Ruling.VIOLATED, (breach, met))
    assert [line_of(verdict), line_of(verdict, 7), line_of(verdict, 2)] == [9, 9, 5]
    assert line_of(Verdict(Ruling.UNDECIDED, ())) == 0
