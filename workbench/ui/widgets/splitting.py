"""Splitters that look alike and are remembered by their name."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget


def splitter(orientation: Qt.Orientation, name: str, *widgets: QWidget) -> QSplitter:
    """A splitter with a hairline for a handle; none of its widgets can be dragged out of sight."""
    made = QSplitter(orientation)
    made.setObjectName(name)
    made.setHandleWidth(1)
    made.setChildrenCollapsible(False)
    for widget in widgets:
        made.addWidget(widget)
    return made
