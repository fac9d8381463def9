"""The editor's margin: line numbers, and an icon where something is to be said."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from workbench.ui.author.remarks import ICONS, TONES, Remark
from workbench.ui.shell.fonts import mono
from workbench.ui.shell.theme import Theme

if TYPE_CHECKING:
    from workbench.ui.author.editor import SpecEditor

_ICON = 16
_PAD = 6


class Margin(QWidget):
    """Draws beside the editor's lines. Changes with ``show_remarks``."""

    def __init__(self, theme: Theme, editor: "SpecEditor") -> None:
        super().__init__(editor)
        self.setObjectName("author.margin")
        self.setAccessibleName("Line numbers and findings")
        self._theme, self._editor = theme, editor
        self._remarks: Mapping[int, tuple[Remark, ...]] = {}
        self.setFont(mono(12))
        theme.changed.connect(self.update)

    def show_remarks(self, remarks: Mapping[int, tuple[Remark, ...]]) -> None:
        """Mark these lines."""
        self._remarks = remarks
        self.update()

    def sizeHint(self) -> QSize:
        digits = max(3, len(str(self._editor.blockCount())))
        return QSize(_PAD + _ICON + _PAD + self.fontMetrics().horizontalAdvance("0") * digits + 2 * _PAD, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(tokens.window))
        painter.setPen(QColor(tokens.line))
        painter.drawLine(self.width() - 1, event.rect().top(), self.width() - 1, event.rect().bottom())
        here = self._editor.textCursor().blockNumber() + 1
        for line, box in self._editor.lines_in_sight():
            painter.setPen(QColor(tokens.text if line == here else tokens.muted))
            numbers = QRect(0, box.top(), self.width() - 2 * _PAD, box.height())
            painter.drawText(numbers, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(line))
            if line in self._remarks:
                self._paint_icon(painter, box, self._remarks[line][0])
        painter.end()

    def _paint_icon(self, painter: QPainter, box: QRect, remark: Remark) -> None:
        icon = self._theme.icon(ICONS[remark.gravity], TONES[remark.gravity])
        icon.paint(painter, QRect(_PAD, box.top() + (box.height() - _ICON) // 2, _ICON, _ICON))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            told = "\n\n".join(remark.sentence for remark in self._remarks.get(self._line_at(event.pos().y()), ()))
            if told:
                QToolTip.showText(event.globalPos(), told, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        line = self._line_at(int(event.position().y()))
        if line:
            remarks = self._remarks.get(line)
            self._editor.go_to(line, remarks[0].column if remarks else 1)

    def _line_at(self, y: int) -> int:
        boxes = self._editor.lines_in_sight()
        return next((line for line, box in boxes if box.top() <= y < box.bottom()), 0)
