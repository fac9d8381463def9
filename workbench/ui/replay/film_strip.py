"""The film strip: one thumbnail for each time the page looked different."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem

from workbench.replay.film import Frame, describe_frame, frame_at
from workbench.replay.opening import Replay
from workbench.ui.replay.panel import FollowingPanel
from workbench.ui.replay.pictures import THUMBNAIL, Pictures
from workbench.ui.replay.playhead import Playhead
from workbench.ui.shell.fonts import BASE, sans
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets.standing import StandsInSight

FRAME = int(Qt.ItemDataRole.UserRole) + 1
_CAPTION = 18
AnyIndex = QModelIndex | QPersistentModelIndex


class FilmModel(QAbstractListModel):
    """Holds the frames. Changes through ``show``."""

    def __init__(self) -> None:
        super().__init__()
        self.frames: tuple[Frame, ...] = ()

    def show(self, frames: Sequence[Frame]) -> None:
        """Show these frames instead."""
        self.beginResetModel()
        self.frames = tuple(frames)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.frames)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        frame = self.frames[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return describe_frame(frame)
        return frame if role == FRAME else None


class FilmDelegate(QStyledItemDelegate):
    """Draws a thumbnail with the number of its step."""

    def __init__(self, theme: Theme, pictures: Pictures, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme, self._pictures, self._view = theme, pictures, view
        pictures.arrived.connect(lambda _blob: view.viewport().update())

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        return THUMBNAIL + QSize(12, _CAPTION + 8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        frame: Frame = index.data(FRAME)
        tokens, rect = self._theme.tokens, QRectF(option.rect)
        box = QRectF(rect.left() + 6, rect.top() + 5, THUMBNAIL.width(), THUMBNAIL.height())
        current = index.row() == self._view.currentIndex().row()
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        shape.addRoundedRect(box, 4, 4)
        painter.fillPath(shape, QColor(tokens.chip))
        picture = self._pictures.thumbnail(frame.blob)
        if picture is not None and not picture.isNull():
            painter.setClipPath(shape)
            painter.drawImage(box, picture)
            painter.setClipping(False)
        painter.setPen(QPen(QColor(tokens.accent if current else tokens.edge), 2.0 if current else 1.0))
        painter.drawPath(shape)
        painter.setFont(sans(BASE - 2, bold=current))
        painter.setPen(QColor(tokens.accent if current else tokens.muted))
        caption = QRectF(box.left(), box.bottom() + 1, box.width(), _CAPTION)
        shown = QFontMetricsF(painter.font()).elidedText(frame.caption, Qt.TextElideMode.ElideRight, caption.width())
        painter.drawText(caption, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()


class FilmStrip(FollowingPanel):
    """A click on a frame leads to the moment it shows."""

    HEIGHT = THUMBNAIL.height() + _CAPTION + 8 + 12

    def __init__(self, theme: Theme, playhead: Playhead, pictures: Pictures) -> None:
        self.model = FilmModel()
        self._list = QListView()
        self._list.setObjectName("replay.film")
        self._list.setAccessibleName("Film strip")
        self._list.setModel(self.model)
        self._list.setFlow(QListView.Flow.LeftToRight)
        self._list.setWrapping(False)
        self._list.setUniformItemSizes(True)
        self._list.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setItemDelegate(FilmDelegate(theme, pictures, self._list))
        StandsInSight(self._list)
        super().__init__(playhead, "Film", self._list, name="replay.filmPanel")
        self.header.hide()
        self.setFixedHeight(self.HEIGHT)
        self._list.clicked.connect(self._choose)

    def reopen(self) -> None:
        replay = self.playhead.replay
        self.model.show(replay.film if replay else ())
        self.setVisible(bool(self.model.frames))

    def follow(self, replay: Replay) -> None:
        number = frame_at(replay.film, self.playhead.position)
        if number is not None:
            index = self.model.index(number)
            self._list.setCurrentIndex(index)
            self._list.scrollTo(index)
        self._list.viewport().update()

    def _choose(self, index: QModelIndex) -> None:
        self.go(self.model.frames[index.row()].position)
