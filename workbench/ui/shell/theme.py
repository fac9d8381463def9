"""The theme in force: tokens, palette, style sheet and coloured icons. It changes when the desktop or the user says so.

The window makes one Theme and hands it to every perspective and to the widgets that draw something themselves.
Most widgets need none of it: they are coloured by the palette and by the style sheet. For the latter, set a dynamic
property instead of a style sheet of your own:

- ``QLabel`` with property ``role`` = ``title`` (a heading), ``muted`` (secondary text), ``mono`` (code, keys);
- ``QPushButton`` with property ``kind`` = ``primary`` or ``danger``; ``QToolButton`` needs none;
- any widget with property ``surface`` = ``panel``, ``window`` or ``raised`` gets that background.
"""

from typing import Literal

from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from workbench.ui.shell.fonts import sans
from workbench.ui.shell.icons import draw_icon
from workbench.ui.shell.stylesheet import stylesheet, write_pictures
from workbench.ui.shell.tokens import DARK, LIGHT, Tokens, tone_colours

Choice = Literal["system", "light", "dark"]
CHOICES: tuple[Choice, ...] = ("system", "light", "dark")


class Theme(QObject):
    """Holds the tokens in force. Changes through ``choose`` and, while the choice is ``system``, with the desktop."""

    changed = Signal()
    """The tokens are others now: whatever drew with them draws again."""

    def __init__(self, application: QApplication, choice: Choice = "system") -> None:
        super().__init__()
        self._application = application
        self._choice: Choice = choice
        self._pictures = QTemporaryDir()
        self.tokens: Tokens = LIGHT
        application.setStyle("Fusion")
        application.setFont(sans())
        application.styleHints().colorSchemeChanged.connect(self._follow)
        self._apply()

    @property
    def choice(self) -> Choice:
        """What the user asked for; ``system`` follows the desktop."""
        return self._choice

    def choose(self, choice: Choice) -> None:
        """Switch to light or dark, or back to following the desktop."""
        self._choice = choice
        self._apply()
        self.changed.emit()

    def icon(self, name: str, tone: str = "text") -> QIcon:
        """A Lucide icon. ``tone`` is ``text``, ``muted``, ``on_accent`` or one of ``tokens.TONES``."""
        return draw_icon(name, self.colour(tone).name(), self.tokens.edge)

    def colour(self, tone: str) -> QColor:
        """The foreground colour of a tone, or of any token by its name."""
        if hasattr(self.tokens, tone):
            return QColor(getattr(self.tokens, tone))
        return QColor(tone_colours(self.tokens, tone)[0])

    def _follow(self) -> None:
        if self._choice == "system":
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        self.tokens = self._wanted()
        self._application.setPalette(palette(self.tokens))
        write_pictures(self.tokens, self._pictures.path())
        self._application.setStyleSheet(stylesheet(self.tokens, self._pictures.path()))

    def _wanted(self) -> Tokens:
        if self._choice != "system":
            return DARK if self._choice == "dark" else LIGHT
        scheme = self._application.styleHints().colorScheme()
        return DARK if scheme is Qt.ColorScheme.Dark else LIGHT


def palette(tokens: Tokens) -> QPalette:
    """Qt's palette for the tokens, for what the Fusion style draws itself."""
    roles = {
        QPalette.ColorRole.Window: tokens.window,
        QPalette.ColorRole.WindowText: tokens.text,
        QPalette.ColorRole.Base: tokens.panel,
        QPalette.ColorRole.AlternateBase: tokens.window,
        QPalette.ColorRole.Text: tokens.text,
        QPalette.ColorRole.PlaceholderText: tokens.muted,
        QPalette.ColorRole.Button: tokens.raised,
        QPalette.ColorRole.ButtonText: tokens.text,
        QPalette.ColorRole.BrightText: tokens.broken,
        QPalette.ColorRole.Highlight: tokens.accent,
        QPalette.ColorRole.HighlightedText: tokens.on_accent,
        QPalette.ColorRole.Accent: tokens.accent,
        QPalette.ColorRole.Link: tokens.accent,
        QPalette.ColorRole.LinkVisited: tokens.accent,
        QPalette.ColorRole.ToolTipBase: tokens.raised,
        QPalette.ColorRole.ToolTipText: tokens.text,
        QPalette.ColorRole.Light: tokens.hover,
        QPalette.ColorRole.Midlight: tokens.line,
        QPalette.ColorRole.Mid: tokens.edge,
        QPalette.ColorRole.Dark: tokens.edge,
    }
    made = QPalette()
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.edge))
    return made
