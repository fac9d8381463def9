"""Asks for the two ends of a range."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from workbench.authoring.meanings import Kind, Meaning, ranged
from workbench.domain.values import Scalar
from workbench.ui.widgets import RichLabel

_WIDE = 460
"""Pixels; the sentences fit into one line or two."""


class RangeDialog(QDialog):
    """Starts with the run's own value at both ends; tells the meaning once both can be read."""

    def __init__(self, column: str, value: Scalar, tell: Callable[[Meaning], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("author.range")
        self.setWindowTitle(f"Range of {column}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._value, self._tell = value, tell
        self._ends = {end: self._field(end) for end in ("from", "to")}
        self._rule = RichLabel("An end is a value like the run's, a **$parameter**, or nothing; but not both nothing.")
        self._rule.setObjectName("author.range.rule")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setObjectName("author.range.ok")
        self._ok.setProperty("kind", "primary")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow("&From", self._ends["from"])
        form.addRow("&To", self._ends["to"])
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(18, 16, 18, 16)
        column_layout.setSpacing(12)
        told = RichLabel(f"**{column}** was **{value}** in this run. Both ends are included.")
        for label in (told, self._rule):
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)  # no higher than its words
        column_layout.addWidget(told)
        column_layout.addLayout(form)
        column_layout.addWidget(self._rule)
        column_layout.addWidget(buttons)
        self.setMinimumWidth(_WIDE)
        for field in self._ends.values():
            field.textChanged.connect(lambda _text: self._judge())
        self._ends["from"].selectAll()
        self._judge()
        self.resize(_WIDE, column_layout.totalHeightForWidth(_WIDE))  # the hint is for sentences that wrap sooner

    def accept(self) -> None:
        """Tell the range."""
        made = self._meaning()
        if made is not None:
            super().accept()
            self._tell(made)

    def _field(self, end: str) -> QLineEdit:
        field = QLineEdit(str(self._value))
        field.setObjectName(f"author.range.{end}")
        field.setAccessibleName(f"The range's end: {end}")
        field.setPlaceholderText("open")
        field.setToolTip("A value like the run's, a parameter such as $date, or nothing for an open end")
        return field

    def _judge(self) -> None:
        """The rule is a quiet hint until it is broken."""
        holds = self._meaning() is not None
        self._ok.setEnabled(holds)
        self._rule.setProperty("role", "muted" if holds else "broken")
        self._rule.style().polish(self._rule)

    def _meaning(self) -> Meaning | None:
        made = ranged(self._value, *(self._ends[end].text().strip() for end in ("from", "to")))
        return made if made is not None and made.kind is Kind.RANGE else None
