"""A list of looks: rows of different height that wrap at the view's width, with an empty state in their place."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStackedWidget, QWidget

from workbench.ui.models.look import Look
from workbench.ui.models.row_model import RowModel
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets.empty import EmptyState
from workbench.ui.widgets.row_delegate import RowDelegate
from workbench.ui.widgets.standing import StandsInSight


class RowList(QListView):
    """The list itself. Follows its end while the user stands at the end."""

    def __init__(self, theme: Theme, *, lead: float = 26.0, selectable: bool = True) -> None:
        super().__init__()
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.SingleSelection if selectable else mode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if selectable else Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(selectable)
        self.setItemDelegate(RowDelegate(theme, self, lead))
        StandsInSight(self)

    def sizeHint(self) -> QSize:
        return QSize(240, sum(self.sizeHintForRow(row) for row in range(self.model().rowCount())) + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 48)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class RowView(QStackedWidget):
    """Rows, or the empty state while there are none."""

    chosen = Signal(int)
    """The user selected a row."""
    activated = Signal(int)
    """The user double-clicked a row or pressed Enter on it."""

    def __init__(
        self,
        theme: Theme,
        empty: EmptyState,
        *,
        name: str,
        title: str,
        lead: float = 26.0,
        selectable: bool = True,
        follow: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """``follow``: keep the newest row in sight as long as the user has not scrolled away from it."""
        super().__init__(parent)
        self.setObjectName(name)
        self.model = RowModel(self)
        self.list = RowList(theme, lead=lead, selectable=selectable)
        self.list.setObjectName(f"{name}.list")
        self.list.setAccessibleName(title)
        self.list.setModel(self.model)
        self._at_end = True
        if follow:
            bar = self.list.verticalScrollBar()
            bar.valueChanged.connect(self._watch_end)
            bar.rangeChanged.connect(self._stay_at_end)
        self.addWidget(empty)
        self.addWidget(self.list)
        self.list.activated.connect(lambda index: self.activated.emit(index.row()))
        self.list.selectionModel().currentRowChanged.connect(self._tell)

    @property
    def current(self) -> int | None:
        """The selected row, or None."""
        index = self.list.currentIndex()
        return index.row() if index.isValid() else None

    def choose(self, row: int) -> None:
        """Select a row."""
        self.list.setCurrentIndex(self.model.index(row))

    def reveal(self, row: int) -> None:
        """Bring a row into sight once the rows are laid out."""
        self.list.doItemsLayout()
        self.list.scrollTo(self.model.index(row), QAbstractItemView.ScrollHint.PositionAtCenter)

    def show_looks(self, looks: Sequence[Look]) -> None:
        """Show these rows."""
        self.model.show(looks)
        self.setCurrentIndex(1 if looks else 0)
        self.list.updateGeometry()

    def _watch_end(self, value: int) -> None:
        self._at_end = value >= self.list.verticalScrollBar().maximum() - 4

    def _stay_at_end(self, _low: int, high: int) -> None:
        # Rows are laid out later than they are added: only now is it known where the end is.
        if self._at_end:
            self.list.verticalScrollBar().setValue(high)

    def _tell(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.chosen.emit(now.row())
