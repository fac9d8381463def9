"""What the window remembers from one day to the next: theme, geometry, splitters, the last choices."""

from pathlib import Path

import platformdirs
from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QSplitter, QWidget

from workbench.ui.shell.theme import CHOICES, Choice


class Preferences:
    """Holds the settings file. Changes when something is remembered."""

    def __init__(self, path: Path | None = None) -> None:
        place = path or Path(platformdirs.user_config_dir("workbench", appauthor=False)) / "window.ini"
        self._settings = QSettings(str(place), QSettings.Format.IniFormat)

    def text(self, key: str, default: str = "") -> str:
        """A remembered text."""
        return str(self._settings.value(key, default))

    def remember(self, key: str, value: str) -> None:
        """Remember a text."""
        self._settings.setValue(key, value)

    @property
    def theme(self) -> Choice:
        """The theme last chosen; ``system`` at first."""
        found = self.text("theme", "system")
        return next((choice for choice in CHOICES if choice == found), "system")

    @theme.setter
    def theme(self, choice: Choice) -> None:
        self.remember("theme", choice)

    def restore_window(self, window: QWidget) -> bool:
        """Put a window back where it was; False when it was never remembered."""
        state = self._settings.value("geometry")
        return isinstance(state, QByteArray) and window.restoreGeometry(state)

    def remember_window(self, window: QWidget) -> None:
        """Remember where a window stands."""
        self._settings.setValue("geometry", window.saveGeometry())

    def restore_splitters(self, root: QWidget) -> None:
        """Put every named splitter below ``root`` back."""
        for splitter in _named_splitters(root):
            state = self._settings.value(f"splitters/{splitter.objectName()}")
            if isinstance(state, QByteArray):
                splitter.restoreState(state)

    def remember_splitters(self, root: QWidget) -> None:
        """Remember every named splitter below ``root``."""
        for splitter in _named_splitters(root):
            self._settings.setValue(f"splitters/{splitter.objectName()}", splitter.saveState())

    def sync(self) -> None:
        """Write everything to disk now."""
        self._settings.sync()


def _named_splitters(root: QWidget) -> list[QSplitter]:
    return [splitter for splitter in root.findChildren(QSplitter) if splitter.objectName()]
