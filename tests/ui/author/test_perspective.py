"""The Author perspective, worked with by keys and clicks."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel, QListView, QMessageBox, QPushButton, QWidget

from tests.ui.author.pilot import Author
from tests.ui.author.stalls import StallMonitor
from tests.ui.seeking import child
from workbench.session.folders import Folders
from workbench.session.messages import TaskRequest
from workbench.verifier import SpecProblem, parse_spec
from workbench.verifier.audit import Kind

CONTROL = Qt.KeyboardModifier.ControlModifier
HEAD = "version: 1\nworkout: clinic/book_visit\n"


def message(author: Author) -> str:
    return child(author.perspective, QLabel, "author.message.words").accessibleName()


def write_text(author: Author, text: str) -> None:
    """Replace all text, as with select all and paste."""
    author.editor.selectAll()
    author.editor.insertPlainText(text)
    author.examined()


def test_that_the_specs_are_listed_with_their_state_and_the_first_is_opened(author: Author, book: Path) -> None:
    author.until(lambda: author.perspective.draft is not None)
    author.until(lambda: [row.count("valid") for row in author.rows("author.specs")] == [1, 1])
    assert author.text == book.read_text(encoding="utf-8")
    assert author.perspective.headline[0] == "**clinic/book_visit**"


def test_that_a_broken_spec_is_listed_as_such(author: Author, book: Path) -> None:
    author.open(book)
    (book.parent / "a_broken_one.yaml").write_text(HEAD + "requires: []\n", encoding="utf-8")
    author.until(lambda: any("1 error" in row for row in author.rows("author.specs")))
    assert "A spec has no key requires." in author.rows("author.specs")[0]


@pytest.mark.parametrize(
    "text",
    [
        "version: 1\nworkout: [a\n",
        HEAD + "requires: []\n",
        HEAD + "require:\n  - {id: a}\n",
        HEAD + "require:\n  - {id: a, insert: visits, times: 0}\n",
        HEAD + "let:\n  busy: count(visits, {date: $date})\n",
        HEAD + "allow:\n  - {id: a, insert: visits, check: 'new.x ++ 1'}\n",
        HEAD + "params: [a]\nallow:\n  - {id: b, insert: visits, key: $c}\n",
    ],
)
def test_that_what_cannot_be_read_is_marked_in_its_line_as_the_command_line_says_it(
    author: Author, book: Path, text: str
) -> None:
    with pytest.raises(SpecProblem) as caught:
        parse_spec(text, source="x.yaml")
    problem = caught.value
    author.open(book)
    write_text(author, text)
    (row,) = author.rows("author.remarks")
    assert row.endswith(f"{problem.line}:{problem.column}")
    assert problem.reason.replace("`", "") in row
    assert problem.advice.replace("`", "") in row
    author.run("next_remark")
    assert author.editor.place[0] == min(problem.line, author.editor.blockCount())
    assert not author.table.qaction("author.audit").isEnabled()
    assert author.perspective.sentences.clauses, "the sentences of the last readable text stay"


def test_that_a_click_on_a_finding_leads_to_its_line_and_the_strip_tells_it(author: Author, book: Path) -> None:
    author.open(book)
    write_text(author, author.text.replace("[last_seen_at]", "[last_seen]").replace("date: $date", "dat: $date"))
    rows = author.rows("author.remarks")
    assert len(rows) >= 2
    last = next(number for number, row in enumerate(rows) if "last_seen" in row.split(" · ")[0])
    author.click_row("author.remarks", last)
    assert author.editor.textCursor().block().text().lstrip().startswith("- {id: last-seen")
    assert "has no column last_seen" in message(author)
    assert author.perspective.status[0].tone == "broken"


def test_that_typing_marks_the_draft_and_saving_writes_it_whole(author: Author, book: Path) -> None:
    author.open(book, 41)
    QTest.keyClick(author.editor, Qt.Key.Key_End)
    author.write("  # half a minute")
    assert author.perspective.dirty
    assert child(author.perspective, QLabel, "author.edited").isVisible()
    assert "book_visit •" in author.rows("author.specs")[0]
    author.press_key(Qt.Key.Key_S, CONTROL)
    author.until(lambda: not author.perspective.dirty)
    assert book.read_text(encoding="utf-8") == author.text
    assert "# half a minute" in author.text
    assert not list(book.parent.glob("*.part"))


def test_that_windows_line_ends_stay(author: Author, book: Path) -> None:
    book.write_bytes(book.read_bytes().replace(b"\n", b"\r\n"))
    author.open(book)
    author.write("# top\n")
    author.run("save")
    author.until(lambda: not author.perspective.dirty)
    data = book.read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n") > 20


def test_that_a_file_changed_elsewhere_is_taken_over_when_nothing_gets_lost(author: Author, book: Path) -> None:
    author.open(book, 20)
    book.write_text("# somebody else\n" + book.read_text(encoding="utf-8"), encoding="utf-8")
    author.until(lambda: author.text.startswith("# somebody else"))
    assert not author.perspective.dirty
    assert author.editor.place[0] == 20
    author.run("undo")
    assert not author.text.startswith("# somebody else")


def test_that_a_file_changed_elsewhere_never_replaces_edits_unasked(author: Author, book: Path) -> None:
    author.open(book)
    author.write("# mine\n")
    theirs = "# theirs\n" + book.read_text(encoding="utf-8")
    book.write_text(theirs, encoding="utf-8")
    author.until(lambda: child(author.perspective, QWidget, "author.disk").isVisible())
    assert author.text.startswith("# mine")
    author.run("save")
    author.until(lambda: author.troubles)
    assert "changed by somebody else" in author.troubles[0]
    assert book.read_text(encoding="utf-8") == theirs
    author.press("author.disk.keep")
    author.run("save")
    author.until(lambda: not author.perspective.dirty)
    assert book.read_text(encoding="utf-8").startswith("# mine")


def test_that_edits_are_asked_about_before_another_file_is_opened(author: Author, book: Path) -> None:
    author.open(book)
    author.write("# mine\n")
    other = book.with_name("move_visit.yaml")
    author.perspective.open_spec(other)
    box = child(author.perspective, QMessageBox, "author.unsaved")
    child(box, QPushButton, "author.unsaved.cancel").click()
    author.until(lambda: author.perspective.findChild(QMessageBox, "author.unsaved") is None)
    assert author.text.startswith("# mine")
    author.perspective.open_spec(other)
    box = child(author.perspective, QMessageBox, "author.unsaved")
    child(box, QPushButton, "author.unsaved.save").click()
    author.until(lambda: author.perspective.draft is not None and author.perspective.draft.path == other)
    assert book.read_text(encoding="utf-8").startswith("# mine")
    assert author.text == other.read_text(encoding="utf-8")


def test_that_sentences_tell_names_or_an_example_and_lead_to_their_clause(author: Author, book: Path) -> None:
    author.open(book)
    assert any("$member.id" in row for row in author.rows("author.sentences"))
    author.press("author.sentences.as.example")
    example = author.rows("author.sentences")
    assert not any("$member.id" in row for row in example)
    number = next(number for number, row in enumerate(example) if "After the-visit" in row)
    author.click_row("author.sentences", number)
    assert author.editor.textCursor().block().text() == "  - id: read-back"
    assert "order read-back" in author.perspective.status[1].text


def test_that_columns_of_the_gym_are_offered_while_typing(author: Author, book: Path) -> None:
    author.open(book, 16)
    author.press_key(Qt.Key.Key_End)
    author.press_key(Qt.Key.Key_Return)
    author.write("prx")
    author.until(lambda: not author.editor.completer.showing)
    author.press_key(Qt.Key.Key_Backspace)
    author.write("a")
    author.until(lambda: author.editor.completer.showing)
    QTest.keyClick(author.editor.completer.popup, Qt.Key.Key_Tab)
    author.write("$the")
    author.until(lambda: author.editor.completer.showing)
    QTest.keyClick(author.editor.completer.popup, Qt.Key.Key_Return)
    assert author.editor.textCursor().block().text().startswith("      practitioner_id: $the-visit.")


def test_that_an_audit_tells_survivors_that_can_be_signed_with_one_click(author: Author, book: Path) -> None:
    text = book.read_text(encoding="utf-8")
    book.write_text(text[: text.index("accepts:")].rstrip() + "\n", encoding="utf-8")
    author.open(book)
    monitor = StallMonitor()
    with author.qtbot.waitSignal(author.perspective.examinations.audit_ended, timeout=110_000):
        author.press("author.audit.button")
        author.until(
            lambda: "of at most" in author.perspective.status[-1].text or author.perspective.audits.tally.planned
        )
        author.write_slowly("# edited")
        author.run("undo")
    monitor.stop()
    assert monitor.ticks > 20
    assert monitor.worst < 100
    author.examined()
    rows = author.rows("author.survivors")
    assert any("accepted" in row and "line" in row for row in rows)
    assert "weak" in author.rows("author.specs")[0]
    author.click_row("author.survivors", 0)
    survivor = author.perspective.audit.card.survivor
    assert survivor is not None
    assert survivor.tried.kind is Kind.MUTANT
    author.press("author.survivor.go")
    assert author.editor.place[0] == survivor.tried.line
    assert survivor.tried.line in [remark.line for remark in author.perspective.pane.remarks]
    before = author.text
    author.press("author.survivor.sign")
    assert author.text.startswith(before)
    assert survivor.tried.id in [one.mutant for one in parse_spec(author.text, source="x.yaml").accepts]
    assert survivor.tried.story.replace("**", "") == author.editor.textCursor().selectedText()
    assert "edited since" in author.perspective.audit.header.findChildren(QLabel)[-1].text() or author.perspective.dirty
    author.press_key(Qt.Key.Key_Z, CONTROL)
    assert author.text == before


def test_that_a_running_audit_is_cancelled_at_once_and_leaves_nothing_behind(author: Author, book: Path) -> None:
    author.open(book)
    author.press("author.audit.button")
    author.until(lambda: author.perspective.examinations.auditing)
    author.until(lambda: author.perspective.audit.header.isVisible() and author.perspective.audits.tally.done)
    author.press("author.cancel_audit.button")
    assert not author.perspective.examinations.auditing
    assert child(author.perspective, QPushButton, "author.audit.button").isVisible()
    assert child(author.perspective, QWidget, "author.audit.empty").isVisible()


def test_that_typing_never_waits_for_the_verifier(author: Author, book: Path) -> None:
    author.open(book, 16)
    author.press_key(Qt.Key.Key_End)
    monitor = StallMonitor()
    for word in ("\nnote: 1", " # one", " two", "\ndate: $date"):
        author.write_slowly(word)
        author.examined()
    monitor.stop()
    assert monitor.worst < 100


def test_that_the_task_of_the_spec_can_be_started(author: Author, book: Path) -> None:
    author.open(book)
    with author.qtbot.waitSignal(author.perspective.started) as heard:
        author.press("author.start.button")
    assert heard.args == [TaskRequest("clinic/book_visit")]


def test_that_every_list_keeps_qts_contract(author: Author, book: Path) -> None:
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    names = ("author.specs", "author.remarks", "author.sentences", "author.survivors")
    models = [child(author.perspective, QListView, f"{name}.list").model() for name in names]
    testers = [QAbstractItemModelTester(model, fatal) for model in models]
    author.open(book)
    for text in (HEAD, author.text.replace("visits", "visit"), ""):
        write_text(author, text)
    assert len(testers) == len(names)


def test_that_a_file_that_cannot_be_read_is_told_and_the_open_one_stays(author: Author, book: Path) -> None:
    author.open(book)
    author.perspective.open_spec(book.with_name("none.yaml"))
    author.until(lambda: author.troubles)
    assert "clinic/none" in author.troubles[0]
    assert author.text == book.read_text(encoding="utf-8")


def test_that_a_folder_without_specs_says_where_they_belong(author: Author, folders: Folders) -> None:
    assert folders.specs.is_dir()
    author.perspective.specs.show_rows((), None)
    assert child(author.perspective, QWidget, "author.specs").isVisible()
    assert author.rows("author.specs") == []


def test_that_switches_show_what_is_on(author: Author, book: Path) -> None:
    author.open(book)
    for name, on in (("wrap", True), ("wrap", False), ("quietly", False), ("quietly", True)):
        author.run(name)
        assert author.table.qaction(f"author.{name}").isChecked() is on
