"""Which gym, and what the workout is called."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from workbench.session.control import GymInfo
from workbench.ui.author.wizard.drafting import NAME, GymFacts, NewWorkout
from workbench.ui.author.wizard.step import Step, form, line
from workbench.ui.models.offer import Offer
from workbench.ui.resources import resource

_PICTURE = QSize(128, 80)


class GymStep(Step):
    """The first step."""

    def __init__(self, offer: Offer, specs: Path) -> None:
        super().__init__(
            "gym", "Which gym is it for?", "The workout takes place in one gym. Its name is that of its file."
        )
        self._offer = offer
        self._specs = specs
        self._gyms = _listed(offer.gyms)
        self._unpainted = list(range(self._gyms.count()))
        self._painter = QTimer(self, interval=0)
        self._painter.timeout.connect(self._paint_one)
        self._painter.start()
        self._gyms.currentItemChanged.connect(lambda item, _: self._take(str(item.data(Qt.ItemDataRole.UserRole))))
        self._name = line("name", "Name, in lower-case letters, digits and underscores", "change_phone")
        self._title = line("title", "Title, for people", "Change a phone number")
        self._trains = line("trains", "The skill that it isolates, in one sentence", "Optional: one sentence")
        fields: tuple[tuple[str, object, Callable[[NewWorkout, str], NewWorkout]], ...] = (
            ("&Name", self._name, lambda new, text: replace(new, name=text.strip())),
            ("&Title", self._title, lambda new, text: replace(new, title=text)),
            ("T&rains", self._trains, lambda new, text: replace(new, trains=text)),
        )
        rows = form()
        for label, field, change in fields:
            rows.addRow(label, field)  # type: ignore[call-overload]
            self._follow(field, change)
        self.content.addWidget(self._gyms, 1)
        self.content.addLayout(rows)

    def lacks(self, new: NewWorkout) -> str:
        """Everything that keeps the name from being one."""
        if not new.gym:
            return "Choose a gym."
        if not new.name:
            return "Give the workout a name."
        if not NAME.fullmatch(new.name):
            return "The name may have lower-case letters, digits and underscores, and begins with a letter."
        taken = {workout.name for gym in self._offer.gyms for workout in gym.workouts}
        if new.full_name in taken or new.path(self._specs).exists():
            return f"There is a {new.full_name} already: choose another name."
        return "" if new.title.strip() else "Give it a title."

    def _follow(self, field: object, change: Callable[[NewWorkout, str], NewWorkout]) -> None:
        field.textEdited.connect(lambda text: self.alter(lambda new: change(new, text)))  # type: ignore[attr-defined]

    def _paint_one(self) -> None:
        """One picture at a time, so that the window never stands still."""
        if not self._unpainted:
            self._painter.stop()
            return
        item = self._gyms.item(self._unpainted.pop(0))
        picture = QPixmap(str(resource("gyms", f"{item.data(Qt.ItemDataRole.UserRole)}.png")))
        if not picture.isNull():
            item.setIcon(_untinted(_fitted(picture)))

    def _take(self, gym: str) -> None:
        """Another gym has other tables: what was drawn from those of before is gone."""

        def change(new: NewWorkout) -> NewWorkout:
            if new.gym == gym:
                return new
            return replace(new, gym=gym, facts=GymFacts(), parameters=(), who="", start="/")

        self.alter(change)


def _listed(gyms: Sequence[GymInfo]) -> QListWidget:
    listed = QListWidget()
    listed.setObjectName("new.gyms")
    listed.setAccessibleName("Gyms")
    listed.setProperty("frame", "card")
    listed.setIconSize(_PICTURE)
    listed.setWordWrap(True)
    listed.setSpacing(2)
    listed.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
    plain = QPixmap(_PICTURE)
    plain.fill(Qt.GlobalColor.transparent)
    blank = QIcon(plain)
    for gym in gyms:
        item = QListWidgetItem(blank, f"{gym.title}\n{gym.summary}")
        item.setData(Qt.ItemDataRole.UserRole, gym.name)
        item.setToolTip(gym.name)
        listed.addItem(item)
    return listed


def _untinted(picture: QPixmap) -> QIcon:
    """Chosen, it looks the same: the row's ground tells enough."""
    icon = QIcon(picture)
    icon.addPixmap(picture, QIcon.Mode.Selected)
    return icon


def _fitted(picture: QPixmap) -> QPixmap:
    ways = Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    return picture.scaled(_PICTURE, *ways).copy(0, 0, _PICTURE.width(), _PICTURE.height())
