"""The New-workout wizard: six steps, and the ten tasks that come of them at the right."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.archive.specs import write_spec_text
from workbench.domain.failures import Problem
from workbench.session.folders import Folders
from workbench.session.messages import TaskRequest
from workbench.ui.author.trial_panel import TrialPanel
from workbench.ui.author.wizard.drafting import GymFacts, NewWorkout, as_text, facts
from workbench.ui.author.wizard.file_step import FileStep
from workbench.ui.author.wizard.goal_step import GoalStep
from workbench.ui.author.wizard.gym_step import GymStep
from workbench.ui.author.wizard.parameter_step import ParameterStep
from workbench.ui.author.wizard.rehearsal import Broken, Rehearsal, Rehearsed
from workbench.ui.author.wizard.start_step import StartStep
from workbench.ui.author.wizard.step import Step
from workbench.ui.author.wizard.ten_tasks import TenTasks
from workbench.ui.models.offer import CLEAN, Offer
from workbench.ui.shell.fonts import sans, tabular
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets.panel import rule
from workbench.ui.widgets.rich import RichLabel

_SIZE = 1120, 720
_SMALLEST = 820, 560
_SHOWN = ("Gym", "Start", "Parameters", "Goal", "File", "Test")
_FILE, _TEST = 4, 5
_WITH_TASKS = (2, 3)
"""Steps beside which the ten tasks are shown."""


class NewWorkoutWizard(QDialog):
    """Holds a NewWorkout; every step alters it, and all that shows it follows. Ends its processes when it is closed."""

    record_wanted = Signal(object)
    """A gold is to be recorded: a TaskRequest."""
    author_wanted = Signal(object)
    """The file is to be opened in the Author perspective: its Path."""
    created = Signal(object)
    """The file was written, or written anew: its Path. The gyms' offer has to be asked for again."""

    def __init__(self, theme: Theme, folders: Folders, gyms: Offer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("new")
        self.setWindowTitle("New workout")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setSizeGripEnabled(True)
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_SIZE)
        self._folders = folders
        self._new = NewWorkout()
        self._written: Path | None = None
        self._broken: Broken | None = None
        self._asked = ""
        """The goal that the tasks were asked for with: the person may be typing the next."""
        self._rehearsal = Rehearsal(self)
        self._tasks = TenTasks(theme)
        self._gym, self._start, self._goal = GymStep(gyms, folders.specs), StartStep(), GoalStep()
        self._parameters, self._file = ParameterStep(theme), FileStep(theme)
        self._test = _TestStep(TrialPanel(theme, folders))
        self._profiles = tuple(profile.name for profile in gyms.profiles) or (CLEAN,)
        self._steps: tuple[Step, ...] = (
            self._gym,
            self._start,
            self._parameters,
            self._goal,
            self._file,
            self._test,
        )
        self._lay_out()
        self._wire()
        self.go(0)

    @property
    def workout(self) -> NewWorkout:
        """As it is now."""
        return self._new

    @property
    def tasks(self) -> tuple[Rehearsed, ...]:
        """The tasks that the preview shows."""
        return self._tasks.tasks

    @property
    def step(self) -> int:
        """Which step is shown, from 0."""
        return self._stack.currentIndex()

    def go(self, step: int) -> None:
        """Show a step; later ones only when nothing is missing before them."""
        allowed = next((at for at in range(step) if self._lacks(at)), step)
        self._stack.setCurrentIndex(allowed)
        self._rail.setCurrentRow(allowed)
        self._tasks.setVisible(allowed in _WITH_TASKS)
        if allowed == _TEST:
            self._test.panel.show_workout(self._new.full_name, self._profiles)
        self._draw()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._end()
        super().closeEvent(event)

    def done(self, result: int) -> None:
        """Close, by whichever way."""
        self._end()
        super().done(result)

    def _end(self) -> None:
        self._rehearsal.stop()
        self._test.panel.stop()

    def _lay_out(self) -> None:
        self._rail = QListWidget()
        self._rail.setObjectName("new.steps")
        self._rail.setAccessibleName("Steps")
        self._rail.setFixedWidth(168)
        self._rail.setProperty("frame", "rail")
        self._rail.setFont(tabular(sans()))
        self._rail.setViewportMargins(8, 14, 8, 8)
        self._rail.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rail.addItems([f"{at}    {name}" for at, name in enumerate(_SHOWN, start=1)])
        self._stack = QStackedWidget()
        for step in self._steps:
            self._stack.addWidget(step)
        middle = QSplitter(Qt.Orientation.Horizontal)
        middle.setChildrenCollapsible(False)
        middle.setHandleWidth(1)
        middle.addWidget(self._stack)
        middle.addWidget(self._tasks)
        middle.setStretchFactor(0, 3)
        middle.setStretchFactor(1, 2)
        middle.setSizes([580, 380])
        self._tasks.setMinimumWidth(260)
        self._tasks.hide()
        body = QHBoxLayout()
        body.setSpacing(0)
        for widget, stretch in ((self._rail, 0), (rule(vertical=True), 0), (middle, 1)):
            body.addWidget(widget, stretch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(body, 1)
        layout.addWidget(rule())
        layout.addWidget(self._bar())

    def _bar(self) -> QWidget:
        bar = QWidget()
        bar.setProperty("bar", "plain")
        self._said = RichLabel()
        self._said.setObjectName("new.lacks")
        self._said.setProperty("role", "muted")
        self._back = _button("new.back", "&Back", "To the step before")
        self._next = _button("new.next", "&Next", "To the next step")
        self._next.setProperty("kind", "primary")
        self._next.setDefault(True)
        close = _button("new.close", "Close", "What is not written is lost")
        close.clicked.connect(self.reject)
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(8)
        row.addWidget(self._said, 1)
        for button in (close, self._back, self._next):
            row.addWidget(button)
        return bar

    def _wire(self) -> None:
        for step in self._steps:
            step.altered.connect(self._alter)
        self._rail.currentRowChanged.connect(self._follow)
        self._back.clicked.connect(lambda: self.go(self.step - 1))
        self._next.clicked.connect(self._go_on)
        self._parameters.values_wanted.connect(
            lambda table, column: self._rehearsal.values(self._new.gym, table, column)
        )
        self._rehearsal.valued.connect(self._parameters.offer)
        self._rehearsal.described.connect(self._learn)
        self._rehearsal.begun.connect(lambda: self._tasks.begin(self._asked))
        self._rehearsal.rehearsed.connect(self._hear_task)
        self._rehearsal.done.connect(self._tasks.finish)
        self._rehearsal.broken.connect(self._hear_broken)
        self._file.record_wanted.connect(lambda: self.record_wanted.emit(TaskRequest(self._new.full_name)))
        self._file.author_wanted.connect(lambda: self.author_wanted.emit(self._written))
        self._file.trial_wanted.connect(lambda: self.go(_TEST))

    def _follow(self, row: int) -> None:
        if row != self.step:
            self.go(row)

    def _alter(self, change: Callable[[NewWorkout], NewWorkout]) -> None:
        before, self._new = self._new, change(self._new)
        if self._new == before:
            return
        if self._new.gym != before.gym:
            self._rehearsal.describe(self._new.gym)
        elif as_text(self._new) != as_text(before):
            self._preview()
        self._draw()

    def _learn(self, gym: str, told: object) -> None:
        if gym == self._new.gym and isinstance(told, dict):
            known = facts(told)
            self._alter(lambda new: _with_facts(new, known))
            self._preview()

    def _preview(self) -> None:
        if self._new.facts.tables and self._new.closed:
            self._broken = None
            asked = rehearsable(self._new)
            self._asked = asked.goal
            self._rehearsal.preview(asked.gym, as_text(asked))

    def _hear_task(self, task: Rehearsed) -> None:
        self._tasks.add(task)
        if task.seed == 1:
            self._goal.show_example(self._asked, task.goal if self._new.goal else "", task.problem)
            self._draw_bar()

    def _hear_broken(self, broken: Broken) -> None:
        self._broken = broken
        self._tasks.refuse(broken)
        self._goal.show_example("", "", f"{broken.what} {broken.advice}")
        self._draw_bar()

    def _go_on(self) -> None:
        if self.step == _FILE and self._written is None:
            self._write()
        elif self.step == len(self._steps) - 1:
            self.accept()
        else:
            self.go(self.step + 1)

    def _write(self) -> None:
        path = self._new.path(self._folders.specs)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_spec_text(path, as_text(self._new))
        except (Problem, OSError) as problem:
            self._said.set_text(f"**{problem}**")
            return
        self._written = path
        self._draw()
        self.created.emit(path)

    def _lacks(self, step: int) -> str:
        """What keeps one from leaving a step forwards. Once written, nothing can be altered any more."""
        if self._written is not None:
            return ""
        own = self._steps[step].lacks(self._new)
        if own or step < 1:
            return own
        if not self._new.facts.tables:
            return "The gym is being asked for its tables; one moment."
        if step >= _WITH_TASKS[-1] and self._broken is not None:
            return f"{self._broken.what} {self._broken.advice}"
        return "Write the file first." if step == _FILE else ""

    def _draw(self) -> None:
        for step in self._steps:
            step.show_workout(self._new)
        for step in self._steps[:_FILE]:
            step.setEnabled(self._written is None)
        path = self._new.path(self._folders.specs)
        self._file.show_path(str(path) if self._new.name else "", written=self._written is not None)
        self._draw_bar()

    def _draw_bar(self) -> None:
        at = self.step
        writing = at == _FILE and self._written is None
        lacking = "" if writing else self._lacks(at)
        self._said.set_text(lacking)
        self._back.setEnabled(at > 0)
        self._next.setEnabled(not lacking)
        self._next.setText("&Write the file" if writing else "&Finish" if at == _TEST else "&Next")
        for row in range(len(self._steps)):
            item = self._rail.item(row)
            reachable = not any(self._lacks(before) for before in range(row))
            flags = item.flags() | Qt.ItemFlag.ItemIsEnabled
            item.setFlags(flags if reachable else flags & ~Qt.ItemFlag.ItemIsEnabled)


class _TestStep(Step):
    """The last step: the workout is tried."""

    def __init__(self, panel: TrialPanel) -> None:
        super().__init__(
            "test",
            "Does it hold?",
            "The gold is done again in worlds that get in its way, and must come out SATISFIED; its mutants, which "
            "change nearly the right thing, and runs that do nothing or hand over at once must not. It needs a gold "
            "and a specification.",
        )
        self.panel = panel
        self.content.addWidget(panel, 1)


def rehearsable(new: NewWorkout) -> NewWorkout:
    """With a name, a title and a goal in the place of those that are not there yet, so that tasks can be shown."""
    told = [name for name, _ in new.placeholders() if not name.endswith((".id", "_id"))]
    goal = " · ".join(f"{{{name}}}" for name in told) or new.title or "The same for every seed."
    return replace(new, name=new.name or "new", title=new.title or "New", goal=new.goal if new.goal.strip() else goal)


def _with_facts(new: NewWorkout, known: GymFacts) -> NewWorkout:
    return replace(new, facts=known).with_person(wanted=not new.parameters)


def _button(name: str, title: str, said: str) -> QPushButton:
    button = QPushButton(title)
    button.setObjectName(name)
    button.setToolTip(said)
    button.setAutoDefault(False)
    return button
