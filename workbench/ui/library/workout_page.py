"""One workout to begin: what it trains, its goal, how it is set up, and what gets in the way."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from workbench.session.control import WorkoutInfo
from workbench.ui.library.task_setup import TaskSetup
from workbench.ui.models.disturbing import profile_looks
from workbench.ui.models.goal import open_goal
from workbench.ui.models.gym_rows import twins_sentence, workout_looks
from workbench.ui.models.look import Look, faint
from workbench.ui.models.offer import Offer
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets.badge import Badge
from workbench.ui.widgets.empty import EmptyState
from workbench.ui.widgets.rich import RichLabel, muted
from workbench.ui.widgets.row_view import RowView


class WorkoutPage(QWidget):
    """Emits ``started`` with the task as it was set up."""

    started = Signal(object)
    """A TaskRequest."""

    def __init__(
        self, theme: Theme, offer: Offer, workout: WorkoutInfo, profile: str, *, gold: bool, unfolded: bool
    ) -> None:
        super().__init__()
        self.setObjectName(f"workout.{workout.name}")
        self._theme = theme
        self._offer = offer
        self._workout = workout
        self.setup = TaskSetup(theme, offer, workout, profile, unfolded=unfolded)
        self.setup.profile_chosen.connect(lambda _: self._show_rows())
        self.setup.unfolded.connect(lambda _: self._show_rows())
        self.start = QPushButton("&Start this task")
        self.start.setObjectName("task.start")
        self.start.setAccessibleName(f"Start {workout.title}")
        self.start.setProperty("kind", "primary")
        self.start.clicked.connect(lambda: self.started.emit(self.setup.task()))
        nothing = EmptyState(theme, "shield-check", "Nothing gets in the way", "Choose a profile to be disturbed.")
        self._rows = RowView(theme, nothing, name="task.disturbances", title="Disturbances", lead=38, selectable=False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._head(gold))
        layout.addWidget(self._rows, 1)
        theme.changed.connect(self._draw)
        self._draw()
        self._show_rows()

    def _head(self, gold: bool) -> QVBoxLayout:
        workout = self._workout
        title = QLabel(workout.title)
        title.setProperty("role", "headline")
        title.setWordWrap(True)
        marks = QHBoxLayout()
        marks.setSpacing(6)
        for text, tone, shown in (
            (workout.name, "plain", True),
            ("twins", "accent", workout.twins),
            ("gold", "met", gold),
        ):
            if shown:
                marks.addWidget(Badge(self._theme, text, tone))
        marks.addStretch(1)
        column = QVBoxLayout()
        column.setContentsMargins(28, 22, 28, 14)
        column.setSpacing(8)
        column.addWidget(title)
        column.addLayout(marks)
        column.addWidget(RichLabel(open_goal(workout.goal)))
        column.addWidget(muted(f"Trains: {workout.trains}", wrap=True))
        if workout.twins:
            column.addWidget(muted(twins_sentence(workout), wrap=True))
        column.addSpacing(4)
        column.addWidget(self.setup)
        row = QHBoxLayout()
        row.addWidget(self.start)
        row.addStretch(1)
        column.addLayout(row)
        return column

    def _show_rows(self) -> None:
        """What the workout is stressed by, and all that the profile holds where that is wanted."""
        profile = self.setup.profile
        held: tuple[Look, ...] = ()
        if profile is not None and profile.perturbations and self.setup.details_wanted:
            held = (
                Look((faint(f"Profile {profile.name}, the outermost first"),), heading=True),
                *profile_looks(profile),
            )
        self._rows.show_looks([*held, *workout_looks(self._offer, self._workout)])
        self._rows.list.scrollToTop()

    def _draw(self) -> None:
        self.start.setIcon(self._theme.icon("play", "on_accent"))
