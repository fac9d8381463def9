"""Whole specs clicked together in a real window, from one demonstration each, without a letter of YAML."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.author.pilot import Author
from tests.ui.author.stalls import no_stall
from tests.ui.seeking import child
from workbench.archive.library import find_episodes
from workbench.archive.reader import open_run
from workbench.authoring.evidence import Evidence
from workbench.domain.verdicts import Ruling
from workbench.session.folders import Folders
from workbench.ui.app import App, assemble
from workbench.ui.shell.preferences import Preferences
from workbench.verifier import judge, parse_spec
from workbench.verifier.audit import Finished, audit

pytestmark = [pytest.mark.browser]
in_a_real_window = pytest.mark.xvfb
SHIPPED = Folders.default()


@pytest.fixture
def app(qapp: QApplication, preferences: Preferences, tmp_path: Path) -> Iterator[App]:
    """The whole app on folders of its own, which are empty still."""
    folders = Folders(tmp_path / "specs", tmp_path / "recordings", tmp_path / "drafts")
    folders.specs.mkdir()
    folders.recordings.mkdir()
    made = assemble(qapp, folders, preferences, tmp_path / "logs")
    made.window.resize(1280, 800)
    made.window.show()
    yield made
    made.close()
    qapp.setStyleSheet("")


def begin(app: App, qtbot: QtBot, workout: str, gold: str) -> Author:
    """One demonstration, and a workout that has no spec: the window begins one."""
    folders = app.desk.folders
    shutil.copytree(SHIPPED.recordings / workout / gold, folders.recordings / workout / gold)
    app.window.open_spec(folders.specs / f"{workout}.yaml")
    author = Author(app.window.author, app.window.table, qtbot)
    author.until(lambda: author.perspective.evidence.view is not None)
    author.judged()
    return author


def require(author: Author, table: str, number: int = 0) -> None:
    """Click the change, then "Require exactly this"."""
    author.point_at("author.changes", f"· {table} ", number)
    author.press("author.clause.require")
    author.judged()


def ignore(author: Author, table: str) -> None:
    author.point_at("author.changes", f"· {table} ")
    author.press("author.clause.ignore")
    author.judged()


def read_back(author: Author, path: str) -> None:
    """Click the last request for the record itself, then "is read after"."""
    author.tab("author.evidence.tabs", "Requests")
    rows = [row for row in author.rows("author.requests") if path in row]
    author.point_at("author.requests", path, len(rows) - 1)
    author.until(lambda: any(" is read after" in row for row in author.rows("author.offers")))
    author.point_at("author.offers", " is read after")
    author.judged()


def saved(author: Author) -> str:
    """Ctrl+S; the file's text."""
    author.perspective.window().activateWindow()  # no window manager does it when a list's own window goes
    author.until(author.perspective.window().isActiveWindow)
    QTest.keyClick(author.perspective.window(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    author.until(lambda: not author.perspective.dirty)
    assert author.troubles == []
    assert author.perspective.draft is not None
    return author.perspective.draft.path.read_text(encoding="utf-8")


def holds(text: str, workout: str) -> None:
    """It passes the audit on the shipped golds, and gives every shipped run the verdict that it must have."""
    schema = Evidence().schema(workout)
    spec = parse_spec(text, source=f"{workout}.yaml", schema=schema)
    runs = [open_run(entry.folder) for entry in find_episodes(SHIPPED.recordings / workout)]
    assert {run.header.expected for run in runs} >= {Ruling.SATISFIED.value}
    assert [judge(spec, run).ruling.value for run in runs] == [run.header.expected for run in runs]
    golds = [run for run in runs if run.header.label == "gold"]
    (report,) = [event.report for event in audit(spec, schema, golds[:2]) if isinstance(event, Finished)]
    assert report.passed, report


@in_a_real_window
def test_that_sending_a_message_is_specified_by_clicks(app: App, qtbot: QtBot) -> None:
    author = begin(app, qtbot, "mail/send", "gold")
    with no_stall():
        for table in ("sessions", "outgoing", "seen"):
            ignore(author, table)
        require(author, "emails")
        require(author, "recipients", 0)
        require(author, "recipients", 1)
        read_back(author, "/messages/495")
    author.tab("author.evidence.tabs", "Untouched")
    author.point_at("author.untouched", "contacts")
    QTest.keyClicks(author.perspective.evidence.untouched.reason, "the address book is no business of a message")
    author.press("author.untouched.never")
    author.judged()
    text = saved(author)
    assert "$the-email.id" in text
    assert "kind: 'sent'" in text
    assert "the address book is no business of a message" in text
    assert all(row.count("no clause") == 0 for row in author.rows("author.changes"))
    holds(text, "mail/send")


@in_a_real_window
def test_that_booking_a_visit_is_specified_by_clicks_and_values_are_generalised_in_place(
    app: App, qtbot: QtBot
) -> None:
    author = begin(app, qtbot, "clinic/book_visit", "gold-native")
    for table in ("audit_log", "sessions", "page_views"):
        ignore(author, table)
    author.point_at("author.changes", "· members ")
    author.press("author.clause.allow")
    author.judged()
    author.point_at("author.changes", "· visits ")
    author.choose("author.clause.values.status", "anything")
    author.press("author.clause.require")
    author.judged()
    assert "status:" not in author.text
    author.choose("author.clause.values.status", "exactly")
    author.judged()
    read_back(author, "/visits/252")
    text = saved(author)
    assert "status: booked" in text
    assert "the-visit.status" not in text, "what is demanded again is no longer signed for"
    holds(text, "clinic/book_visit")


def test_that_a_cell_becomes_a_range_with_both_ends(app: App, qtbot: QtBot) -> None:
    author = begin(app, qtbot, "clinic/book_visit", "gold-native")
    author.point_at("author.changes", "· visits ")
    author.choose("author.clause.values.time", "from")
    end = child(author.perspective, QLineEdit, "author.range.to")
    end.selectAll()
    QTest.keyClicks(end, "17:00")
    QTest.keyClick(end, Qt.Key.Key_Return)
    author.press("author.clause.require")
    author.judged()
    assert 'time: {from: "16:30", to: "17:00"}' in author.text


def test_that_a_range_that_is_not_given_leaves_the_cell_as_it_was(app: App, qtbot: QtBot) -> None:
    author = begin(app, qtbot, "clinic/book_visit", "gold-native")
    author.point_at("author.changes", "· visits ")
    box = child(author.perspective, QComboBox, "author.clause.values.time")
    before = box.currentText()
    author.choose("author.clause.values.time", "from")
    assert box.currentText() != before
    QTest.keyClick(child(author.perspective, QLineEdit, "author.range.to"), Qt.Key.Key_Escape)
    assert box.currentText() == before


def test_that_every_click_is_undone_and_redone_byte_for_byte_together_with_what_is_typed(
    app: App, qtbot: QtBot
) -> None:
    author = begin(app, qtbot, "clinic/book_visit", "gold-native")
    begun = author.text
    require(author, "visits")
    author.run("yaml")
    author.editor.go_to(1)
    author.write("# mine")
    author.run("sentences")
    ignore(author, "audit_log")
    ended = author.text
    assert begun.startswith("version: 1\nworkout: clinic/book_visit\n")
    while author.table.qaction("author.undo").isEnabled():
        author.run("undo")
    assert author.text == begun
    while author.table.qaction("author.redo").isEnabled():
        author.run("redo")
    assert author.text == ended
    assert ended.startswith("# mineversion: 1\n")


def test_that_a_suggested_spec_is_accepted_line_by_line_and_a_sentence_taken_out_again(app: App, qtbot: QtBot) -> None:
    author = begin(app, qtbot, "clinic/book_visit", "gold-native")
    author.run("suggest")
    author.until(lambda: len(author.rows("author.suggestions")) > 5)
    author.point_at("author.suggestions", "insert visits")
    author.press("author.suggestions.accept")
    author.judged()
    assert "insert: visits" in author.text
    assert "ephemeral" not in author.text
    author.press("author.suggestions.all")
    author.judged()
    holds(author.text, "clinic/book_visit")
    author.examined()
    author.point_at("author.sentences", "No row of visits is ever deleted")
    author.press("author.sentence.remove")
    author.judged()
    assert "no-visits-deleted" not in author.text


def test_that_a_hand_written_spec_keeps_its_comments_and_layout(app: App, qtbot: QtBot) -> None:
    author = begin(app, qtbot, "clinic/book_visit", "gold-native")
    path = app.desk.folders.specs / "clinic" / "book_visit.yaml"
    before = (SHIPPED.specs / "clinic" / "book_visit.yaml").read_text(encoding="utf-8")
    saved(author)
    path.write_text(before, encoding="utf-8")
    author.until(lambda: author.text == before)
    author.judged()
    author.point_at("author.changes", "· visits ")
    author.choose("author.clause.values.practitioner_id", "exactly")
    author.judged()
    after = saved(author)
    added = [line for line in after.splitlines() if line not in before.splitlines()]
    removed = [line for line in before.splitlines() if line not in after.splitlines()]
    assert added == ["      practitioner_id: 5"]
    assert [line.strip()[:48] for line in removed] == ['- {mutant: "column:the-visit.practitioner_id=*",']
