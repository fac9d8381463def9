"""A list model over frozen looks: the one adapter between what is derived and what Qt shows."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from workbench.ui.models.look import Look

LOOK = int(Qt.ItemDataRole.UserRole) + 1
"""Role of the row's Look."""

Index = QModelIndex | QPersistentModelIndex


class RowModel(QAbstractListModel):
    """Holds looks. Changes through ``show``, which tells Qt only about the rows that differ."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._looks: tuple[Look, ...] = ()

    @property
    def looks(self) -> tuple[Look, ...]:
        """What is shown now."""
        return self._looks

    def show(self, looks: Sequence[Look]) -> None:
        """Show these rows instead, keeping selection and scroll position where rows stay."""
        wanted, common = tuple(looks), min(len(looks), len(self._looks))
        differing = [row for row in range(common) if wanted[row] != self._looks[row]]
        self._looks = (*wanted[:common], *self._looks[common:])
        if differing:
            self.dataChanged.emit(self.index(differing[0]), self.index(differing[-1]))
        if len(wanted) > common:
            self.beginInsertRows(QModelIndex(), common, len(wanted) - 1)
            self._looks = wanted
            self.endInsertRows()
        elif len(self._looks) > common:
            self.beginRemoveRows(QModelIndex(), common, len(self._looks) - 1)
            self._looks = wanted
            self.endRemoveRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._looks)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        look = self._looks[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return look.words
            case Qt.ItemDataRole.ToolTipRole:
                return look.hint or None
            case _:
                return look if role == LOOK else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self._looks[index.row()].heading:
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)
