"""What the first ten seeds ask for, as one edits: the panel at the wizard's right."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.ui.author.wizard.rehearsal import Broken, Rehearsed
from workbench.ui.models.goal import stressed_goal
from workbench.ui.models.look import Look, Span, stressed
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets.badge import Badge
from workbench.ui.widgets.empty import EmptyState
from workbench.ui.widgets.panel import Panel
from workbench.ui.widgets.row_view import RowView


class TenTasks(QWidget):
    """Changes as answers come; keeps the last ten in sight until the first of the next is there."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._template = ""
        self._tasks: list[Rehearsed] = []
        self._fresh = True
        self._state = Badge(theme, "", "plain")
        self._state.setObjectName("new.preview.state")
        empty = EmptyState(theme, "list", "No tasks yet", "They appear here as soon as there is something to draw.")
        self._empty = empty
        self._rows = RowView(theme, empty, name="new.preview", title="Ten tasks", lead=30.0, selectable=False)
        panel = Panel("Ten tasks", self._rows, of="what seeds 1 to 10 ask for")
        panel.header.add_right(self._state)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(panel)

    @property
    def tasks(self) -> tuple[Rehearsed, ...]:
        """Those that are shown."""
        return tuple(self._tasks)

    def begin(self, template: str) -> None:
        """Other ones are about to come, of this goal."""
        self._template, self._fresh = template, True
        self._state.show_as("drawing…", "plain")

    def add(self, task: Rehearsed) -> None:
        """One more."""
        if self._fresh:
            self._tasks, self._fresh = [], False
        self._tasks.append(task)
        self._rows.show_looks([self._look(one) for one in self._tasks])

    def finish(self) -> None:
        """That was all."""
        different = len({task.goal for task in self._tasks if not task.problem})
        wrong = sum(bool(task.problem) for task in self._tasks)
        said = f"{wrong} without a task" if wrong else f"{different} different"
        self._state.show_as(said, "broken" if wrong else "plain" if different > 5 else "disturbed")

    def refuse(self, broken: Broken) -> None:
        """There are none, because of this."""
        self._tasks, self._fresh = [], True
        self._state.show_as("can't be read", "broken")
        self._empty.say(broken.what, broken.advice, "circle-alert")
        self._rows.show_looks([])

    def _look(self, task: Rehearsed) -> Look:
        if task.problem:
            return Look(((Span(task.problem, "broken"),),), lead=str(task.seed))
        return Look((stressed(stressed_goal(self._template, task.goal)),), lead=str(task.seed))
