"""One workout to begin: what it trains, its goal, and how its world is varied."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QPushButton, QSpinBox, QVBoxLayout

from workbench.session.control import GymInfo, WorkoutInfo
from workbench.session.messages import TaskRequest
from workbench.ui.models.goal import open_goal
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets.badge import Badge
from workbench.ui.widgets.buttons import IconButton
from workbench.ui.widgets.rich import RichLabel, muted

_BY_SEED = "chosen by the seed"
_MOST_SEEDS = 999_999


class WorkoutCard(QFrame):
    """Emits ``started`` with the task as it was set."""

    started = Signal(object)
    """A TaskRequest."""

    def __init__(self, theme: Theme, gym: GymInfo, workout: WorkoutInfo, *, first: bool) -> None:
        super().__init__()
        self.workout = workout.name
        self.setProperty("frame", "card")
        self.setObjectName(f"workout.{workout.name}")
        self._theme = theme
        self._seed = QSpinBox()
        self._seed.setRange(1, _MOST_SEEDS)
        self._seed.setValue(1)
        self._seed.setMinimumWidth(84)
        self._seed.lineEdit().setTextMargins(6, 0, 0, 0)  # a style sheet's padding does not reach it
        self._seed.setAccessibleName("Seed")
        self._seed.setObjectName(f"workout.{workout.name}.seed")
        self._options = {name: self._chooser(name, values) for name, values in gym.options.items()}
        self.start = QPushButton(f"&Start “{workout.title}”" if first else f"Start “{workout.title}”")
        self.start.setObjectName(f"workout.{workout.name}.start")
        self.start.setAccessibleName(f"Start {workout.title}")
        self.start.setProperty("kind", "primary" if first else "")
        self.start.clicked.connect(lambda: self.started.emit(self.task()))
        self._first = first
        self._build(gym, workout)
        theme.changed.connect(self._draw)
        self._draw()

    def task(self) -> TaskRequest:
        """The task as the fields say."""
        chosen = ((name, box.currentData()) for name, box in self._options.items())
        return TaskRequest(self.workout, seed=self._seed.value(), options=tuple(pair for pair in chosen if pair[1]))

    def choose(self, seed: int, options: Mapping[str, str]) -> None:
        """Set the fields."""
        self._seed.setValue(seed)
        for name, value in options.items():
            box = self._options[name]
            box.setCurrentIndex(max(box.findData(value), 0))

    def _chooser(self, name: str, values: tuple[str, ...]) -> QComboBox:
        box = QComboBox()
        box.setObjectName(f"workout.{self.workout}.{name}")
        box.setAccessibleName(_spoken(name))
        box.addItem(_BY_SEED, "")
        for value in values:
            box.addItem(value, value)
        return box

    def _build(self, gym: GymInfo, workout: WorkoutInfo) -> None:
        title = QLabel(workout.title)
        title.setProperty("role", "headline" if self._first else "title")
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(title)
        top.addWidget(Badge(self._theme, workout.name))
        top.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 18)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(RichLabel(open_goal(workout.goal)))
        layout.addWidget(muted(f"Trains: {workout.trains}", wrap=True))
        layout.addSpacing(6)
        layout.addLayout(self._fields())
        self.setToolTip(gym.summary)

    def _fields(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.start)
        row.addStretch(1)
        row.addWidget(muted("Seed"))
        row.addWidget(self._seed)
        dice = IconButton(self._theme, "chevrons-right", "Next seed: other people, other dates", tone="muted")
        dice.clicked.connect(lambda: self._seed.setValue(self._seed.value() % _MOST_SEEDS + 1))
        row.addWidget(dice)
        for name, box in self._options.items():
            row.addSpacing(6)
            row.addWidget(muted(_spoken(name)))
            row.addWidget(box)
        return row

    def _draw(self) -> None:
        self.start.setIcon(self._theme.icon("play", "on_accent" if self._first else "text"))


def _spoken(name: str) -> str:
    return name.replace("_", " ").capitalize()
