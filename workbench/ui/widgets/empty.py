"""What a panel shows while it has nothing to show."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from workbench.ui.shell.theme import Theme
from workbench.ui.widgets.rich import RichLabel


class EmptyState(QWidget):
    """An icon, a title and one sentence on how to fill the place; optionally a button below."""

    def __init__(
        self, theme: Theme, icon: str, title: str, hint: str = "", *, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._icon = icon
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = QLabel(title)
        self._title.setProperty("role", "title")
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title.setWordWrap(True)
        self._hint = RichLabel(hint)
        self._hint.setProperty("role", "muted")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(24, 16, 24, 16)
        self._layout.setSpacing(6)
        self._layout.addStretch(2)
        for widget in (self._picture, self._title, self._hint):
            self._layout.addWidget(widget)
        self._layout.addStretch(3)
        theme.changed.connect(self._draw)
        self._draw()

    def say(self, title: str, hint: str = "", icon: str = "") -> None:
        """Show other words, and another icon if one is named."""
        self._icon = icon or self._icon
        self._draw()
        self._title.setText(title)
        self._hint.set_text(hint)

    def add(self, widget: QWidget) -> None:
        """Put a button below the words."""
        self._layout.insertSpacing(self._layout.count() - 1, 6)
        self._layout.insertWidget(self._layout.count() - 1, widget, alignment=Qt.AlignmentFlag.AlignHCenter)

    def _draw(self) -> None:
        self._picture.setPixmap(self._theme.icon(self._icon, "muted").pixmap(28, 28))
