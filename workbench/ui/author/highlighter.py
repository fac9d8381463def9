"""Colours a document of YAML, in the theme in force."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from workbench.ui.author.syntax import DARK, LIGHT, Run, runs
from workbench.ui.shell.theme import Theme


class Highlighter(QSyntaxHighlighter):
    """Reads the whole text once after each change, and draws only the lines that look different by it."""

    def __init__(self, theme: Theme, document: QTextDocument) -> None:
        super().__init__(document)
        self._theme = theme
        self._revision = -1
        self._lines: tuple[tuple[Run, ...], ...] = ()
        self._formats: dict[str, QTextCharFormat] = {}
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._catch_up)
        self._behind: set[int] = set()
        theme.changed.connect(self._colour)
        self._colour()

    def highlightBlock(self, text: str) -> None:
        number = self.currentBlock().blockNumber()
        self._read(number)
        if number < len(self._lines):
            for run in self._lines[number]:
                start, length = _units(text, run)
                self.setFormat(start, length, self._formats[run.style])

    def _read(self, number: int) -> None:
        document = self.document()
        if document.revision() == self._revision:
            return
        self._revision = document.revision()
        before, self._lines = self._lines, runs(document.toPlainText())
        if len(before) == len(self._lines):
            pairs = enumerate(zip(before, self._lines, strict=True))
            self._behind |= {line for line, (old, new) in pairs if old != new and line != number}
        elif before:
            self._behind |= set(range(number + 1, len(self._lines)))
        if self._behind:
            self._later.start()

    def _catch_up(self) -> None:
        behind, self._behind = self._behind, set()
        for number in sorted(behind):
            self.rehighlightBlock(self.document().findBlockByNumber(number))

    def _colour(self) -> None:
        colours = DARK if self._theme.tokens.name == "dark" else LIGHT
        self._formats = {style: _format(style, colour) for style, colour in colours.items()}
        self.rehighlight()


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
