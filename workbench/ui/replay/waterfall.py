"""The waterfall beside the request list: one bar a request, in time. Drawn by pyqtgraph."""

from collections.abc import Iterable

import pyqtgraph
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtWidgets import QWidget

from workbench.replay import wording
from workbench.replay.network import NetworkRow, NetworkRows
from workbench.ui.replay.looks import tone_name
from workbench.ui.shell.theme import Theme
from workbench.ui.shell.tokens import tone_colours

ROW = 24
"""Height of a row in pixels, the same as in the list."""
_AXIS = 24


class _Clock(pyqtgraph.AxisItem):  # type: ignore[misc]
    """An axis in sitting time."""

    def tickStrings(self, values: Iterable[float], _scale: float, spacing: float) -> list[str]:
        digits = 1 if spacing >= 100 else 2 if spacing >= 10 else 3
        return [wording.offset(value, digits) for value in values]


class Waterfall(pyqtgraph.PlotWidget):  # type: ignore[misc]
    """Bars of the rows, aligned to the list by ``scroll_to``. A click on a bar's row asks for that row."""

    picked = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._axis = _Clock(orientation="top")
        super().__init__(parent=parent, axisItems={"top": self._axis})
        self.setObjectName("replay.waterfall")
        self._theme = theme
        self._shown = NetworkRows((), 0.0, 0.0, 0.0)
        self._top = 0.0
        plot = self.getPlotItem()
        plot.showAxis("top")
        plot.hideAxis("left")
        plot.hideAxis("bottom")
        plot.hideButtons()
        plot.setMenuEnabled(False)
        plot.setContentsMargins(0, 0, 0, 0)
        plot.layout.setContentsMargins(0, 0, 0, 0)
        self._axis.setHeight(_AXIS)
        self.invertY(True)
        self.setMouseEnabled(x=False, y=False)
        self._bars = pyqtgraph.BarGraphItem(x0=[], x1=[], y=[], height=0.5)
        self._waits = pyqtgraph.BarGraphItem(x0=[], x1=[], y=[], height=0.5)
        self._now = pyqtgraph.InfiniteLine(angle=90)
        for item in (self._bars, self._waits, self._now):
            self.addItem(item)
        theme.changed.connect(self._colour)
        self._colour()

    def show_rows(self, shown: NetworkRows) -> None:
        """Draw these rows, and a line at the moment one stands at."""
        same = shown.rows is self._shown.rows
        self._shown = shown
        if same:
            self._move_now()
        else:
            self._draw()

    def scroll_to(self, pixels: int) -> None:
        """Follow the list's scroll bar."""
        self._top = pixels / ROW
        self._range()

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)
        if hasattr(self, "_bars"):
            self._range()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            row = int((event.position().y() - _AXIS) / ROW + self._top)
            if 0 <= row < len(self._shown.rows):
                self.picked.emit(row)
        event.accept()

    def _draw(self) -> None:
        rows, end = self._shown.rows, self._shown.end
        lengths = [row.duration if row.duration is not None else max(end - row.started, 1.0) for row in rows]
        least = max((end - self._shown.begin) / 150, 0.5)
        middles = [number + 0.5 for number in range(len(rows))]
        starts = [row.started for row in rows]
        ends = [row.started + max(length, least) for row, length in zip(rows, lengths, strict=True)]
        brushes = [self._brush(row, 255) for row in rows]
        self._bars.setOpts(x0=starts, x1=ends, y=middles, height=0.42, brushes=brushes, pen=None)
        waits = [row.started + min(_waiting(row), length) for row, length in zip(rows, lengths, strict=True)]
        veil = QColor(self._theme.tokens.panel)
        veil.setAlpha(120)
        self._waits.setOpts(x0=starts, x1=waits, y=middles, height=0.42, brush=veil, pen=None)
        self._move_now()
        self._range()

    def _move_now(self) -> None:
        self._now.setPos(min(max(self._shown.now, self._shown.begin), self._shown.end))

    def _range(self) -> None:
        begin, end = self._shown.begin, self._shown.end
        pad = max((end - begin) * 0.06, 2.0)
        visible = max(self.height() - _AXIS, ROW) / ROW
        self.setXRange(begin - pad, end + pad, padding=0)
        self.setYRange(self._top, self._top + visible, padding=0)

    def _brush(self, row: NetworkRow, alpha: int) -> QColor:
        colour = QColor(tone_colours(self._theme.tokens, tone_name(row.tone))[0])
        colour.setAlpha(alpha)
        return colour

    def _colour(self) -> None:
        tokens = self._theme.tokens
        self.setBackground(tokens.panel)
        self._axis.setPen(pyqtgraph.mkPen(tokens.line))
        self._axis.setTextPen(pyqtgraph.mkPen(tokens.muted))
        self._now.setPen(pyqtgraph.mkPen(tokens.accent, width=1.5))
        self._draw()


def _waiting(row: NetworkRow) -> float:
    """Milliseconds before the first byte came."""
    return sum(amount for name, amount in row.phases if name != "receiving")
