"""What did not happen: tables that the episode left alone, to be guarded with a reason where an author cares."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from workbench.domain.changes import Operation
from workbench.ui.author.evidence.rows import untouched_looks
from workbench.ui.author.evidence.viewing import View
from workbench.ui.models.wording import count
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets import EmptyState, Panel, RichLabel, RowView

_WORDS = {Operation.INSERT: "added to", Operation.UPDATE: "changed", Operation.DELETE: "deleted from"}
_SAID = (
    "**Everything that no clause allows is refused anyway.** A never line says so aloud, with your reason, and is "
    "shown live while somebody records."
)


class UntouchedPanel(Panel):
    """A list of tables, and below it what shall never happen to the selected one."""

    wanted = Signal(str, object, str)
    """A table, the Operations that must never happen to it, and the reason (may be empty)."""

    def __init__(self, theme: Theme) -> None:
        empty = EmptyState(theme, "database", "No table was left alone", "The episode changed something in each.")
        self.list = RowView(theme, empty, name="author.untouched", title="Tables that the episode left alone")
        body = QWidget()
        super().__init__("Untouched tables", body, name="author.untouchedPanel")
        self._tables: tuple[str, ...] = ()
        self.reason = QLineEdit()
        self.reason.setObjectName("author.untouched.reason")
        self.reason.setAccessibleName("Reason")
        self.reason.setPlaceholderText("Reason, shown with every finding: nobody's address may change")
        self._boxes = {operation: self._box(operation) for operation in Operation}
        self.add = QPushButton("Never")
        self.add.setObjectName("author.untouched.never")
        self.add.setAccessibleName("Add never clauses for the selected table")
        self.add.setToolTip("Add a never clause for each ticked kind of change")
        self.add.clicked.connect(self._want)
        self.reason.returnPressed.connect(self._want)
        self.list.chosen.connect(lambda _row: self._allow())
        self._lay_out(body)
        self._allow()

    def show_view(self, view: View | None) -> None:
        """Show the tables of an episode."""
        self._tables = view.untouched if view else ()
        self.list.show_looks(untouched_looks(self._tables, view.guarded if view else {}))
        self.header.set_of(count(len(self._tables), "table") if view else "")
        self._allow()

    def _want(self) -> None:
        row = self.list.current
        operations = tuple(operation for operation, box in self._boxes.items() if box.isChecked())
        if row is not None and row < len(self._tables) and operations:
            self.wanted.emit(self._tables[row], operations, self.reason.text().strip())
            self.reason.clear()

    def _allow(self) -> None:
        row = self.list.current
        chosen = row is not None and row < len(self._tables)
        self.add.setEnabled(chosen and any(box.isChecked() for box in self._boxes.values()))
        self.reason.setEnabled(chosen)

    def _box(self, operation: Operation) -> QCheckBox:
        box = QCheckBox(_WORDS[operation])
        box.setObjectName(f"author.untouched.{operation.value}")
        box.setChecked(operation is not Operation.INSERT)
        box.toggled.connect(lambda _on: self._allow())
        return box

    def _lay_out(self, body: QWidget) -> None:
        card = QWidget()
        card.setProperty("bar", "bottom")
        card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout()
        row.setSpacing(12)
        for box in self._boxes.values():
            row.addWidget(box)
        row.addStretch(1)
        row.addWidget(self.add)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(12, 10, 12, 10)
        inside.setSpacing(8)
        inside.addWidget(RichLabel(_SAID))
        inside.addWidget(self.reason)
        inside.addLayout(row)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addWidget(card)
