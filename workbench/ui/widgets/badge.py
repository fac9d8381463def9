"""A small word with a coloured ground: a verdict, a count, a state."""

from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from workbench.ui.shell.theme import Theme
from workbench.ui.shell.tokens import tone_colours


class Badge(QLabel):
    """A chip. ``tone`` is one of ``tokens.TONES``: colour is said again in words, never alone."""

    def __init__(self, theme: Theme, text: str = "", tone: str = "plain", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        theme.changed.connect(self._colour)
        self._colour()

    def show_as(self, text: str, tone: str = "plain") -> None:
        """Say something else; an empty text hides the badge."""
        self.setText(text)
        self.setVisible(bool(text))
        if tone != self._tone:
            self._tone = tone
            self._colour()

    def _colour(self) -> None:
        front, back = tone_colours(self._theme.tokens, self._tone)
        self.setStyleSheet(
            f"color: {front}; background: {back}; border-radius: 5px; padding: 1px 7px; font-size: 12px;"
        )
