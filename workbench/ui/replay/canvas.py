"""Draws the page's pixels, fitted, with the element that was acted upon."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from workbench.ui.shell.fonts import sans
from workbench.ui.shell.theme import Theme

ACTED = "#f59e0b"
"""The one colour for what was acted upon: seen on any page, light or dark."""


@dataclass(frozen=True, slots=True)
class Acted:
    """Where the action landed, in CSS pixels of the viewport."""

    box: tuple[float, float, float, float]
    point: tuple[float, float] | None = None
    planned: bool = False
    """The action is still to come."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What to draw. ``left`` covers the part of the page left of ``split`` (0 to 1)."""

    image: QImage | None = None
    left: QImage | None = None
    acted: Acted | None = None
    message: str = ""


def fitted(area: QRectF, viewport: tuple[int, int]) -> QRectF:
    """The largest rectangle of the viewport's shape inside the area, at most life size, at the top centre."""
    width, height = max(viewport[0], 1), max(viewport[1], 1)
    scale = min(area.width() / width, area.height() / height, 1.0)
    size = (width * scale, height * scale)
    return QRectF(area.left() + (area.width() - size[0]) / 2, area.top() + (area.height() - size[1]) / 2, *size)


class Canvas(QWidget):
    """One or two pictures in one place. Changes with ``show_page`` and ``set_split``."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown = Shown()
        self._viewport = (1280, 800)
        self._split = 0.5
        self._area: QRectF | None = None
        self.setObjectName("replay.pixels")
        self.setAccessibleName("The page as pixels")
        theme.changed.connect(self.update)

    @property
    def shown(self) -> Shown:
        """What is drawn now."""
        return self._shown

    def show_page(self, shown: Shown, viewport: tuple[int, int]) -> None:
        """Draw that."""
        self._shown, self._viewport = shown, viewport
        self.update()

    def set_split(self, split: float) -> None:
        """Where the left picture ends, from 0 to 1 of the page's width."""
        self._split = split
        self.update()

    def place_in(self, area: QRectF | None) -> None:
        """Fit the page into that area, in own coordinates, rather than into the widget: for one that is cut off."""
        self._area = area
        self.update()

    def page_rect(self) -> QRectF:
        """Where the page is drawn."""
        return fitted(self._area or QRectF(self.rect()), self._viewport)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        page = self.page_rect()
        image = self._shown.image
        if image is None or image.isNull():
            self._paint_message(painter, page, self._shown.message)
        else:
            painter.drawImage(page, image)
            self._paint_left(painter, page)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._theme.tokens.line), 1))
        painter.drawRect(page)
        if self._shown.acted:
            self._paint_acted(painter, page, self._shown.acted)

    def _paint_left(self, painter: QPainter, page: QRectF) -> None:
        left = self._shown.left
        if left is None or left.isNull():
            return
        painter.save()
        painter.setClipRect(QRectF(page.left(), page.top(), page.width() * self._split, page.height()))
        painter.drawImage(page, left)
        painter.restore()

    def _paint_message(self, painter: QPainter, page: QRectF, message: str) -> None:
        painter.setPen(QColor(self._theme.tokens.muted))
        painter.setFont(sans())
        painter.fillRect(page, QColor(self._theme.tokens.panel))
        painter.drawText(page, Qt.AlignmentFlag.AlignCenter, message)

    def _paint_acted(self, painter: QPainter, page: QRectF, acted: Acted) -> None:
        scale = page.width() / max(self._viewport[0], 1)
        x, y, width, height = (value * scale for value in acted.box)
        box = QRectF(page.left() + x, page.top() + y, width, height).adjusted(-3, -3, 3, 3) & page
        style = Qt.PenStyle.DashLine if acted.planned else Qt.PenStyle.SolidLine
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(255, 255, 255, 200), 5))
        painter.drawRoundedRect(box, 5, 5)
        painter.setPen(QPen(QColor(ACTED), 2.5, style))
        painter.drawRoundedRect(box, 5, 5)
        if acted.point and not acted.planned:
            centre = QPointF(box.left() + 3 + acted.point[0] * scale, box.top() + 3 + acted.point[1] * scale)
            painter.setPen(QPen(QColor("#ffffff"), 2))
            painter.setBrush(QColor(ACTED))
            painter.drawEllipse(centre, 5, 5)
