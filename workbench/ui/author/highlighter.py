"""Colours a document of YAML, in the theme in force."""

from collections.abc import Iterable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from workbench.ui.author.syntax import DARK, LIGHT, Run, runs
from workbench.ui.shell.theme import Theme

_REST = 120
"""Milliseconds without a change until the whole text is read again."""
_MANY = 20
"""So many lines more or less are no typing: the text is read at once."""


class Highlighter(QSyntaxHighlighter):
    """Reads the line that one types in at once and by itself, and the whole text once the typing pauses.

    Then it draws those lines anew that look different by it, such as those below a quote that was opened.
    """

    def __init__(self, theme: Theme, document: QTextDocument) -> None:
        super().__init__(document)
        self._theme = theme
        self._revision = -1
        self._lines: tuple[tuple[Run, ...], ...] = ()
        self._redrawing = False
        self._provisional: set[int] = set()
        self._formats: dict[str, QTextCharFormat] = {}
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._catch_up)
        theme.changed.connect(self._colour)
        self._colour()

    def highlightBlock(self, text: str) -> None:
        for run in self._runs(text, self.currentBlock().blockNumber()):
            start, length = _units(text, run)
            self.setFormat(start, length, self._formats[run.style])

    def _runs(self, text: str, number: int) -> tuple[Run, ...]:
        document = self.document()
        known = self._redrawing or document.revision() == self._revision
        if not known and abs(document.blockCount() - len(self._lines)) > _MANY:
            self._read()
            known = True
        if known:
            return self._lines[number] if number < len(self._lines) else ()
        self._provisional.add(number)
        self._rest.start()
        return runs(text)[0]

    def _read(self) -> None:
        self._revision = self.document().revision()
        self._lines = runs(self.document().toPlainText())

    def _catch_up(self) -> None:
        before = self._lines
        self._read()
        lines, redo = self._lines, {number for number in self._provisional if number < len(self._lines)}
        self._provisional.clear()
        same = _common(before, lines)
        tail = min(_common(before[::-1], lines[::-1]), len(lines) - same)
        self._redraw(sorted(redo | set(range(same, len(lines) - tail))))

    def _colour(self) -> None:
        colours = DARK if self._theme.tokens.name == "dark" else LIGHT
        self._formats = {style: _format(style, colour) for style, colour in colours.items()}
        self._read()
        self._redraw(range(self.document().blockCount()))

    def _redraw(self, numbers: Iterable[int]) -> None:
        """Draw these lines as they were read. To the document that is a change of its own."""
        self._redrawing = True
        for number in numbers:
            self.rehighlightBlock(self.document().findBlockByNumber(number))
        self._redrawing = False
        self._revision = self.document().revision()


def _common(one: tuple[tuple[Run, ...], ...], other: tuple[tuple[Run, ...], ...]) -> int:
    """How many lines at the beginning look the same."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))


def _format(style: str, colour: str) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(QColor(colour))
    if style == "section":
        made.setFontWeight(QFont.Weight.Bold)
    made.setFontItalic(style == "comment")
    return made


def _units(text: str, run: Run) -> tuple[int, int]:
    """The run in UTF-16 units, which Qt counts."""
    if text.isascii():
        return run.start, run.length
    before, inside = text[: run.start], text[run.start : run.start + run.length]
    return len(before.encode("utf-16-le")) // 2, len(inside.encode("utf-16-le")) // 2
