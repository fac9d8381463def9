"""Draws the timeline's lanes and the playhead's line; a click goes to what is under it."""

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip

from workbench.replay import wording
from workbench.replay.lanes import Lane, Mark, Timeline, describe_mark
from workbench.replay.tone import Tone
from workbench.ui.replay.looks import tone_name
from workbench.ui.shell.fonts import BASE, sans
from workbench.ui.shell.theme import Theme
from workbench.ui.shell.tokens import tone_colours

LANE = 20
RULER = 20
LABELS = 124.0
_RIGHT = 14.0
_NEAR = 5.0
_HEAD = 7.0
"""Pixels of the playhead's head; the ruler's times stand above it."""


class TimelineView(QAbstractScrollArea):
    """Holds a timeline and the moment to mark. Changes with ``show_timeline`` and ``show_moment``."""

    marked = Signal(object)
    """A Mark was clicked."""
    clicked = Signal(float)
    """Empty time was clicked, or the playhead dragged: sitting milliseconds."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._timeline: Timeline | None = None
        self._now = 0.0
        self._focused: Mark | None = None
        self.setObjectName("replay.timeline")
        self.setAccessibleName("Timeline")
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self._picture: QPixmap | None = None
        theme.changed.connect(self._redraw)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._redraw())

    def show_timeline(self, timeline: Timeline | None) -> None:
        """Draw these lanes."""
        self._timeline = timeline
        self._measure()
        self._redraw()

    def show_moment(self, now: float, focused: Mark | None) -> None:
        """Move the line, and outline that mark."""
        self._now, self._focused = now, focused
        self.viewport().update()

    def x_of(self, at: float) -> float:
        """Where a sitting time is drawn, in pixels of the viewport."""
        timeline = self._timeline
        return LABELS + (timeline.scale.drawn(at) / timeline.scale.length * self._width() if timeline else 0.0)

    def mark_at(self, point: QPointF) -> Mark | None:
        """What is drawn there: the nearest mark of the lane under the point."""
        lane = self._lane_at(point)
        if lane is None or point.x() < LABELS:
            return None
        near = ((self._distance(mark, point.x()), mark) for mark in lane.marks)
        inside = [(distance, number, mark) for number, (distance, mark) in enumerate(near) if distance <= _NEAR]
        return min(inside)[2] if inside else None

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._picture is None:
            self._picture = self._draw_lanes()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._picture)
        if self._timeline is not None:
            self._paint_focused(painter, self._timeline)
            self._paint_playhead(painter)

    def _draw_lanes(self) -> QPixmap:
        """All that stays while the playhead moves, drawn once."""
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.viewport().size() * ratio)
        picture.setDevicePixelRatio(ratio)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_lanes(painter)
        painter.end()
        return picture

    def _paint_lanes(self, painter: QPainter) -> None:
        tokens = self._theme.tokens
        painter.fillRect(self.viewport().rect(), QColor(tokens.panel))
        if self._timeline is None:
            return
        for number, lane in enumerate(self._timeline.lanes):
            self._paint_lane(painter, lane, self._top(number))
        self._paint_folds(painter, self._timeline)
        for number, lane in enumerate(self._timeline.lanes):
            self._paint_names(painter, lane, self._top(number))
        painter.fillRect(QRectF(0, 0, self.viewport().width(), RULER), QColor(tokens.panel))
        self._paint_ruler(painter, self._timeline)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._timeline is None:
            return
        mark = self.mark_at(event.position())
        if mark is not None:
            self.marked.emit(mark)
        elif event.position().x() >= LABELS - _NEAR:
            self.clicked.emit(self._moment(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and self._timeline is not None:
            self.clicked.emit(self._moment(event.position().x()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()
        self._redraw()

    def _redraw(self) -> None:
        self._picture = None
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._tip(QPointF(event.pos())), self.viewport())
            return True
        return super().viewportEvent(event)

    def _tip(self, point: QPointF) -> str:
        mark = self.mark_at(point)
        lane = self._lane_at(point)
        return describe_mark(mark) if mark else (lane.explanation if lane and point.x() < LABELS else "")

    def _measure(self) -> None:
        lanes = len(self._timeline.lanes) if self._timeline else 0
        bar, room = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(lanes * LANE + RULER + 4 - room, 0))
        bar.setPageStep(room)
        bar.setSingleStep(LANE)

    def _width(self) -> float:
        return max(self.viewport().width() - LABELS - _RIGHT, 1.0)

    def _moment(self, x: float) -> float:
        timeline = self._timeline
        return timeline.scale.moment((x - LABELS) / self._width() * timeline.scale.length) if timeline else 0.0

    def _top(self, lane: int) -> float:
        return RULER + lane * LANE - self.verticalScrollBar().value()

    def _lane_at(self, point: QPointF) -> Lane | None:
        number = int((point.y() + self.verticalScrollBar().value() - RULER) // LANE)
        lanes = self._timeline.lanes if self._timeline else ()
        return lanes[number] if 0 <= number < len(lanes) and point.y() >= RULER else None

    def _distance(self, mark: Mark, x: float) -> float:
        left, right = self.x_of(mark.start), self.x_of(mark.end)
        return max(left - x, x - right, 0.0)

    def _paint_lane(self, painter: QPainter, lane: Lane, top: float) -> None:
        tokens = self._theme.tokens
        painter.setPen(QColor(tokens.line))
        painter.drawLine(QPointF(0, top + LANE), QPointF(self.viewport().width(), top + LANE))
        font = sans(BASE - 1)
        painter.setFont(font)
        painter.setPen(QColor(tokens.muted))
        label = QFontMetricsF(font).elidedText(lane.title, Qt.TextElideMode.ElideRight, LABELS - 22)
        painter.drawText(QRectF(12, top, LABELS - 16, LANE), Qt.AlignmentFlag.AlignVCenter, label)
        for mark in lane.marks:
            self._paint_mark(painter, lane, mark, top)

    def _paint_names(self, painter: QPainter, lane: Lane, top: float) -> None:
        """What marks say of themselves, where it fits before the next: all of it, or its first word."""
        painter.setFont(sans(BASE - 2))
        metrics = QFontMetricsF(painter.font())
        ends = [self.x_of(mark.start) for mark in lane.marks[1:]] + [float(self.viewport().width())]
        for mark, end in zip(lane.marks, ends, strict=False):
            left = self.x_of(mark.end) + 4
            for text in (mark.short, mark.short.partition(" ")[0]):
                if text and metrics.horizontalAdvance(text) <= end - left - 4:
                    painter.setPen(self._brush(lane, mark))
                    painter.drawText(QRectF(left, top, end - left, LANE), Qt.AlignmentFlag.AlignVCenter, text)
                    break

    def _paint_focused(self, painter: QPainter, timeline: Timeline) -> None:
        for number, lane in enumerate(timeline.lanes):
            top = self._top(number)
            if top >= RULER - LANE / 2 and self._focused is not None and self._focused in lane.marks:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(self._theme.tokens.text), 1.5))
                painter.drawRoundedRect(self._box(lane, self._focused, top).adjusted(-2, -2, 2, 2), 3, 3)

    def _box(self, lane: Lane, mark: Mark, top: float) -> QRectF:
        """Where the mark is drawn: spans have their length, instants a fixed width."""
        left, right = self.x_of(mark.start), self.x_of(mark.end)
        span = lane.kind in {"film", "requests", "clause"}
        box = QRectF(left, top + 5.5, max(right - left, 3), LANE - 11)
        if not span:
            box = QRectF(left - 1.5, top + 3, max(right - left, 3), LANE - 6)
        elif lane.kind != "requests":
            box.setRight(max(box.right() - 1.5, box.left() + 2))
        return box

    def _paint_mark(self, painter: QPainter, lane: Lane, mark: Mark, top: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._brush(lane, mark))
        painter.drawRoundedRect(self._box(lane, mark, top), 2, 2)

    def _brush(self, lane: Lane, mark: Mark) -> QColor:
        tokens = self._theme.tokens
        if mark.tone in (Tone.NEUTRAL, Tone.QUIET):
            return QColor(tokens.edge)
        colour = QColor(tone_colours(tokens, tone_name(mark.tone))[0])
        if lane.kind == "clause" and mark.tone is Tone.MET:
            colour.setAlpha(200)
        return colour

    def _paint_folds(self, painter: QPainter, timeline: Timeline) -> None:
        tokens = self._theme.tokens
        veil = QColor(tokens.window)
        veil.setAlpha(170)
        for gap in timeline.scale.folds:
            left, right = self.x_of(gap.start), self.x_of(gap.end)
            painter.fillRect(QRectF(left, RULER, right - left, self.viewport().height() - RULER), veil)
            painter.setPen(QPen(QColor(tokens.edge), 1, Qt.PenStyle.DotLine))
            middle = (left + right) / 2
            painter.drawLine(QPointF(middle, RULER), QPointF(middle, self.viewport().height()))

    def _paint_ruler(self, painter: QPainter, timeline: Timeline) -> None:
        tokens = self._theme.tokens
        painter.setPen(QColor(tokens.line))
        painter.drawLine(QPointF(0, RULER), QPointF(self.viewport().width(), RULER))
        painter.setFont(sans(BASE - 2))
        metrics = QFontMetricsF(painter.font())
        reached = LABELS
        moments = sorted({0.0, timeline.end, *(at for gap in timeline.scale.folds for at in (gap.start, gap.end))})
        for at in moments:
            text = wording.offset(at)
            width = metrics.horizontalAdvance(text)
            x = min(max(self.x_of(at) - width / 2, LABELS), self.viewport().width() - width - 4)
            if x >= reached:
                painter.setPen(QColor(tokens.muted))
                painter.drawText(QRectF(x, 0, width + 2, RULER - _HEAD), Qt.AlignmentFlag.AlignVCenter, text)
                reached = x + width + 10

    def _paint_playhead(self, painter: QPainter) -> None:
        x = self.x_of(self._now)
        colour = QColor(self._theme.tokens.accent)
        painter.setPen(QPen(colour, 1.6))
        painter.drawLine(QPointF(x, RULER - 6), QPointF(x, self.viewport().height()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon([QPointF(x - 5, RULER - _HEAD), QPointF(x + 5, RULER - _HEAD), QPointF(x, RULER)])
