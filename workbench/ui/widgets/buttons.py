"""Buttons that know their action or their icon."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from workbench.ui.shell.actions import plain
from workbench.ui.shell.theme import Theme


class IconButton(QToolButton):
    """A flat button with an icon only; ``title`` is its tooltip and what a screen reader says."""

    def __init__(
        self, theme: Theme, icon: str, title: str, *, tone: str = "text", name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._tone = tone
        self.setIconSize(QSize(16, 16))
        self.setToolTip(title)
        self.setAccessibleName(title)
        self.setObjectName(name)
        theme.changed.connect(self._colour)
        self._colour()

    @classmethod
    def of(cls, theme: Theme, action: QAction, icon: str, parent: QWidget | None = None) -> "IconButton":
        """A button that runs an action and follows whether it is enabled."""
        button = cls(theme, icon, action.toolTip(), name=f"{action.objectName()}.button", parent=parent)
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        return button

    def set_icon(self, icon: str, tone: str = "text") -> None:
        """Show another icon."""
        self._icon, self._tone = icon, tone
        self._colour()

    def _colour(self) -> None:
        if self.defaultAction() is None:
            self.setIcon(self._theme.icon(self._icon, self._tone))


def push_button(theme: Theme, action: QAction, *, kind: str = "", icon: str = "", tone: str = "text") -> QPushButton:
    """A button with words that runs an action, and follows its title, its tooltip and whether it is enabled.

    ``kind`` is empty, ``primary``, ``danger`` or ``flat``; ``icon`` replaces the action's own.
    """
    button = QPushButton()
    button.setObjectName(f"{action.objectName()}.button")
    button.setProperty("kind", kind)

    def follow() -> None:
        button.setText(action.text())
        button.setAccessibleName(plain(action.text()))
        button.setToolTip(action.toolTip())
        button.setEnabled(action.isEnabled())
        button.setIcon(theme.icon(icon, tone) if icon else action.icon())

    action.changed.connect(follow)
    theme.changed.connect(follow)
    button.clicked.connect(action.trigger)
    follow()
    return button


def word_button(name: str, title: str, hint: str, kind: str = "") -> QPushButton:
    """A button with words for what has no action of its own; ``kind`` as for ``push_button``."""
    button = QPushButton(title)
    button.setObjectName(name)
    button.setProperty("kind", kind)
    button.setToolTip(hint)
    button.setAccessibleName(plain(title))
    return button


class Segmented(QWidget):
    """A few choices side by side, one of them taken."""

    chosen = Signal(str)
    """The user took another one: its key."""

    def __init__(self, choices: Sequence[tuple[str, str]], *, name: str = "", parent: QWidget | None = None) -> None:
        """``choices`` are (key, title) pairs; each button's objectName is ``<name>.<key>``."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("segmented", "frame")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self._group = QButtonGroup(self)
        self._keys = tuple(key for key, _ in choices)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for index, (key, title) in enumerate(choices):
            layout.addWidget(self._button(index, key, title))
        self._group.idClicked.connect(lambda index: self.chosen.emit(self._keys[index]))

    @property
    def key(self) -> str:
        """The key of the choice that is taken."""
        return self._keys[max(self._group.checkedId(), 0)]

    def choose(self, key: str) -> None:
        """Take one, without announcing it."""
        self._group.button(self._keys.index(key)).setChecked(True)

    def allow(self, key: str, allowed: bool, why: str = "") -> None:
        """Enable or grey out one choice; ``why`` is its tooltip."""
        button = self._group.button(self._keys.index(key))
        button.setEnabled(allowed)
        button.setToolTip(why)

    def _button(self, index: int, key: str, title: str) -> QPushButton:
        button = QPushButton(title)
        button.setObjectName(f"{self.objectName()}.{key}")
        button.setProperty("segmented", "item")
        button.setCheckable(True)
        button.setChecked(index == 0)
        button.setAccessibleName(plain(title))
        self._group.addButton(button, index)
        return button
