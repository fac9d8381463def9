"""Short notices at the foot of the window: troubles stay until they are dismissed, good news leaves by itself."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from workbench.ui.shell.theme import Theme
from workbench.ui.widgets.buttons import IconButton
from workbench.ui.widgets.rich import RichLabel, muted

_LIFE = 6000
"""Milliseconds that good news stays."""
_MOST = 4
_WIDTH = 430
_MARGIN = 14


class Notices(QWidget):
    """Stacks notices over the lower right corner of its parent; takes no room of its own."""

    def __init__(self, theme: Theme, parent: QWidget, foot: int = 0) -> None:
        """``foot``: pixels at the parent's foot that stay free."""
        super().__init__(parent)
        self.setObjectName("notices")
        self._theme = theme
        self._over = parent
        self._foot = foot
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        parent.installEventFilter(self)
        self.hide()

    def trouble(self, what: str, advice: str) -> None:
        """Say what went wrong and what to do; stays until dismissed. The same trouble is not said twice at once."""
        if not any(notice.said == (what, advice) for notice in self._notices()):
            self._add(Notice(self._theme, "triangle-alert", "broken", what, advice))

    def news(self, what: str, detail: str = "") -> None:
        """Say that something worked."""
        notice = Notice(self._theme, "circle-check", "met", what, detail)
        self._add(notice)
        QTimer.singleShot(_LIFE, notice, notice.dismiss)

    def texts(self) -> tuple[str, ...]:
        """What is being said now."""
        return tuple(notice.said[0] for notice in self._notices())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _notices(self) -> list["Notice"]:
        return self.findChildren(Notice, options=Qt.FindChildOption.FindDirectChildrenOnly)

    def _add(self, notice: "Notice") -> None:
        for oldest in self._notices()[: -_MOST + 1 or None] if len(self._notices()) >= _MOST else ():
            oldest.dismiss()
        self._layout.addWidget(notice)
        notice.destroyed.connect(self._place_later)
        self._place_later()

    def _place_later(self) -> None:
        QTimer.singleShot(0, self, self._place)

    def _place(self) -> None:
        parent = self._over
        self.setVisible(bool(self._notices()))
        width = min(_WIDTH, parent.width() - 2 * _MARGIN)
        self.setFixedWidth(width)
        self._layout.activate()
        height = (
            self._layout.totalHeightForWidth(width) if self._layout.hasHeightForWidth() else self.sizeHint().height()
        )
        self.resize(width, height)
        self.move(parent.width() - width - _MARGIN, parent.height() - height - _MARGIN - self._foot)
        self.raise_()


class Notice(QFrame):
    """One notice: an icon, what, and what to do."""

    def __init__(self, theme: Theme, icon: str, tone: str, what: str, advice: str) -> None:
        super().__init__()
        self.said = (what, advice)
        self.setProperty("frame", "notice")
        self.setAccessibleName(f"{what} {advice}")
        sign = QLabel()
        sign.setPixmap(theme.icon(icon, tone).pixmap(20, 20))
        words = QVBoxLayout()
        words.setSpacing(2)
        title = RichLabel(f"**{what}**")
        title.setObjectName("notice.what")
        words.addWidget(title)
        if advice:
            words.addWidget(muted(advice, wrap=True))
        close = IconButton(theme, "x", "Dismiss this notice", tone="muted", name="notice.dismiss")
        close.clicked.connect(self.dismiss)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 10, 8, 10)
        layout.setSpacing(10)
        layout.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)

    def dismiss(self) -> None:
        """Go away."""
        self.hide()
        self.deleteLater()
