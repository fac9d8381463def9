"""The status strip: seed, world clock, journal and what is on disk; each perspective may say other things in it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from workbench.ui.models.status_items import StatusItem
from workbench.ui.shell.theme import Theme

_HEIGHT = 26


class StatusStrip(QWidget):
    """Shows items at the left, and the last one at the right end."""

    HEIGHT = _HEIGHT

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setProperty("bar", "bottom")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(_HEIGHT)
        self._theme = theme
        self._items: tuple[StatusItem, ...] = ()
        self._labels: list[QLabel] = []
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(12, 0, 12, 0)
        self._layout.setSpacing(18)
        theme.changed.connect(self._draw)

    def show_items(self, items: Sequence[StatusItem]) -> None:
        """Say these things."""
        if tuple(items) != self._items:
            self._items = tuple(items)
            self._draw()

    def _draw(self) -> None:
        if len(self._labels) != len(self._items):
            self._build()
        for label, item in zip(self._labels, self._items, strict=True):
            label.setText(item.text)
            label.setToolTip(item.hint)
            label.setStyleSheet(f"color: {self._theme.colour(item.tone).name()}; font-size: 12px;")

    def _build(self) -> None:
        while (taken := self._layout.takeAt(0)) is not None:
            if (widget := taken.widget()) is not None:
                widget.deleteLater()
        self._labels = [QLabel() for _ in self._items]
        for number, label in enumerate(self._labels):
            if number == len(self._labels) - 1:
                self._layout.addStretch(1)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setObjectName(f"status.{self._items[number].key}")
            self._layout.addWidget(label)
