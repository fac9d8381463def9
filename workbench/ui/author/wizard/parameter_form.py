"""One parameter: what it is called, what it is drawn from, and within which limits."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from workbench.ui.author.wizard.drafting import FILTERS, Filter, GymFacts, Parameter, Table
from workbench.ui.author.wizard.step import form, line
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets.buttons import IconButton
from workbench.ui.widgets.rich import muted

_LIMITS = {
    "between": ("&From", "&To", "A date like 2026-07-14, or days ahead: +3d, +2w"),
    "integer": ("&From", "&To", "A whole number"),
    "money": ("&From", "&To", "An amount, like 12.50"),
    "time": ("&From", "&To", "A time of day, like 09:30; every half hour between the two"),
}


class ParameterForm(QWidget):
    """The fields of one parameter; made anew for each. Says with every key how it is altered."""

    altered = Signal(object)
    """The Parameter as it is now."""
    values_wanted = Signal(str, str)
    """Table and column of which some values would help."""

    def __init__(self, theme: Theme, parameter: Parameter, known: GymFacts) -> None:
        super().__init__()
        self._theme = theme
        self._parameter = parameter
        self._known = known
        self._rows: list[FilterRow] = []
        self._form = form()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(10)
        layout.addLayout(self._form)
        self.name = line("parameter.name", "What the goal calls it")
        self.name.setText(parameter.name)
        self.name.textEdited.connect(lambda text: self._alter(name=text.strip()))
        self._form.addRow("&Name", self.name)
        self._filters = QVBoxLayout()
        self._filters.setSpacing(6)
        if parameter.kind == "from":
            self._build_rows(layout)
        elif parameter.kind == "one_of":
            self._build_words()
        else:
            self._build_limits()
        layout.addStretch(1)

    def offer(self, table: str, column: str, values: Sequence[object]) -> None:
        """Complete what is typed into filters of that column."""
        if table == self._parameter.table:
            for row in self._rows:
                row.offer(column, [str(value) for value in values if value is not None])

    @property
    def _table(self) -> Table | None:
        return self._known.table(self._parameter.table)

    def _alter(self, **changes: object) -> None:
        self._parameter = replace(self._parameter, **changes)  # type: ignore[arg-type]
        self.altered.emit(self._parameter)

    def _build_limits(self) -> None:
        first, last, hint = _LIMITS[self._parameter.kind]
        for label, key, value in ((first, "first", self._parameter.first), (last, "last", self._parameter.last)):
            field = line(f"parameter.{key}", hint, hint)
            field.setText(value)
            field.textEdited.connect(self._setter(key))
            self._form.addRow(label, field)
        self._form.addRow("", _hint(hint))
        if self._parameter.kind == "between":
            box = QCheckBox("Monday to Friday &only")
            box.setObjectName("new.parameter.weekdays")
            box.setToolTip("Leave Saturdays and Sundays out")
            box.setChecked(self._parameter.weekdays)
            box.toggled.connect(lambda on: self._alter(weekdays=on))
            self._form.addRow("", box)

    def _setter(self, key: str) -> Callable[[str], None]:
        return lambda text: self._alter(**{key: text})

    def _build_words(self) -> None:
        field = line("parameter.words", "Words, with semicolons between", "first; second; third")
        field.setText("; ".join(self._parameter.words))
        field.textEdited.connect(
            lambda text: self._alter(words=tuple(word.strip() for word in text.split(";") if word.strip()))
        )
        self._form.addRow("&Words", field)
        self._form.addRow("", _hint("With semicolons between. Each task gets one of them."))

    def _build_rows(self, layout: QVBoxLayout) -> None:
        tables = QComboBox()
        tables.setObjectName("new.parameter.table")
        tables.setAccessibleName("Table")
        tables.setToolTip("Whose rows it is drawn from")
        tables.addItems([table.name for table in self._known.tables])
        tables.setCurrentText(self._parameter.table)
        tables.currentTextChanged.connect(self._take_table)
        self._form.addRow("&Table", tables)
        self._columns = QListWidget()
        self._columns.setObjectName("new.parameter.columns")
        self._columns.setAccessibleName("Columns that the task knows")
        self._columns.setProperty("frame", "card")
        self._columns.setSpacing(1)
        self._columns.setToolTip("What the goal and the specification may name; space ticks")
        self._columns.itemChanged.connect(lambda _: self._alter(columns=self._ticked()))
        self._columns.setMinimumHeight(96)
        self._form.addRow("&Columns", self._columns)
        layout.addLayout(self._filters)
        more = QPushButton("Only &some of its rows…")
        more.setObjectName("new.parameter.filter")
        more.setToolTip("Draw only rows whose column is as you say")
        more.setProperty("kind", "flat")
        more.clicked.connect(lambda: self._add_filter(None))
        layout.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        self._fill_columns()
        for each in self._parameter.filters:
            self._add_filter(each)

    def _fill_columns(self) -> None:
        table = self._table
        self._columns.blockSignals(True)
        self._columns.clear()
        for name, kind in table.columns if table else ():
            item = QListWidgetItem(f"{name}  ·  {kind}")
            item.setData(Qt.ItemDataRole.UserRole, name)
            ticked = name in self._parameter.columns
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self._columns.addItem(item)
        self._columns.blockSignals(False)

    def _ticked(self) -> tuple[str, ...]:
        items = (self._columns.item(at) for at in range(self._columns.count()))
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() is Qt.CheckState.Checked
        )

    def _take_table(self, name: str) -> None:
        table = self._known.table(name)
        for row in list(self._rows):
            self._drop(row)
        self._alter(table=name, columns=table.telling if table else (), filters=())
        self._fill_columns()

    def _add_filter(self, filled: Filter | None) -> None:
        table = self._table
        if table is None:
            return
        row = FilterRow(self._theme, table, filled)
        row.altered.connect(self._tell_filters)
        row.dropped.connect(lambda: self._drop(row))
        row.values_wanted.connect(lambda column: self.values_wanted.emit(table.name, column))
        self._rows.append(row)
        self._filters.addWidget(row)
        row.ask()
        if filled is None:
            row.column.setFocus()

    def _drop(self, row: "FilterRow") -> None:
        self._rows.remove(row)
        row.hide()
        row.deleteLater()
        self._tell_filters()

    def _tell_filters(self) -> None:
        self._alter(filters=tuple(row.filter for row in self._rows))


class FilterRow(QWidget):
    """A column, how it compares, and with what."""

    altered = Signal()
    dropped = Signal()
    values_wanted = Signal(str)

    def __init__(self, theme: Theme, table: Table, filled: Filter | None) -> None:
        super().__init__()
        self.column = _choice("new.filter.column", "Column", [(name, name) for name, _ in table.columns])
        self._kind = _choice("new.filter.kind", "How it compares", [(key, said) for key, said in FILTERS.items()])
        self._value = QLineEdit()
        self._value.setObjectName("new.filter.value")
        self._value.setAccessibleName("Value")
        self._value.setPlaceholderText("booked, +3d or $member.id")
        self._value.setToolTip("A value, days ahead like +3d, or a parameter above like $member.id")
        if filled is not None:
            self.column.setCurrentText(filled.column)
            self._kind.setCurrentIndex(self._kind.findData(filled.kind))
            self._value.setText(filled.value)
        drop = IconButton(theme, "x", "Take this filter away", tone="muted", name="new.filter.drop")
        drop.clicked.connect(self.dropped)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for widget, stretch in ((self.column, 2), (self._kind, 2), (self._value, 3), (drop, 0)):
            layout.addWidget(widget, stretch)
        self.column.currentTextChanged.connect(self._take_column)
        self._kind.currentIndexChanged.connect(lambda _: self.altered.emit())
        self._value.textChanged.connect(lambda _: self.altered.emit())

    @property
    def filter(self) -> Filter:
        """As the fields say."""
        return Filter(self.column.currentText(), str(self._kind.currentData()), self._value.text())

    def ask(self) -> None:
        """Ask for values of the column."""
        self.values_wanted.emit(self.column.currentText())

    def _take_column(self, _column: str) -> None:
        self.ask()
        self.altered.emit()

    def offer(self, column: str, values: Sequence[str]) -> None:
        """Complete what is typed, where it is that column."""
        if column == self.column.currentText():
            completer = QCompleter(list(values), self._value)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self._value.setCompleter(completer)


def _hint(said: str) -> QLabel:
    """As wide as the field that it stands under."""
    label = muted(said, wrap=True)
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    return label


def _choice(name: str, said: str, choices: Sequence[tuple[str, str]]) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(said)
    box.setToolTip(said)
    for key, shown in choices:
        box.addItem(shown, key)
    return box
