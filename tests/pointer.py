"""The mouse, moved within one window.

A move that is asked of a widget sets the cursor of the whole screen, and the offscreen platform, which knows no order
of windows, gives it to the first window that covers the place. A move that is asked of a window reaches that window,
as a window system would have it for the one on top.
"""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

_PARTS = 5


def move_to(widget: QWidget, point: QPoint) -> None:
    """Move the mouse to a point of the widget, in its own coordinates."""
    QTest.mouseMove(*_in_window(widget, point))


def drag(widget: QWidget, source: QPoint, target: QPoint) -> None:
    """Press the left button at one point of the widget, move on by fifths, and let go at another."""
    left, no_key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window, start = _in_window(widget, source)
    QTest.mousePress(window, left, no_key, start)
    for part in range(1, _PARTS + 1):
        move_to(widget, source + (target - source) * part / _PARTS)
    QTest.mouseRelease(window, left, no_key, widget.mapTo(widget.window(), target))


def _in_window(widget: QWidget, point: QPoint) -> tuple[QWindow, QPoint]:
    window = widget.window()
    handle = window.windowHandle()
    assert handle is not None, "only a window that was shown can be pointed at"
    return handle, widget.mapTo(window, point)
