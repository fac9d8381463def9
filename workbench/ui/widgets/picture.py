"""A picture that fills its width and keeps its proportion."""

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.ui.shell.theme import Theme

_PROPORTION = 0.625
_WIDTH = 280
_RADIUS = 8.0


class Picture(QWidget):
    """Draws a file's picture with round corners; an icon on a plain ground where there is none."""

    def __init__(self, theme: Theme, path: Path, said: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pixmap = QPixmap(str(path))
        self._drawn = QPixmap()
        self.setAccessibleName(said)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, int(_WIDTH * _PROPORTION))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(int(self.width() * _PROPORTION))  # no layout asks the tile around it for more than its hint

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        shape = QPainterPath()
        shape.addRoundedRect(place, _RADIUS, _RADIUS)
        painter.fillPath(shape, self._theme.colour("window"))
        painter.save()
        painter.setClipPath(shape)
        if self._pixmap.isNull():
            icon = self._theme.icon("globe", "muted").pixmap(28, 28)
            painter.drawPixmap(int(place.center().x()) - 14, int(place.center().y()) - 14, icon)
        else:
            painter.drawPixmap(0, 0, self._scaled())
        painter.restore()
        painter.setPen(self._theme.colour("line"))
        painter.drawPath(shape)

    def _scaled(self) -> QPixmap:
        """At the size of the widget, in the screen's own pixels; made anew only when that changes."""
        wanted = self.size() * self.devicePixelRatioF()
        if self._drawn.size() != wanted:
            ways = Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
            self._drawn = self._pixmap.scaled(wanted, *ways).copy(0, 0, wanted.width(), wanted.height())
            self._drawn.setDevicePixelRatio(self.devicePixelRatioF())
        return self._drawn
