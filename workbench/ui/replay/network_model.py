"""Table model over network rows."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from workbench.replay import wording
from workbench.replay.network import NetworkRow
from workbench.replay.tone import Tone
from workbench.ui.replay.looks import tone_name
from workbench.ui.shell.theme import Theme

COLUMNS = ("Step", "Method", "Path", "Status", "Type", "Size", "Took")
AnyIndex = QModelIndex | QPersistentModelIndex


class NetworkModel(QAbstractTableModel):
    """Holds the rows. Changes through ``show``."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.rows: tuple[NetworkRow, ...] = ()

    def show(self, rows: Sequence[NetworkRow]) -> None:
        """Show these rows instead; the same rows again change nothing."""
        if rows is self.rows:
            return
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def row_of(self, exchange_id: str | None) -> int | None:
        """Where that exchange stands, or None."""
        return next((number for number, row in enumerate(self.rows) if row.id == exchange_id), None)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole and section < len(COLUMNS):
            return COLUMNS[section]
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _cells(row)[index.column()]
            case Qt.ItemDataRole.ToolTipRole:
                return f"{row.method} {row.path}" + (f"\n{row.note}" if row.note else "")
            case Qt.ItemDataRole.ForegroundRole:
                return self._colour(row, index.column())
            case _:
                return None

    def _colour(self, row: NetworkRow, column: int) -> QColor | None:
        if COLUMNS[column] in ("Status", "Path") and row.tone in (Tone.BROKEN, Tone.DISTURBED):
            return self._theme.colour(tone_name(row.tone))
        quiet = row.tone is Tone.QUIET or COLUMNS[column] in ("Step", "Type", "Size", "Took")
        return QColor(self._theme.tokens.muted) if quiet else None


def _cells(row: NetworkRow) -> tuple[str, ...]:
    took = wording.duration(row.duration) if row.duration is not None else "—"
    return (str(row.step), row.method, row.path, row.status, row.type, row.size, took)
