"""Draws one row of the DOM tree as coloured markup, with what the step did to it as its ground."""

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from workbench.replay.dom.rows import Mark, TreeRow
from workbench.ui.replay.tree_model import ROW
from workbench.ui.shell.fonts import mono
from workbench.ui.shell.theme import Theme
from workbench.ui.shell.tokens import Tokens

AnyIndex = QModelIndex | QPersistentModelIndex
_LONGEST = 60


class TreeDelegate(QStyledItemDelegate):
    """Tags in the accent, names of attributes muted; added, changed and removed on their own grounds."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme = theme
        theme.changed.connect(view.viewport().update)

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        metrics = QFontMetricsF(mono())
        length = sum(len(text) for text, _ in _parts(index.data(ROW), self._theme.tokens))
        return QSize(int(length * metrics.horizontalAdvance("0")) + 24, 21)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row: TreeRow = index.data(ROW)
        tokens, rect = self._theme.tokens, QRectF(option.rect)
        painter.save()
        if ground := _ground(row, tokens):
            painter.fillRect(rect, QColor(ground))
        if option.state & QStyle.StateFlag.State_Selected:
            self._paint_selection(painter, rect, bool(ground))
        font = mono()
        font.setStrikeOut(row.mark is Mark.REMOVED)
        painter.setFont(font)
        self._paint_parts(painter, rect, row, font)
        painter.restore()

    def _paint_selection(self, painter: QPainter, rect: QRectF, marked: bool) -> None:
        """A bar at the left; the ground of what the step did stays visible below it."""
        if not marked:
            painter.fillRect(rect, QColor(self._theme.tokens.accent_soft))
        painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), QColor(self._theme.tokens.accent))

    def _paint_parts(self, painter: QPainter, rect: QRectF, row: TreeRow, font: QFont) -> None:
        metrics = QFontMetricsF(font)
        x = rect.left() + 4
        for text, colour in _parts(row, self._theme.tokens):
            width = metrics.horizontalAdvance(text)
            painter.setPen(QColor(colour))
            painter.drawText(QRectF(x, rect.top(), width + 2, rect.height()), Qt.AlignmentFlag.AlignVCenter, text)
            x += width


def _ground(row: TreeRow, tokens: Tokens) -> str:
    grounds = {
        Mark.ADDED: tokens.met_soft,
        Mark.CHANGED: tokens.disturbed_soft,
        Mark.MOVED: tokens.disturbed_soft,
        Mark.REMOVED: tokens.broken_soft,
    }
    return grounds.get(row.mark, "")


def _parts(row: TreeRow, tokens: Tokens) -> Iterator[tuple[str, str]]:
    if not row.tag:
        yield f'"{row.text}"', tokens.text
        return
    yield "<", tokens.muted
    yield row.tag, tokens.accent
    for name, value in row.attributes:
        short = value if len(value) <= _LONGEST else value[:_LONGEST] + "…"
        yield f" {name}", tokens.muted
        yield f'="{short}"', tokens.text
    yield ">", tokens.muted
    if row.text:
        yield f" {row.text}", tokens.text
    if row.state:
        yield f"  {row.state}", tokens.disturbed
    if row.details:
        yield f"  · {'; '.join(row.details)}", tokens.disturbed
