"""List model over diff lines, and the delegate that draws them in three columns: column, old → new."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from workbench.ui.replay.diff_lines import DiffLine
from workbench.ui.replay.looks import tone_name
from workbench.ui.shell.fonts import BASE, mono, sans
from workbench.ui.shell.theme import Theme
from workbench.ui.shell.tokens import tone_colours

LINE = int(Qt.ItemDataRole.UserRole) + 1
_HEADING, _CELL = 28, 22
_LEFT = 30.0
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
AnyIndex = QModelIndex | QPersistentModelIndex


class DiffModel(QAbstractListModel):
    """Holds the lines. Changes through ``show``."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[DiffLine, ...] = ()

    def show(self, lines: Sequence[DiffLine]) -> None:
        """Show these lines instead."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.words
        return line if role == LINE else None


class DiffDelegate(QStyledItemDelegate):
    """Draws one line; old values are struck through, colour follows the verdict."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme = theme
        theme.changed.connect(view.viewport().update)

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(80, _CELL if index.data(LINE).column else _HEADING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        line: DiffLine = index.data(LINE)
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(self._theme.tokens.accent_soft))
        elif not line.faint and tone_name(line.tone) != "plain":
            painter.fillRect(rect, QColor(tone_colours(self._theme.tokens, tone_name(line.tone))[1]))
        if line.column:
            self._paint_cell(painter, rect, line)
        else:
            self._paint_heading(painter, rect, line)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRectF, line: DiffLine) -> None:
        tokens = self._theme.tokens
        painter.setPen(QColor(tokens.line))
        painter.drawLine(rect.topLeft(), rect.topRight())
        front = tone_colours(tokens, tone_name(line.tone))[0]
        right = rect.right() - 10 - self._paint_chip(painter, rect, line, front)
        self._text(painter, QRectF(rect.left() + 12, rect.top(), 16, rect.height()), line.sign, front, mono(bold=True))
        font = sans(BASE, bold=not line.faint)
        font.setStrikeOut(line.faint and line.sign != "±")
        x = rect.left() + _LEFT
        colour = tokens.muted if line.faint else tokens.text
        width = QFontMetricsF(font).horizontalAdvance(line.title) + 2
        self._text(painter, QRectF(x, rect.top(), min(width, right - x), rect.height()), line.title, colour, font)
        rest = QRectF(x + width + 10, rect.top(), right - x - width - 18, rect.height())
        self._text(painter, rest, line.detail, tokens.muted, sans(BASE - 1))

    def _paint_chip(self, painter: QPainter, rect: QRectF, line: DiffLine, colour: str) -> float:
        font = sans(BASE - 2)
        width = min(QFontMetricsF(font).horizontalAdvance(line.chip), rect.width() * 0.4)
        self._text(
            painter, QRectF(rect.right() - 10 - width, rect.top(), width, rect.height()), line.chip, colour, font
        )
        return width + 8

    def _paint_cell(self, painter: QPainter, rect: QRectF, line: DiffLine) -> None:
        tokens = self._theme.tokens
        split = rect.left() + _LEFT + min(max(rect.width() * 0.28, 90), 180)
        column = QRectF(rect.left() + _LEFT, rect.top(), split - rect.left() - _LEFT - 8, rect.height())
        self._text(painter, column, line.column, tokens.muted, mono())
        x, right = split, rect.right() - 10
        if line.old is not None:
            gone = mono()
            gone.setStrikeOut(True)
            x += self._text(painter, QRectF(x, rect.top(), right - x, rect.height()), line.old, tokens.muted, gone) + 6
        if line.old is not None and line.new is not None:
            x += self._text(painter, QRectF(x, rect.top(), right - x, rect.height()), "→", tokens.muted, mono()) + 6
        if line.new is not None:
            name = tone_name(line.tone)
            colour = tokens.muted if line.faint else tokens.text if name == "plain" else tone_colours(tokens, name)[0]
            self._text(painter, QRectF(x, rect.top(), right - x, rect.height()), line.new, colour, mono())

    def _text(self, painter: QPainter, box: QRectF, text: str, colour: str, font: QFont) -> float:
        """Draw the text, elided to the box; returns its width."""
        if box.width() <= 4:
            return 0.0
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(box, _MIDDLE, shown)
        return metrics.horizontalAdvance(shown)
