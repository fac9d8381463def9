"""Sentences with ``**stress**``, as labels and as HTML."""

import html
import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from workbench.ui.models.emphasis import spans

_LONG = re.compile(r"[^\s/]{40,}")
"""Words such as hashes that would stick out of a narrow label."""


def _breakable(word: re.Match[str]) -> str:
    return re.sub(r"(.{12})", "\\1\N{ZERO WIDTH SPACE}", word[0])


def to_html(text: str) -> str:
    """The sentence as Qt rich text: everything escaped, stressed parts semibold."""
    parts = []
    for words, stressed in spans(text):
        escaped = html.escape(_LONG.sub(_breakable, words)).replace("\n", "<br>")
        parts.append(f'<span style="font-weight:600">{escaped}</span>' if stressed else escaped)
    return "".join(parts)


class RichLabel(QLabel):
    """A label that wraps and shows what stands between ``**`` in semibold."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show another sentence."""
        self.setText(to_html(text))
        self.setAccessibleName("".join(words for words, _ in spans(text)))


def muted(text: str = "", *, wrap: bool = False) -> QLabel:
    """A plain label for what matters less."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", "muted")
    label.setWordWrap(wrap)
    return label
