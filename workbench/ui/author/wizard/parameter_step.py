"""What differs from task to task."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from workbench.ui.author.wizard.drafting import DEFAULTS, KINDS, NewWorkout, Parameter, free_name, row_of, type_of
from workbench.ui.author.wizard.parameter_form import ParameterForm
from workbench.ui.author.wizard.step import Step, scrolled
from workbench.ui.models.look import Chip, Look, Span, faint
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets.buttons import IconButton
from workbench.ui.widgets.empty import EmptyState
from workbench.ui.widgets.row_view import RowView

_ICONS = {
    "from": "database",
    "between": "calendar",
    "one_of": "list",
    "integer": "gauge",
    "money": "award",
    "time": "clock",
}


class ParameterStep(Step):
    """The third step."""

    values_wanted = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            "parameters",
            "What differs from task to task?",
            "Each is drawn anew for every seed: a row of the gym's own tables, a date, a word, a number. "
            "Later ones may refer to earlier ones: $member.id.",
        )
        self._theme = theme
        self._new = NewWorkout()
        self._form: ParameterForm | None = None
        empty = EmptyState(theme, "braces", "No parameters", "Without any, every seed asks for the same.")
        self._rows = RowView(theme, empty, name="new.parameters", title="Parameters")
        self._rows.setMinimumHeight(120)
        self._rows.chosen.connect(self._open)
        self._place = QVBoxLayout()
        self._remove = IconButton(
            theme, "trash-2", "Take this parameter away", tone="muted", name="new.parameter.remove"
        )
        self._remove.clicked.connect(self._take_away)
        buttons = QHBoxLayout()
        buttons.addWidget(self._adder())
        buttons.addStretch(1)
        buttons.addWidget(self._remove)
        self.content.addWidget(self._rows, 2)
        self.content.addLayout(buttons)
        self.content.addLayout(self._place, 5)

    def show_workout(self, new: NewWorkout) -> None:
        """List its parameters; the fields of the chosen one stay as they are while one types into them."""
        gone = len(new.parameters) < len(self._new.parameters) or new.gym != self._new.gym
        self._new = new
        self._rows.show_looks([_look(one, new) for one in new.parameters])
        self._remove.setEnabled(bool(new.parameters))
        if not new.parameters:
            self._show_form(None)
        elif gone or self._rows.current is None:
            self._rows.choose(min(self._rows.current or 0, len(new.parameters) - 1))
            self._open(self._rows.current or 0)

    def lacks(self, new: NewWorkout) -> str:
        """Names, each once."""
        names = [one.name for one in new.parameters]
        wrong = next((name for name in names if not (name.isidentifier() and name.isascii())), None)
        if wrong is not None:
            return f"“{wrong}” can't name a parameter: use letters, digits and underscores."
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            return f"Two parameters are called “{twice}”: rename one."
        bare = next((one.name for one in new.parameters if one.kind == "from" and not one.columns), None)
        return f"Tick at least one column of “{bare}”." if bare else ""

    def offer(self, table: str, column: str, values: object) -> None:
        """Values that help to filter."""
        if self._form is not None and isinstance(values, list):
            self._form.offer(table, column, values)

    def _adder(self) -> QPushButton:
        button = QPushButton("&Add a parameter")
        button.setObjectName("new.parameter.add")
        button.setToolTip("Something else that differs from task to task")
        self._button = button
        self._paint()
        self._theme.changed.connect(self._paint)  # a method of ours: the theme outlives the wizard
        menu = QMenu(button)
        for kind, said in KINDS.items():
            action = menu.addAction(f"&{said}")
            action.setObjectName(f"new.parameter.add.{kind}")
            action.triggered.connect(lambda _=False, kind=kind: self._add(kind))
        button.setMenu(menu)
        return button

    def _paint(self) -> None:
        self._button.setIcon(self._theme.icon("plus"))

    def _add(self, kind: str) -> None:
        made = self._made(kind)
        self.alter(lambda new: replace(new, parameters=(*new.parameters, made)))
        self._rows.choose(len(self._new.parameters) - 1)
        if self._form is not None:
            self._form.name.setFocus()
            self._form.name.selectAll()

    def _made(self, kind: str) -> Parameter:
        beside = self._new.parameters
        if kind != "from":
            return replace(DEFAULTS[kind], name=free_name(DEFAULTS[kind].name, beside))
        drawn = {one.table for one in beside}
        tables = [table for table in self._new.facts.tables if table.name not in drawn] or self._new.facts.tables
        return row_of(tables[0], beside) if tables else DEFAULTS["from"]

    def _take_away(self) -> None:
        at = self._rows.current
        if at is None:
            return

        def change(new: NewWorkout) -> NewWorkout:
            left = (*new.parameters[:at], *new.parameters[at + 1 :])
            return replace(new, parameters=left, who="" if new.parameters[at].name == new.who else new.who)

        self.alter(change)

    def _open(self, at: int) -> None:
        if at < len(self._new.parameters):
            self._show_form(at)

    def _show_form(self, at: int | None) -> None:
        while (item := self._place.takeAt(0)) is not None:
            widget = item.widget()
            if isinstance(widget, QWidget):
                widget.hide()
                widget.setParent(None)  # nobody finds its fields while it waits to be deleted
                widget.deleteLater()
        self._form = None
        if at is None:
            self._place.addStretch(1)
            return
        made = ParameterForm(self._theme, self._new.parameters[at], self._new.facts)
        made.altered.connect(lambda parameter: self._put(at, parameter))
        made.values_wanted.connect(self.values_wanted)
        self._form = made
        self._place.addWidget(scrolled(made))

    def _put(self, at: int, parameter: Parameter) -> None:
        def change(new: NewWorkout) -> NewWorkout:
            before = new.parameters[at]
            who = new.who
            if who == before.name:
                who = parameter.name if parameter.table == new.facts.people else ""
            return replace(new, parameters=(*new.parameters[:at], parameter, *new.parameters[at + 1 :]), who=who)

        self.alter(change)


def _look(one: Parameter, new: NewWorkout) -> Look:
    chips = (Chip("signed in", "accent"),) if one.name == new.who else ()
    if one.kind == "from":
        some = f", {len(one.filters)} filter{'s' if len(one.filters) > 1 else ''}" if one.filters else ""
        said = f"{', '.join(one.columns)} of {one.table}{some}"
    elif one.kind == "one_of":
        said = ", ".join(one.words) or "no words yet"
    else:
        said = f"{one.first} to {one.last}{', weekdays' if one.weekdays else ''}"
    kind = "" if one.kind == "from" else f"{type_of(one)}: "
    return Look(((Span(one.name or "unnamed", "strong"),), faint(f"{kind}{said}")), icon=_ICONS[one.kind], chips=chips)
