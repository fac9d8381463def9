"""The editor by itself: margin, places, edits, keys, search, colours."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolTip
from pytestqt.qtbot import QtBot

from tests.pointer import move_to
from tests.ui.seeking import child
from workbench.authoring.completing import complete
from workbench.authoring.edits import Edit
from workbench.domain.schema import Column, Schema, Table
from workbench.ui.author.editor import SpecEditor
from workbench.ui.author.find_bar import FindBar
from workbench.ui.author.remarks import Gravity, Remark
from workbench.ui.shell.theme import Theme

TEXT = "version: 1\nworkout: clinic/book_visit\nallow:\n  - {id: a, insert: visits}  # 😀 note\n"
SCHEMA = Schema({"visits": Table("visits", (Column("id", "integer"),), ("id",))})


@pytest.fixture
def editor(qtbot: QtBot, theme: Theme) -> SpecEditor:
    made = SpecEditor(theme)
    qtbot.addWidget(made)
    made.resize(600, 300)
    with qtbot.waitExposed(made):
        made.show()
    made.load(TEXT)
    return made


def test_that_places_count_from_one_and_characters_as_people_do(editor: SpecEditor) -> None:
    editor.go_to(4, TEXT.split("\n")[3].index("note") + 1)
    assert editor.place == (4, TEXT.split("\n")[3].index("note") + 1)
    assert TEXT[editor.offset :].startswith("note")
    editor.go_to(99, 99)
    assert editor.place == (5, 1)


def test_that_an_edit_lands_after_wide_characters_and_one_undo_takes_it_back(editor: SpecEditor) -> None:
    place = TEXT.index("note")
    editor.apply(Edit("Replace", place, place + 4, "remark", select=(place, place + 6)))
    assert editor.toPlainText() == TEXT.replace("note", "remark")
    assert editor.textCursor().selectedText() == "remark"
    editor.undo()
    assert editor.toPlainText() == TEXT
    editor.redo()
    assert "remark" in editor.toPlainText()


def test_that_enter_keeps_the_depth_and_goes_deeper_after_a_key(editor: SpecEditor) -> None:
    editor.load("")
    QTest.keyClicks(editor, "require:")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, "- id: a")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, "values:")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert editor.toPlainText() == "require:\n  - id: a\n    values:\n      "


def test_that_tab_and_shift_tab_move_lines(editor: SpecEditor) -> None:
    editor.load("a\nb\n")
    editor.selectAll()
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.toPlainText().startswith("  a\n  b\n")
    QTest.keyClick(editor, Qt.Key.Key_Backtab)
    assert editor.toPlainText() == "a\nb\n"


def test_that_the_margin_marks_the_line_and_tells_what_to_do(editor: SpecEditor, qtbot: QtBot) -> None:
    editor.show_remarks([Remark(Gravity.ERROR, 4, 21, "No table `visits`.", "It has members.", "unknown-table")])
    line, box = editor.lines_in_sight()[3]
    assert line == 4
    QTest.mouseClick(editor.margin, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, box.center())
    assert editor.place == (4, 21)
    move_to(editor.margin, box.center())
    where = editor.margin.mapToGlobal(box.center())
    QApplication.sendEvent(editor.margin, QHelpEvent(QEvent.Type.ToolTip, box.center(), where))
    qtbot.waitUntil(lambda: QToolTip.text() == "No table `visits`. It has members.")
    QToolTip.hideText()
    waves = [one for one in editor.extraSelections() if one.cursor.hasSelection()]
    assert [one.cursor.selectedText() for one in waves] == ["visits"]


def test_that_remarks_beyond_the_text_do_no_harm(editor: SpecEditor) -> None:
    editor.show_remarks([Remark(Gravity.INFO, 99, 99, "a", "b", "c"), Remark(Gravity.INFO, 1, 99, "a", "b", "c")])
    editor.load("")
    assert editor.lines_in_sight()[0][0] == 1


def test_that_search_marks_every_hit_and_goes_round(editor: SpecEditor, theme: Theme, qtbot: QtBot) -> None:
    bar = FindBar(theme, editor)
    qtbot.addWidget(bar)
    bar.open()
    QTest.keyClicks(bar.field, "vis")
    assert len([one for one in editor.extraSelections() if one.cursor.hasSelection()]) == 2
    assert child(bar, QLabel, "author.find.count").text() == "2 hits"
    lines = []
    for _ in range(3):
        QTest.keyClick(bar.field, Qt.Key.Key_Return)
        lines.append(editor.place[0])
    assert lines == [2, 4, 2]
    bar.previous()
    assert editor.place[0] == 4
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert [one for one in editor.extraSelections() if one.cursor.hasSelection()] == []


def test_that_a_completion_is_taken_with_enter_and_undone_as_one(editor: SpecEditor, qtbot: QtBot) -> None:
    editor.load("allow:\n  - {id: a, insert: ")
    editor.completer.ask = lambda: complete(editor.toPlainText(), editor.offset, SCHEMA)
    editor.completer.insert = lambda start, word: editor.apply(Edit("Complete", start, editor.offset, word))
    editor.go_to(2, 99)
    QTest.keyClicks(editor, "vi")
    qtbot.waitUntil(lambda: editor.completer.showing)
    QTest.keyClick(editor.completer.popup, Qt.Key.Key_Return)
    assert editor.toPlainText() == "allow:\n  - {id: a, insert: visits"
    assert not editor.completer.showing
    editor.undo()
    assert editor.toPlainText() == "allow:\n  - {id: a, insert: vi"


def test_that_escape_closes_the_list_and_typing_goes_on(editor: SpecEditor, qtbot: QtBot) -> None:
    editor.load("")
    editor.completer.ask = lambda: complete(editor.toPlainText(), editor.offset, SCHEMA)
    QTest.keyClicks(editor, "re")
    qtbot.waitUntil(lambda: editor.completer.showing)
    QTest.keyClick(editor.completer.popup, Qt.Key.Key_Escape)
    assert not editor.completer.showing
    QTest.keyClicks(editor, "q: 1")
    assert editor.toPlainText() == "req: 1"


def test_that_colours_follow_the_theme_and_lines_below_follow_a_quote(
    editor: SpecEditor, theme: Theme, qtbot: QtBot
) -> None:
    def colours(line: int) -> set[str]:
        block = editor.document().findBlockByNumber(line)
        return {one.format.foreground().color().name() for one in block.layout().formats()}

    light = colours(0)
    theme.choose("dark")
    assert light
    assert colours(0).isdisjoint(light)
    editor.load("a: 1\nb: 1\n")
    editor.go_to(1, 4)
    before = colours(1)
    QTest.keyClicks(editor, '"')
    qtbot.waitUntil(lambda: colours(1) != before)
    assert editor.margin.grab().toImage().pixelColor(QPoint(1, 1)).name() == theme.tokens.window
