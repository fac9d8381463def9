"""Item model over the rows of a page's tree."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt

from workbench.replay.dom.rows import Mark, TreeRow

ROW = int(Qt.ItemDataRole.UserRole) + 1
AnyIndex = QModelIndex | QPersistentModelIndex


class TreeModel(QAbstractItemModel):
    """Holds rows in document order. Changes through ``show``. An index's id is its row's place in that order."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[TreeRow, ...] = ()
        self._parents: list[int] = []
        self._children: list[list[int]] = [[]]
        self._places: list[int] = []

    def show(self, rows: Sequence[TreeRow]) -> None:
        """Show these rows instead."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self._link()
        self.endResetModel()

    def marked(self) -> list[QModelIndex]:
        """Rows that the step did something to, in document order."""
        return [self.of(number) for number, row in enumerate(self.rows) if row.mark is not Mark.NONE]

    def of(self, number: int) -> QModelIndex:
        """The index of the row at that place in document order."""
        return self.createIndex(self._places[number], 0, number)

    def of_node(self, node: int) -> QModelIndex | None:
        """The index of a node, or None where it has no row."""
        return next((self.of(number) for number, row in enumerate(self.rows) if row.node == node), None)

    def index(self, row: int, column: int, parent: AnyIndex = QModelIndex()) -> QModelIndex:  # noqa: B008
        children = self._below(parent)
        if column != 0 or not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, 0, children[row])

    def parent(self, index: AnyIndex) -> QModelIndex:  # type: ignore[override]
        if not index.isValid():
            return QModelIndex()
        above = self._parents[index.internalId()]
        return self.of(above) if above >= 0 else QModelIndex()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return len(self._below(parent))

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: ARG002, B008
        return 1

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.internalId()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return words(row)
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join((row.mark.value, *row.details)).strip() or None
            case _:
                return row if role == ROW else None

    def _below(self, parent: AnyIndex) -> list[int]:
        return self._children[parent.internalId() + 1] if parent.isValid() else self._children[0]

    def _link(self) -> None:
        """Depths, in document order, say which row stands below which."""
        self._parents, self._places, self._children = [], [], [[] for _ in range(len(self.rows) + 1)]
        path: list[int] = []
        for number, row in enumerate(self.rows):
            del path[row.depth :]
            above = path[-1] if path else -1
            siblings = self._children[above + 1]
            self._parents.append(above)
            self._places.append(len(siblings))
            siblings.append(number)
            path.append(number)


def words(row: TreeRow) -> str:
    """The row as a line of markup."""
    if not row.tag:
        return f'"{row.text}"'
    attributes = "".join(f' {name}="{value}"' for name, value in row.attributes)
    text = f" {row.text}" if row.text else ""
    state = f"  ({row.state})" if row.state else ""
    return f"<{row.tag}{attributes}>{text}{state}"
