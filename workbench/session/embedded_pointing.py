"""What the window does while a person points at elements of an embedded page: a cross for a mouse, and no keys."""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

_KEYS = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.InputMethod})


class Pointing(QObject):
    """Stands between the keyboard and the views it watches, until ``end``. Chromium itself takes the mouse."""

    def __init__(self, parent: QObject, escaped: Callable[[], None]) -> None:
        super().__init__(parent)
        self._escaped = escaped
        self._views: list[QWebEngineView] = []
        self._surfaces: list[QWidget] = []

    def watch(self, view: QWebEngineView) -> None:
        """Hold back what is typed into that view."""
        self._views.append(view)
        view.installEventFilter(self)  # a page in another process brings another widget along
        self._watch_surfaces(view)

    def end(self) -> None:
        """Let everything through again."""
        for widget in (*self._views, *self._surfaces):
            if shiboken6.isValid(widget):
                widget.removeEventFilter(self)
                widget.unsetCursor()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride:
            event.setAccepted(_is_escape(event))  # the window's own shortcuts go on working
            return True
        if kind in _KEYS:
            if kind == QEvent.Type.KeyPress and _is_escape(event):
                self._escaped()
            return True
        if kind == QEvent.Type.ChildPolished and isinstance(watched, QWebEngineView):
            self._watch_surfaces(watched)
        elif kind == QEvent.Type.CursorChange and isinstance(watched, QWidget):
            _cross(watched)
        return False

    def _watch_surfaces(self, view: QWebEngineView) -> None:
        for child in view.children():
            if isinstance(child, QWidget) and not child.isWindow() and child not in self._surfaces:
                self._surfaces.append(child)
                child.installEventFilter(self)
                _cross(child)


def _cross(widget: QWidget) -> None:
    """Chromium says at every move what the mouse should look like; while one points it is a cross."""
    if widget.cursor().shape() != Qt.CursorShape.CrossCursor:
        widget.setCursor(Qt.CursorShape.CrossCursor)


def _is_escape(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
