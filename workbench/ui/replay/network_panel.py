"""The network: a list with a waterfall, and the details of the request that is pointed at."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSplitter, QStackedWidget, QTableView

from workbench.replay import wording
from workbench.replay.opening import Replay
from workbench.replay.position import Focus, Phase, Position, Scope
from workbench.ui.replay.exchange_detail import ExchangeView
from workbench.ui.replay.network_model import COLUMNS, NetworkModel
from workbench.ui.replay.panel import FollowingPanel
from workbench.ui.replay.playhead import Playhead
from workbench.ui.replay.waterfall import ROW, Waterfall
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets import EmptyState

_WIDTHS = {"Step": 40, "Method": 54, "Path": 120, "Status": 64, "Type": 74, "Size": 60, "Took": 66}
_ROOMY = 460
"""Width of the list from which on it also shows type and size."""


class NetworkPanel(FollowingPanel):
    """Requests of the step, or of the whole episode with those to come greyed by the playhead's line."""

    def __init__(self, theme: Theme, playhead: Playhead) -> None:
        self.model = NetworkModel(theme)
        self._table = _table(self.model)
        self.waterfall = Waterfall(theme)
        self.detail = ExchangeView(theme)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        for widget in (self._table, self.waterfall, self.detail):
            self._splitter.addWidget(widget)
        self._splitter.setSizes([330, 230, 300])
        self._splitter.setHandleWidth(1)
        self.detail.hide()
        self.detail.setMinimumWidth(220)
        self._stack = QStackedWidget()
        empty = EmptyState(
            theme, "network", "This step made no request", "Total shows the requests of the whole episode."
        )
        self._stack.addWidget(empty)
        self._stack.addWidget(self._splitter)
        super().__init__(playhead, "Network", self._stack, name="replay.networkPanel")
        self._connect()

    def _connect(self) -> None:
        self._splitter.splitterMoved.connect(lambda _at, _number: self._fit())
        self._table.verticalScrollBar().valueChanged.connect(self.waterfall.scroll_to)
        self._table.selectionModel().currentRowChanged.connect(lambda now, _before: self._point_at(now.row()))
        self._table.clicked.connect(lambda index: self._point_at(index.row()))
        self.waterfall.picked.connect(self._point_at)
        self.detail.closed.connect(lambda: self.go(self.playhead.position))

    def follow(self, replay: Replay) -> None:
        shown = replay.network.rows(self.playhead.position, self.scope)
        self.model.show(shown.rows)
        self.waterfall.show_rows(shown)
        self._stack.setCurrentIndex(1 if shown.rows else 0)
        self._table.setColumnHidden(COLUMNS.index("Step"), self.scope is Scope.STEP)
        self.say(wording.count(len(shown.rows), "request"))
        self._mark(replay, self.playhead.focus.exchange)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def clear(self) -> None:
        self.model.show(())
        self._stack.setCurrentIndex(0)
        self.say("")

    def _show_detail(self, wanted: bool) -> None:
        """Details take the waterfall's place: there is room for one of them."""
        if wanted != self.detail.isHidden():
            return
        self.detail.setVisible(wanted)
        self.waterfall.setVisible(not wanted)
        width = self._splitter.width()
        self._splitter.setSizes([width // 2, 0, width // 2] if wanted else [width * 3 // 5, width * 2 // 5, 0])
        self._fit()

    def _fit(self) -> None:
        roomy = self._table.width() >= _ROOMY
        for name in ("Type", "Size"):
            self._table.setColumnHidden(COLUMNS.index(name), not roomy)

    def _mark(self, replay: Replay, exchange: str | None) -> None:
        row = self.model.row_of(exchange)
        detail = replay.network.detail(exchange) if exchange is not None and row is not None else None
        self.detail.show_detail(detail)
        self._show_detail(detail is not None)
        if row is None:
            self._table.clearSelection()
        elif row != self._table.currentIndex().row() or not self._table.selectionModel().hasSelection():
            self._table.selectRow(row)
            self._table.scrollTo(self.model.index(row, 0))

    def _point_at(self, number: int) -> None:
        if 0 <= number < len(self.model.rows):
            row = self.model.rows[number]
            here = self.playhead.position
            position = here if here.step == row.step else Position(row.step, Phase.AFTER)
            self.go(position, Focus(exchange=row.id))


def _table(model: NetworkModel) -> QTableView:
    table = QTableView()
    table.setObjectName("replay.network")
    table.setAccessibleName("Requests")
    table.setModel(model)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.horizontalHeader().setHighlightSections(False)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(ROW)
    table.horizontalHeader().setFixedHeight(ROW)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.horizontalHeader().setMinimumSectionSize(30)
    for number, name in enumerate(COLUMNS):
        table.setColumnWidth(number, _WIDTHS[name])
    table.horizontalHeader().setSectionResizeMode(COLUMNS.index("Path"), QHeaderView.ResizeMode.Stretch)
    return table
