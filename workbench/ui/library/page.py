"""Library: the welcome page. What there is at the left, a closer look in the middle, what was done at the right."""

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from workbench.session.messages import TaskRequest
from workbench.ui.library.drafts import Drafts
from workbench.ui.library.gallery import Gallery
from workbench.ui.library.gym_page import GymPage
from workbench.ui.library.navigator import Navigator
from workbench.ui.library.reading import Shelf
from workbench.ui.library.rows import episode_look
from workbench.ui.library.workout_page import WorkoutPage
from workbench.ui.models.gym_rows import Place
from workbench.ui.models.offer import CLEAN, Offer
from workbench.ui.models.wording import count
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets.empty import EmptyState
from workbench.ui.widgets.panel import Panel
from workbench.ui.widgets.row_view import RowView

_WIDEST = 480
"""Pixels of the recent episodes: a line of a goal that is longer is not read more easily."""
FIRST = "clinic/book_visit"
"""The workout that the first button starts."""


class LibraryPage(QWidget):
    """Shows gyms and shelf; emits what the user wants."""

    started = Signal(object)
    """A TaskRequest."""
    opened = Signal(Path)
    """An episode to open in Replay."""
    kept = Signal(Path)
    discarded = Signal(Path)
    profile_chosen = Signal(str)
    """The person took another profile: worth remembering."""

    def __init__(self, theme: Theme, profile: str = CLEAN) -> None:
        """``profile`` is the one that was taken last."""
        super().__init__()
        self.setObjectName("library")
        self._theme = theme
        self._profile = profile
        self._unfolded = False
        self._shelf = Shelf()
        self.offer = Offer()
        self.navigator = Navigator(theme)
        self.navigator.chosen.connect(self._show_place)
        self.navigator.activated.connect(self._activate)
        self.gallery = Gallery(theme)
        self.gallery.chosen.connect(self.navigator.choose)
        self.gallery.first.connect(lambda: self.started.emit(self.task(FIRST)))
        self._looked_at: QWidget = self.gallery
        self._middle = QStackedWidget()
        self._middle.addWidget(self.gallery)
        self._drafts = Drafts(theme)
        self._drafts.kept.connect(self.kept)
        self._drafts.discarded.connect(self.discarded)
        self._drafts.opened.connect(self.opened)
        nothing = EmptyState(
            theme, "film", "Nothing recorded yet", "Start a workout: what you record shows here with its verdict."
        )
        self._episodes = RowView(theme, nothing, name="library.episodes", title="Recent episodes")
        self._episodes.activated.connect(self._open)
        self._recent = Panel("Recent episodes", self._episodes, of="")
        self._lay_out()

    @property
    def profile(self) -> str:
        """The profile that was taken last; the clean one where it is no more."""
        return self.offer.known(self._profile)

    @property
    def workout(self) -> WorkoutPage | None:
        """The page of the workout that is looked at."""
        return self._looked_at if isinstance(self._looked_at, WorkoutPage) else None

    def task(self, workout: str) -> TaskRequest:
        """A workout's first task, under the profile that was taken last."""
        return TaskRequest(workout, profile=self.profile)

    def show_offer(self, offer: Offer) -> None:
        """Show what there is to practise."""
        first = not self.offer.gyms
        self.offer = offer
        self.gallery.show_offer(offer, FIRST)
        self.navigator.show_offer(offer)
        self._show_place(self.navigator.place)
        if first and offer.gyms:
            self.gallery.begin.setFocus()

    def gyms_failed(self) -> None:
        """The gyms did not start; the notice says why."""
        if not self.offer.gyms:
            hint = "Use **Look again** in the menu once the trouble is mended."
            self.navigator.fail("The gyms are not running", hint)
            self.gallery.fail("The gyms are not running.")

    def look_at(self, workout: str) -> None:
        """Show a workout's page."""
        self.navigator.choose(Place(workout.partition("/")[0], workout))

    def show_shelf(self, shelf: Shelf) -> None:
        """Show what lies on disk."""
        self._shelf = shelf
        self.navigator.show_golds(shelf.golds)
        now = datetime.now(UTC)
        self._episodes.show_looks([episode_look(item, now) for item in shelf.episodes])
        more = f" of {shelf.total}" if shelf.total > len(shelf.episodes) else ""
        self._recent.header.set_of(f"{len(shelf.episodes)}{more} · judged anew" if shelf.total else "")
        self._drafts.show_drafts(shelf.drafts)
        self._unfinished.setVisible(bool(shelf.drafts))
        self._unfinished.setText(f"{count(len(shelf.drafts), 'recording')} cut off before the end")

    @property
    def chosen(self) -> Path | None:
        """The folder of the selected episode, where it can be opened."""
        row = self._episodes.current
        if row is None or row >= len(self._shelf.episodes):
            return None
        entry = self._shelf.episodes[row].entry
        return entry.folder if entry.header is not None else None

    def _open(self, _row: int) -> None:
        if self.chosen is not None:
            self.opened.emit(self.chosen)

    def _activate(self, place: Place) -> None:
        if place.workout and self.workout is not None:
            self.workout.start.click()

    def _show_place(self, place: Place) -> None:
        page = self._page(place)
        before, self._looked_at = self._looked_at, page
        if before is page:
            return
        self._middle.addWidget(page)
        self._middle.setCurrentWidget(page)
        if before is not self.gallery:
            self._middle.removeWidget(before)
            before.setParent(None)  # nobody finds its fields any more
            before.deleteLater()

    def _page(self, place: Place) -> QWidget:
        gym, workout = self.offer.gym(place.gym), self.offer.workout(place.workout)
        if gym is not None and workout is not None:
            gold = workout.name in self._shelf.golds
            page = WorkoutPage(self._theme, self.offer, workout, self.profile, gold=gold, unfolded=self._unfolded)
            page.started.connect(self.started)
            page.setup.profile_chosen.connect(self._choose_profile)
            page.setup.unfolded.connect(self._unfold)
            return page
        if gym is not None:
            about = GymPage(self._theme, self.offer, gym, self._shelf.golds)
            about.chosen.connect(self.navigator.choose)
            return about
        return self.gallery

    def _choose_profile(self, name: str) -> None:
        self._profile = name
        self.profile_chosen.emit(name)

    def _unfold(self, wanted: bool) -> None:
        self._unfolded = wanted

    def _lay_out(self) -> None:
        left = _side(self.navigator)
        left.setMinimumWidth(250)
        self._unfinished = QLabel()
        self._unfinished.setProperty("role", "title")
        self._unfinished.setContentsMargins(12, 12, 12, 2)
        self._unfinished.hide()
        right = _side(self._unfinished, self._drafts, self._recent)
        right.setMinimumWidth(280)
        right.setMaximumWidth(_WIDEST)
        whole = QSplitter(Qt.Orientation.Horizontal)
        whole.setObjectName("library.columns")
        whole.setHandleWidth(1)
        whole.setChildrenCollapsible(False)
        for widget in (left, self._middle, right):
            whole.addWidget(widget)
        whole.setStretchFactor(1, 1)
        whole.setStretchFactor(2, 1)  # goals are long: what a wide window has to spare is theirs too
        whole.setSizes([300, 640, 340])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(whole)


def _side(*widgets: QWidget) -> QWidget:
    side = QWidget()
    side.setProperty("surface", "panel")
    side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for number, widget in enumerate(widgets, start=1):
        column.addWidget(widget, int(number == len(widgets)))
    return side
