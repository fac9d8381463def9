"""How the panels stand: steps at the left, the page in the middle, reasons at the right, time and depth below."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget


def arrange(top: QWidget, steps: QWidget, page: QWidget, right: list[QWidget], below: list[QWidget]) -> QWidget:
    """One widget with everything in splitters; ``below`` are the film strip, the timeline and the details."""
    middle = _column([page, below[0]])
    reasons = splitter(Qt.Orientation.Vertical, right, "replay.reasons", (3, 1))
    upper = splitter(Qt.Orientation.Horizontal, [steps, middle, reasons], "replay.upper", (1, 6, 2))
    lower = splitter(Qt.Orientation.Horizontal, below[1:], "replay.lower", (5, 4))
    whole = splitter(Qt.Orientation.Vertical, [upper, lower], "replay.whole", (3, 1))
    upper.setSizes([260, 680, 340])
    reasons.setSizes([360, 170])
    lower.setSizes([680, 600])
    whole.setSizes([530, 270])
    return _column([top, whole], stretch=1)


def splitter(orientation: Qt.Orientation, widgets: list[QWidget], name: str, stretches: tuple[int, ...]) -> QSplitter:
    """A splitter with a hairline handle."""
    made = QSplitter(orientation)
    made.setObjectName(name)
    made.setHandleWidth(1)
    made.setChildrenCollapsible(False)
    for number, (widget, stretch) in enumerate(zip(widgets, stretches, strict=True)):
        made.addWidget(widget)
        made.setStretchFactor(number, stretch)
    return made


def _column(widgets: list[QWidget], stretch: int = 0) -> QWidget:
    """Widgets below one another; the one at ``stretch`` takes the room."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for number, widget in enumerate(widgets):
        layout.addWidget(widget, 1 if number == stretch else 0)
    return holder
