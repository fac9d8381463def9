"""Library: the welcome page. What to do at the left, what was done at the right."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from workbench.session.control import GymInfo
from workbench.ui.library.drafts import Drafts
from workbench.ui.library.guide import how_it_works
from workbench.ui.library.reading import Shelf
from workbench.ui.library.rows import episode_look
from workbench.ui.library.workout_card import WorkoutCard
from workbench.ui.models.wording import count
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets.empty import EmptyState
from workbench.ui.widgets.panel import Panel
from workbench.ui.widgets.rich import muted
from workbench.ui.widgets.row_view import RowView

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

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("library")
        self._theme = theme
        self._shelf = Shelf()
        self.cards: dict[str, WorkoutCard] = {}
        """By workout, once the gyms are known."""
        self._waiting = EmptyState(theme, "loader", "Starting the gyms…", "This takes a second or two.")
        self._waiting.setProperty("surface", "")
        self._list = QVBoxLayout()
        self._list.setSpacing(14)
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
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._left(), 3)
        layout.addWidget(self._right(), 2)

    def show_gyms(self, gyms: Sequence[GymInfo]) -> None:
        """Show what there is to practise, the easiest way in first."""
        for card in self.cards.values():
            card.deleteLater()
        self.cards.clear()
        self._waiting.hide()
        pairs = [(gym, workout) for gym in gyms for workout in gym.workouts]
        pairs.sort(key=lambda pair: pair[1].name != FIRST)
        for number, (gym, workout) in enumerate(pairs):
            card = WorkoutCard(self._theme, gym, workout, first=number == 0)
            card.started.connect(self.started)
            self.cards[workout.name] = card
            self._list.addWidget(card)
        if pairs:
            self.cards[pairs[0][1].name].start.setFocus()

    def gyms_failed(self) -> None:
        """The gyms did not start; the notice says why."""
        if not self.cards:
            self._waiting.say("The gyms are not running", "Use **Look again** in the menu once the trouble is mended.")

    def show_shelf(self, shelf: Shelf) -> None:
        """Show what lies on disk."""
        self._shelf = shelf
        now = datetime.now(UTC)
        self._episodes.show_looks([episode_look(item, now) for item in shelf.episodes])
        more = f" of {shelf.total}" if shelf.total > len(shelf.episodes) else ""
        self._recent.header.set_of(
            f"{len(shelf.episodes)}{more} · judged anew from their records" if shelf.total else ""
        )
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

    def _left(self) -> QWidget:
        title = QLabel("Do a task, record it, have it judged")
        title.setProperty("role", "headline")
        title.setStyleSheet("font-size: 26px;")
        about = muted(
            "A gym is a real web application with a real database. Do its task in the live browser, press Finish, and "
            "see whether exactly what was asked for happened in the database, and nothing else.",
            wrap=True,
        )
        inside = QWidget()
        inside.setMaximumWidth(820)
        column = QVBoxLayout(inside)
        column.setContentsMargins(36, 34, 36, 30)
        column.setSpacing(10)
        column.addWidget(title)
        column.addWidget(about)
        column.addSpacing(12)
        column.addWidget(self._waiting)
        column.addLayout(self._list)
        column.addSpacing(18)
        column.addLayout(how_it_works(self._theme))
        column.addStretch(1)
        sheet = QWidget()
        centred = QHBoxLayout(sheet)
        centred.setContentsMargins(0, 0, 0, 0)
        centred.addStretch(1)
        centred.addWidget(inside, 100)
        centred.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(sheet)
        return scroll

    def _right(self) -> QWidget:
        side = QWidget()
        side.setProperty("surface", "panel")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setMinimumWidth(380)
        side.setMaximumWidth(620)
        side.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._unfinished = QLabel()
        self._unfinished.setProperty("role", "title")
        self._unfinished.setContentsMargins(12, 12, 12, 2)
        self._unfinished.hide()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._unfinished)
        column.addWidget(self._drafts)
        column.addWidget(self._recent, 1)
        return side
