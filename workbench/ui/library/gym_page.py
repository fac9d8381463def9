"""One gym: its site's picture, what it trains, its workouts, and what stresses them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from workbench.session.control import GymInfo
from workbench.ui.models.gym_rows import gym_looks
from workbench.ui.models.offer import Offer
from workbench.ui.models.wording import count
from workbench.ui.resources import resource
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets.badge import Badge
from workbench.ui.widgets.empty import EmptyState
from workbench.ui.widgets.picture import Picture
from workbench.ui.widgets.rich import muted
from workbench.ui.widgets.row_view import RowView

_PICTURE = 300


class GymPage(QWidget):
    """Emits ``chosen`` with the Place of a workout that was clicked."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, offer: Offer, gym: GymInfo, golds: frozenset[str]) -> None:
        super().__init__()
        self.setObjectName(f"gym.{gym.name}")
        self._rows = gym_looks(offer, gym, golds)
        nothing = EmptyState(theme, "dumbbell", "This gym holds no workout")
        view = RowView(theme, nothing, name="gym.rows", title=f"What {gym.title} holds", lead=38)
        view.show_looks([look for look, _ in self._rows])
        view.list.clicked.connect(lambda index: self._follow(index.row()))
        view.activated.connect(self._follow)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(_head(theme, gym))
        layout.addWidget(view, 1)

    def _follow(self, row: int) -> None:
        place = self._rows[row][1]
        if place is not None:
            self.chosen.emit(place)


def _head(theme: Theme, gym: GymInfo) -> QHBoxLayout:
    picture = Picture(theme, resource("gyms", f"{gym.name}.png"), f"Picture of {gym.title}")
    picture.setFixedWidth(_PICTURE)
    title = QLabel(gym.title)
    title.setProperty("role", "headline")
    title.setWordWrap(True)
    twins = sum(workout.twins for workout in gym.workouts)
    marks = QHBoxLayout()
    marks.setSpacing(6)
    marks.addWidget(Badge(theme, gym.name))
    marks.addWidget(Badge(theme, count(len(gym.workouts), "workout")))
    if twins:
        marks.addWidget(Badge(theme, "twins", "accent"))
    marks.addStretch(1)
    words = QVBoxLayout()
    words.setSpacing(8)
    words.addWidget(title)
    words.addLayout(marks)
    words.addWidget(muted(gym.summary, wrap=True))
    words.addStretch(1)
    row = QHBoxLayout()
    row.setContentsMargins(28, 24, 28, 14)
    row.setSpacing(20)
    row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    return row
