"""Draws any Look: a lead or lamp, wrapping lines with styled spans, chips."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from workbench.ui.models.look import Chip, Line, Look, Span
from workbench.ui.models.row_model import LOOK
from workbench.ui.shell.fonts import BASE, mono, sans
from workbench.ui.shell.theme import Theme
from workbench.ui.shell.tokens import tone_colours

_PAD_X, _PAD_Y = 10.0, 6.0
_LEAD = 26.0
_GAP = 8.0
_CHIP_PAD = 6.0
_CACHE = 4000
"""Laid-out rows kept; a row is laid out anew only when it or the width changes."""


@dataclass(frozen=True, slots=True)
class _Laid:
    lines: tuple[QTextLayout, ...]
    height: float


class RowDelegate(QStyledItemDelegate):
    """Draws the rows of one view. ``lead`` is the width kept free for numbers and lamps; 0 for none."""

    def __init__(self, theme: Theme, view: QAbstractItemView, lead: float = _LEAD) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._lead = lead
        self._laid: dict[tuple[Look, int], _Laid] = {}
        theme.changed.connect(self._forget)

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        width = self._view.viewport().width()
        look = index.data(LOOK)
        return QSize(80, int(self._lay(look, width).height + 2 * _PAD_Y + (6 if look.heading else 0)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look: Look = index.data(LOOK)
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, look, option)
        top = rect.top() + _PAD_Y + (6 if look.heading else 0)
        laid = self._lay(look, int(rect.width()))
        self._paint_lead(painter, rect, top, look)
        for line in laid.lines:
            line.draw(painter, QPointF(self._text_left(rect, look), top))
            top += line.boundingRect().height()
        self._paint_chips(painter, rect, look, ground="accent" if _chosen(option, look) else look.ground)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRectF, look: Look, option: QStyleOptionViewItem) -> None:
        tokens = self._theme.tokens
        state: QStyle.StateFlag = option.state
        chosen = _chosen(option, look)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver) and not look.heading
        colour = tokens.accent_soft if chosen else tone_colours(tokens, look.ground)[1] if look.ground else ""
        colour = colour or (tokens.hover if hovered else "")
        if not colour:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(rect.adjusted(4, 1, -4, -1), 6, 6)
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(QColor(tokens.accent))
            painter.drawRoundedRect(QRectF(rect.left() + 4, rect.top() + 5, 3, rect.height() - 10), 1.5, 1.5)

    def _paint_lead(self, painter: QPainter, rect: QRectF, top: float, look: Look) -> None:
        middle = top + QFontMetricsF(sans()).height() / 2
        if look.dot is not None:
            self._paint_dot(painter, QPointF(rect.left() + _PAD_X + 8, middle), look.dot)
        elif look.icon:
            pixmap = self._theme.icon(look.icon, "muted").pixmap(16, 16)
            painter.drawPixmap(QPointF(rect.left() + _PAD_X, middle - 8), pixmap)
        elif look.lead:
            painter.setFont(sans(BASE - 1))
            painter.setPen(QColor(self._theme.tokens.muted))
            box = QRectF(rect.left() + 2, top, self._lead + 2, QFontMetricsF(sans()).height())
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, look.lead)

    def _paint_dot(self, painter: QPainter, centre: QPointF, tone: str) -> None:
        tokens = self._theme.tokens
        if tone == "open":
            painter.setPen(QPen(QColor(tokens.muted), 1.8))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, 4.2, 4.2)
            return
        front, back = tone_colours(tokens, tone)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(back))
        painter.drawEllipse(centre, 8, 8)
        painter.setBrush(QColor(front))
        painter.drawEllipse(centre, 4.8, 4.8)

    def _paint_chips(self, painter: QPainter, rect: QRectF, look: Look, ground: str) -> None:
        """A chip that has the tone of the ``ground`` lifts off it."""
        font = sans(BASE - 2)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        right = rect.right() - _PAD_X
        for chip in reversed(look.chips):
            width = _chip_width(metrics, chip)
            top = rect.top() + _PAD_Y + (6 if look.heading else 0)
            box = QRectF(right - width, top, width, metrics.height() + 3)
            front, back = tone_colours(self._theme.tokens, chip.tone)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.tokens.panel if chip.tone == ground else back))
            painter.drawRoundedRect(box, 5, 5)
            painter.setPen(QColor(front))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, chip.text)
            right -= width + 4

    def _text_left(self, rect: QRectF, look: Look) -> float:
        return rect.left() + _PAD_X + (0 if look.heading else self._lead)

    def _lay(self, look: Look, width: int) -> _Laid:
        known = self._laid.get((look, width))
        if known is not None:
            return known
        if len(self._laid) > _CACHE:
            self._laid.clear()
        room = width - 2 * _PAD_X - (0 if look.heading else self._lead)
        metrics = QFontMetricsF(sans(BASE - 2))
        chips = sum(_chip_width(metrics, chip) + 4 for chip in look.chips)
        lines = [
            self._lay_line(line, room, chips + _GAP if chips and not number else 0, small=number > 0 or look.heading)
            for number, line in enumerate(line for line in look.lines if line)
        ]
        laid = _Laid(tuple(lines), sum(line.boundingRect().height() for line in lines))
        self._laid[look, width] = laid
        return laid

    def _lay_line(self, line: Line, room: float, taken: float, *, small: bool) -> QTextLayout:
        """``taken`` is what chips leave of the first row; words that wrap go on below them."""
        size = BASE - 1 if small else BASE
        layout = QTextLayout("".join(span.text for span in line), sans(size))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats(line, size))
        layout.setCacheEnabled(True)
        layout.beginLayout()
        height = 0.0
        while (row := layout.createLine()).isValid():
            row.setLineWidth(max(room - (0 if height else taken), 60.0))
            row.setPosition(QPointF(0, height))
            height += row.height() + 1
        layout.endLayout()
        return layout

    def _formats(self, line: Line, size: int) -> list[QTextLayout.FormatRange]:
        ranges, start = [], 0
        for span in line:
            made = QTextLayout.FormatRange()
            length = len(span.text.encode("utf-16-le")) // 2
            made.start, made.length, made.format = start, length, self._format(span, size)
            start += length
            ranges.append(made)
        return ranges

    def _format(self, span: Span, size: int) -> QTextCharFormat:
        tokens = self._theme.tokens
        made = QTextCharFormat()
        quiet = span.style in ("muted", "struck")
        colour = tokens.muted if quiet else tone_colours(tokens, span.style)[0] if span.style else tokens.text
        made.setForeground(QColor(tokens.text if span.style in ("strong", "mono") else colour))
        if span.style == "strong":
            made.setFontWeight(QFont.Weight.DemiBold)
        if span.style == "mono":
            made.setFont(mono(size - 1))
        made.setFontStrikeOut(span.style == "struck")
        return made

    def _forget(self) -> None:
        self._laid.clear()
        self._view.viewport().update()


def _chosen(option: QStyleOptionViewItem, look: Look) -> bool:
    state: QStyle.StateFlag = option.state
    return bool(state & QStyle.StateFlag.State_Selected) and not look.heading


def _chip_width(metrics: QFontMetricsF, chip: Chip) -> float:
    return metrics.horizontalAdvance(chip.text) + 2 * _CHIP_PAD
