"""A panel: a header that says what it shows and of what, and a body."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget


class _OneLine(QLabel):
    """Plain text that ends in an ellipsis where it does not fit."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        role = self.foregroundRole()
        self.style().drawItemText(painter, room, flags, self.palette(), self.isEnabled(), shown, role)


class PanelHeader(QWidget):
    """One line: a bold title, what it is of, and room for badges and buttons on the right."""

    HEIGHT = 34

    def __init__(self, title: str, of: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bar", "top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(self.HEIGHT)
        self._title = QLabel(title)
        self._title.setProperty("role", "title")
        self._of = _OneLine(of)
        self._of.setProperty("role", "muted")
        self._of.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._of.setTextFormat(Qt.TextFormat.PlainText)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(12, 0, 8, 0)
        self._layout.setSpacing(8)
        self._layout.addWidget(self._title)
        self._layout.addWidget(self._of, 1)

    def set_title(self, title: str) -> None:
        """Rename the panel."""
        self._title.setText(title)

    def set_of(self, of: str) -> None:
        """Say what the content is of: ``step 12``, ``4 · recording``."""
        self._of.setText(of)
        self._of.setToolTip(of)

    def add_left(self, widget: QWidget) -> None:
        """Put something right after the title."""
        self._layout.insertWidget(1, widget)

    def add_right(self, widget: QWidget) -> None:
        """Put something at the right end."""
        self._layout.addWidget(widget)


class Panel(QFrame):
    """A header over a body. ``header`` is open for badges and buttons."""

    def __init__(
        self, title: str, body: QWidget, *, of: str = "", name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("frame", "panel")
        self.setAccessibleName(title)
        self.header = PanelHeader(title, of)
        self.body = body
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(body, 1)


def rule(*, vertical: bool = False) -> QFrame:
    """A hairline."""
    line = QFrame()
    line.setProperty("frame", "rule")
    if vertical:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    return line
