"""How a task is set up: its profile, its seed, and how its world is varied."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QPushButton, QSpinBox, QVBoxLayout, QWidget

from workbench.session.control import ProfileInfo, WorkoutInfo
from workbench.session.messages import TaskRequest
from workbench.ui.models.disturbing import profile_sentence, profile_title
from workbench.ui.models.offer import CLEAN, Offer
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets.buttons import IconButton
from workbench.ui.widgets.rich import muted

BY_SEED = "as the seed says"
_MOST_SEEDS = 999_999
_COLUMNS = 3
_APART = 2
"""Pixels between a field and the title of the one below it, beside the grid's spacing on either side."""


class TaskSetup(QWidget):
    """The fields of one workout. Changes by the person, and by ``choose``."""

    profile_chosen = Signal(str)
    """The person took another profile: its name."""
    unfolded = Signal(bool)
    """The person wants to see what the profile holds, or no more."""

    def __init__(self, theme: Theme, offer: Offer, workout: WorkoutInfo, profile: str, *, unfolded: bool) -> None:
        """``profile`` is taken at first, if it is still there."""
        super().__init__()
        self._offer = offer
        self._workout = workout
        self._profile = self._profiles()
        self._seed = _seed_field()
        self._options = {name: _choices(name, choices) for name, choices in workout.options.items()}
        self._sentence = muted(wrap=True)
        self._sentence.setObjectName("task.profile.about")
        self._fold = QPushButton()
        self._fold.setObjectName("task.details")
        self._fold.setProperty("kind", "flat")
        self._fold.setCheckable(True)
        self._fold.setChecked(unfolded)
        self._fold.toggled.connect(self._turn)
        self._theme = theme
        self._build()
        self.choose(self._seed.value(), offer.known(profile), {})
        self._profile.currentIndexChanged.connect(lambda _: self._chosen())
        theme.changed.connect(self._draw)
        self._draw()

    @property
    def profile(self) -> ProfileInfo | None:
        """The profile that is taken; None before the gyms told of any."""
        return self._offer.profile(str(self._profile.currentData()))

    @property
    def details_wanted(self) -> bool:
        """Whether what the profile holds is to be shown."""
        return self._fold.isChecked()

    def task(self) -> TaskRequest:
        """The task as the fields say."""
        chosen = ((name, str(box.currentData())) for name, box in self._options.items())
        options = tuple(pair for pair in chosen if pair[1])
        return TaskRequest(self._workout.name, self._seed.value(), str(self._profile.currentData() or CLEAN), options)

    def choose(self, seed: int, profile: str, options: Mapping[str, str]) -> None:
        """Set the fields."""
        self._seed.setValue(seed)
        self._profile.setCurrentIndex(max(self._profile.findData(profile), 0))
        for name, box in self._options.items():
            box.setCurrentIndex(max(box.findData(options.get(name, "")), 0))
        self._say()

    def unfold(self) -> None:
        """Show what the profile holds."""
        self._fold.setChecked(True)

    def _profiles(self) -> QComboBox:
        box = QComboBox()
        box.setObjectName("task.profile")
        box.setAccessibleName("Profile")
        for profile in self._offer.profiles:
            box.addItem(profile_title(profile), profile.name)
            box.setItemData(box.count() - 1, profile_sentence(profile), 3)  # Qt.ItemDataRole.ToolTipRole
        return box

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        fields = (self._profile, self._seed, *self._options.values())
        tall = max(field.sizeHint().height() for field in fields)
        for field in fields:
            field.setFixedHeight(tall)  # a spin box wants more than a list beside it
        seed = QHBoxLayout()
        seed.setSpacing(2)
        seed.addWidget(self._seed, 1)
        dice = IconButton(self._theme, "chevrons-right", "Next seed: other people, other dates", tone="muted")
        dice.clicked.connect(lambda: self._seed.setValue(self._seed.value() % _MOST_SEEDS + 1))
        seed.addWidget(dice)
        grid.addWidget(muted("Profile"), 0, 0)
        grid.addWidget(self._profile, 1, 0)
        grid.addWidget(muted("Seed"), 0, 1)
        grid.addLayout(seed, 1, 1)
        for number, (name, box) in enumerate(self._options.items(), start=2):
            row, column = 3 * (number // _COLUMNS), number % _COLUMNS
            grid.addWidget(muted(spoken(name)), row, column)
            grid.addWidget(box, row + 1, column)
        for gap in range(2, grid.rowCount() - 1, 3):
            grid.setRowMinimumHeight(gap, _APART)
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)
        told = QHBoxLayout()
        told.setSpacing(8)
        told.addWidget(self._sentence, 1)
        told.addWidget(self._fold)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(grid)
        layout.addLayout(told)

    def _chosen(self) -> None:
        self._say()
        self.profile_chosen.emit(str(self._profile.currentData()))

    def _turn(self, wanted: bool) -> None:
        self._draw()
        self.unfolded.emit(wanted)

    def _say(self) -> None:
        profile = self.profile
        self._sentence.setText(profile_sentence(profile) if profile else "")
        self._fold.setVisible(bool(profile and profile.perturbations))

    def _draw(self) -> None:
        self._fold.setText("Hide the details" if self._fold.isChecked() else "What it does")
        self._fold.setIcon(self._theme.icon("chevron-up" if self._fold.isChecked() else "chevron-down", "muted"))


def _seed_field() -> QSpinBox:
    field = QSpinBox()
    field.setRange(1, _MOST_SEEDS)
    field.setMinimumWidth(84)
    field.lineEdit().setTextMargins(6, 0, 0, 0)  # a style sheet's padding does not reach it
    field.setAccessibleName("Seed")
    field.setObjectName("task.seed")
    return field


def _choices(name: str, values: tuple[str, ...]) -> QComboBox:
    box = QComboBox()
    box.setObjectName(f"task.{name}")
    box.setAccessibleName(spoken(name))
    box.addItem(BY_SEED, "")
    for value in values:
        box.addItem(value, value)
    return box


def spoken(name: str) -> str:
    """``date_widget`` as people say it: ``Date widget``."""
    return name.replace("_", " ").capitalize()
