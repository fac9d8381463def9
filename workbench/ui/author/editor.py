"""A plain editor for YAML: numbers and marks in its margin, colours, completion, and edits that can be undone."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from workbench.authoring.edits import Edit
from workbench.ui.author.completer import Completer
from workbench.ui.author.highlighter import Highlighter
from workbench.ui.author.margin import Margin
from workbench.ui.author.remarks import TONES, Remark, by_line
from workbench.ui.shell.fonts import mono
from workbench.ui.shell.theme import Theme

_INDENT = "  "
_LOOK = """
QPlainTextEdit { border: none; border-radius: 0; padding: 0; background: palette(base); }
QAbstractScrollArea::corner { border: none; background: transparent; }
"""


class SpecEditor(QPlainTextEdit):
    """Holds the text. ``completer`` knows what could stand where."""

    moved = Signal(int, int)
    """The cursor stands at this line and column, from 1."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("author.editor")
        self.setAccessibleName("The spec as YAML")
        self._theme = theme
        self._remarks: tuple[Remark, ...] = ()
        self._found: tuple[tuple[int, int], ...] = ()
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setStyleSheet(_LOOK)
        self._set_font(mono(13))
        self.margin = Margin(theme, self)
        self.completer = Completer(theme, self)
        self._highlighter = Highlighter(theme, self.document())
        self.blockCountChanged.connect(self._make_room)
        self.updateRequest.connect(self._follow_scroll)
        self.cursorPositionChanged.connect(self._follow_cursor)
        theme.changed.connect(self._decorate)
        self._make_room()
        self._decorate()

    def load(self, text: str) -> None:
        """Begin with another text; there is nothing to undo."""
        self.completer.hide()
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def replace_all(self, text: str) -> None:
        """Take another text over, so that it can be undone; the cursor stays in its line."""
        line, column = self.place
        self.apply(Edit("Take over", 0, len(self.toPlainText()), text))
        self.go_to(line, column)

    def apply(self, edit: Edit) -> None:
        """Make an edit; one undo takes it back."""
        text = self.toPlainText()
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.setPosition(_units(text[: edit.start]))
        cursor.setPosition(_units(text[: edit.stop]), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(edit.text)
        cursor.endEditBlock()
        if edit.select is not None:
            text = self.toPlainText()
            cursor.setPosition(_units(text[: edit.select[0]]))
            cursor.setPosition(_units(text[: edit.select[1]]), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.centerCursor()

    @property
    def place(self) -> tuple[int, int]:
        """Line and column of the cursor, from 1."""
        cursor = self.textCursor()
        before = cursor.block().text().encode("utf-16-le")[: 2 * cursor.positionInBlock()]
        return cursor.blockNumber() + 1, len(before.decode("utf-16-le", "ignore")) + 1

    @property
    def offset(self) -> int:
        """Where the cursor stands in ``toPlainText()``."""
        units = self.textCursor().position()
        return len(self.toPlainText().encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))

    def go_to(self, line: int, column: int = 1) -> None:
        """Stand at that place, in sight, with the keyboard's focus."""
        block = self.document().findBlockByNumber(min(max(line, 1), self.blockCount()) - 1)
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + _units(block.text()[: max(column, 1) - 1]))
        self.setTextCursor(cursor)
        self.centerCursor()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_remarks(self, remarks: Sequence[Remark]) -> None:
        """Mark these places."""
        self._remarks = tuple(remarks)
        self.margin.show_remarks(by_line(remarks))
        self._decorate()

    def show_found(self, found: Sequence[tuple[int, int]]) -> None:
        """Mark what a search found: from and to, as positions in the document."""
        self._found = tuple(found)
        self._decorate()

    @property
    def wraps(self) -> bool:
        """Whether long lines wrap."""
        return self.lineWrapMode() is not QPlainTextEdit.LineWrapMode.NoWrap

    def set_wrap(self, wrap: bool) -> None:
        """Wrap long lines at the editor's width, or let them run out of sight."""
        modes = QPlainTextEdit.LineWrapMode
        self.setLineWrapMode(modes.WidgetWidth if wrap else modes.NoWrap)

    def lines_in_sight(self) -> list[tuple[int, QRect]]:
        """Each visible line with the box of its first row, in the margin's coordinates."""
        boxes, block, offset = [], self.firstVisibleBlock(), self.contentOffset()
        height = self.fontMetrics().height()
        while block.isValid():
            box = self.blockBoundingGeometry(block).translated(offset).toRect()
            if box.top() > self.viewport().height():
                break
            boxes.append((block.blockNumber() + 1, QRect(0, box.top(), self.margin.width(), height)))
            block = block.next()
        return boxes

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.completer.takes(event):
            event.ignore()
            return
        match Qt.Key(event.key()):
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not event.modifiers():
                self._break_line()
            case Qt.Key.Key_Tab:
                self._indent()
            case Qt.Key.Key_Backtab:
                self._outdent()
            case _:
                super().keyPressEvent(event)
        self.completer.follow(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.completer.leave(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inside = self.contentsRect()
        self.margin.setGeometry(QRect(inside.left(), inside.top(), self.margin.sizeHint().width(), inside.height()))

    def sizeHint(self) -> QSize:
        return QSize(560, 400)

    def _set_font(self, font: QFont) -> None:
        self.setFont(font)
        self.document().setDefaultFont(font)
        self.setTabStopDistance(self.fontMetrics().horizontalAdvance(" ") * len(_INDENT))

    def _break_line(self) -> None:
        """A new line as deep as this one, and deeper after a key without a value."""
        cursor = self.textCursor()
        line = cursor.block().text()[: cursor.positionInBlock()]
        rest = line.lstrip(" ")
        depth = len(line) - len(rest)
        if rest.startswith("- ") and not rest.startswith(("- {", "- [")):
            depth += len(_INDENT)
        if rest.rstrip().endswith(":"):
            depth += len(_INDENT)
        cursor.insertText("\n" + " " * depth)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _indent(self) -> None:
        cursor = self.textCursor()
        if cursor.hasSelection():
            self._shift(1)
        else:
            cursor.insertText(" " * (len(_INDENT) - cursor.positionInBlock() % len(_INDENT)))

    def _outdent(self) -> None:
        self._shift(-1)

    def _shift(self, direction: int) -> None:
        cursor = self.textCursor()
        document = self.document()
        first = document.findBlock(cursor.selectionStart())
        last = document.findBlock(max(cursor.selectionEnd() - 1, cursor.selectionStart()))
        edit = QTextCursor(first)
        edit.beginEditBlock()
        for number in range(first.blockNumber(), last.blockNumber() + 1):
            block = document.findBlockByNumber(number)
            edit.setPosition(block.position())
            if direction > 0:
                edit.insertText(_INDENT)
            else:
                spare = min(len(block.text()) - len(block.text().lstrip(" ")), len(_INDENT))
                edit.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, spare)
                edit.removeSelectedText()
        edit.endEditBlock()

    def _make_room(self) -> None:
        self.setViewportMargins(self.margin.sizeHint().width(), 0, 0, 0)
        inside = self.contentsRect()
        self.margin.setGeometry(QRect(inside.left(), inside.top(), self.margin.sizeHint().width(), inside.height()))

    def _follow_scroll(self, area: QRect, distance: int) -> None:
        if distance:
            self.margin.scroll(0, distance)
        self.margin.update(0, area.y(), self.margin.width(), area.height())

    def _follow_cursor(self) -> None:
        self._decorate()
        self.margin.update()
        self.moved.emit(*self.place)

    def _decorate(self) -> None:
        """The line that the cursor is in, what was found, and waves below what is to be remarked."""
        line = QTextEdit.ExtraSelection()
        line.format.setBackground(QColor(self._theme.tokens.hover))
        line.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
        line.cursor = self.textCursor()
        line.cursor.clearSelection()
        self.setExtraSelections([line, *map(self._found_mark, self._found), *map(self._wave, self._remarks)])

    def _found_mark(self, found: tuple[int, int]) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        made.format.setBackground(QColor(self._theme.tokens.disturbed_soft))
        made.cursor = QTextCursor(self.document())
        made.cursor.setPosition(found[0])
        made.cursor.setPosition(found[1], QTextCursor.MoveMode.KeepAnchor)
        return made

    def _wave(self, remark: Remark) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        made.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        made.format.setUnderlineColor(self._theme.colour(TONES[remark.gravity]))
        block = self.document().findBlockByNumber(remark.line - 1)
        made.cursor = QTextCursor(block)
        rest = block.text()[remark.column - 1 :]
        start = block.position() + _units(block.text()[: remark.column - 1])
        made.cursor.setPosition(min(start, block.position() + block.length() - 1))
        made.cursor.setPosition(
            min(start + _units(_worth_a_wave(rest)), block.position() + block.length() - 1),
            QTextCursor.MoveMode.KeepAnchor,
        )
        return made


def _worth_a_wave(rest: str) -> str:
    """The word that a remark is about; what is in brackets, only its beginning."""
    word = rest.split(",", maxsplit=1)[0].split("}", maxsplit=1)[0].split("]", maxsplit=1)[0]
    return word.partition(": ")[0] or word or rest[:1]


def _units(text: str) -> int:
    """How many UTF-16 units, which Qt counts, a text has."""
    return len(text.encode("utf-16-le")) // 2
