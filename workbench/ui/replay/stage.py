"""Where the page stands: as pixels, as reconstruction, or both with a handle to wipe between them."""

import shiboken6
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from workbench.ui.replay.canvas import Canvas, Shown, fitted
from workbench.ui.replay.reconstruction import Reconstruction
from workbench.ui.shell.theme import Theme

_PAD = 10.0


class Handle(QWidget):
    """The line between the two halves of a wipe; dragged sideways."""

    moved = Signal(float)
    """To this x in the parent."""

    WIDTH = 18

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("replay.wipe")
        self.setAccessibleName("Wipe between the two views")
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.moved.emit(self.mapToParent(event.position().toPoint()).x())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.width() / 2
        painter.fillRect(QRectF(middle - 1, 0, 2, self.height()), QColor(self._theme.tokens.accent))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.tokens.accent))
        painter.drawRoundedRect(QRectF(middle - 5, self.height() / 2 - 16, 10, 32), 5, 5)


class Stage(QWidget):
    """Holds the canvas and, once asked for, the reconstruction. Changes with its verbs and by resizing."""

    drawn = Signal()
    """The reconstruction shows what it was last given."""
    picked = Signal(object)
    """What is known of the element that was clicked in the reconstruction, as plain JSON."""
    picking_ended = Signal()
    """Escape was pressed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("surface", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(240, 160)
        self._viewport = (1280, 800)
        self._split = 0.5
        self._mode = "pixels"
        self._web: Reconstruction | None = None
        self.canvas = Canvas(theme, self)
        self._handle = Handle(theme, self)
        self._handle.moved.connect(self._drag)
        self._place()

    @property
    def split(self) -> float:
        """Where the wipe stands, from 0 to 1 of the page's width."""
        return self._split

    def set_mode(self, mode: str) -> None:
        """``pixels``, ``dom``, ``wipe`` (pixels over DOM) or ``wipe_time`` (before over after)."""
        self._mode = mode
        if mode in {"dom", "wipe"} and self._web is None:
            self._web = Reconstruction(self)
            self._web.drawn.connect(self.drawn)
            self._web.picked.connect(self.picked)
            self._web.picking_ended.connect(self.picking_ended)
            self._web.lower()
            self._web.show()
        self._place()

    def show_page(self, shown: Shown, viewport: tuple[int, int]) -> None:
        """Draw these pixels."""
        changed = viewport != self._viewport
        self._viewport = viewport
        self.canvas.show_page(shown, viewport)
        if changed:
            self._place()

    def show_snapshot(self, snapshot: str, highlight: str) -> None:
        """Rebuild this page."""
        if self._web:
            self._web.show_snapshot(snapshot, highlight)

    def pick(self, *, on: bool) -> None:
        """Let the mouse pick an element of the reconstruction, which must be shown; or no longer."""
        if self._web:
            self._web.pick(on=on)

    def dispose(self) -> None:
        """Delete the web view, now: WebEngine insists that pages go before profiles, also when the process ends."""
        web, self._web = self._web, None
        if web and shiboken6.isValid(web):
            web.let_go()
            shiboken6.delete(web)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_PAD, _PAD, -_PAD, -_PAD)

    def _drag(self, x: float) -> None:
        page = fitted(self._area(), self._viewport)
        self._split = min(max((x - page.left()) / max(page.width(), 1.0), 0.0), 1.0)
        self._place()

    def _place(self) -> None:
        page = fitted(self._area(), self._viewport)
        edge = page.left() + page.width() * self._split
        wiping = self._mode.startswith("wipe")
        if self._web:
            self._web.setVisible(self._mode in {"dom", "wipe"})
            self._web.setGeometry(page.toAlignedRect())
        self.canvas.setVisible(self._mode != "dom")
        width = round(edge) if self._mode == "wipe" else self.width()
        self.canvas.setGeometry(0, 0, width, self.height())
        self.canvas.place_in(self._area())
        self.canvas.set_split(self._split)
        self._handle.setVisible(wiping)
        self._handle.setGeometry(
            round(edge) - Handle.WIDTH // 2, round(page.top()), Handle.WIDTH, max(round(page.height()), 1)
        )
        self._handle.raise_()
