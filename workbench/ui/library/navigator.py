"""The list of gyms and workouts, searched and filtered."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from workbench.ui.models.gym_rows import Filter, Place, PlaceRow, place_rows
from workbench.ui.models.offer import Offer
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets.empty import EmptyState
from workbench.ui.widgets.row_view import RowView


class Navigator(QWidget):
    """Shows what there is to look at. Changes with ``show_offer``, ``show_golds``, ``choose`` and by the person."""

    chosen = Signal(object)
    """A Place."""
    activated = Signal(object)
    """A Place was double-clicked, or Enter pressed on it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("library.navigator")
        self._offer = Offer()
        self._golds: frozenset[str] = frozenset()
        self._rows: tuple[PlaceRow, ...] = ()
        self._place = Place()
        self._search = QLineEdit()
        self._search.setObjectName("library.search")
        self._search.setAccessibleName("Search workouts")
        self._search.setPlaceholderText("Search workouts, skills, P15 …")
        self._search.setClearButtonEnabled(True)
        self._search.addAction(theme.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._gym = QComboBox()
        self._gym.setObjectName("library.gym")
        self._gym.setAccessibleName("Only this gym")
        self._twins = _switch("twins", "Twins", "Only workouts where one fact decides between doing and deferring")
        self._gold = _switch("gold", "Gold", "Only workouts with a recording of how it is done")
        self._nothing = EmptyState(theme, "loader", "Starting the gyms…", "This takes a few seconds.")
        self._view = RowView(theme, self._nothing, name="library.places", title="Gyms and workouts")
        self._view.chosen.connect(self._choose_row)
        self._view.activated.connect(lambda row: self.activated.emit(self._rows[row].place))
        self._search.textChanged.connect(lambda _: self._filter())
        self._search.returnPressed.connect(self._enter)
        self._gym.currentIndexChanged.connect(lambda _: self._filter())
        for switch in (self._twins, self._gold):
            switch.toggled.connect(lambda _: self._filter())
        self._lay_out()

    @property
    def place(self) -> Place:
        """What is looked at."""
        return self._place

    @property
    def found(self) -> tuple[Place, ...]:
        """What the list shows, from top to bottom."""
        return tuple(row.place for row in self._rows)

    def show_offer(self, offer: Offer) -> None:
        """List these."""
        self._offer = offer
        wanted = self._gym.currentData()
        self._gym.blockSignals(True)
        self._gym.clear()
        self._gym.addItem("All gyms", "")
        for gym in offer.gyms:
            self._gym.addItem(gym.title, gym.name)
        self._gym.setCurrentIndex(max(self._gym.findData(wanted), 0))
        self._gym.blockSignals(False)
        self._nothing.say("No workout fits", "Search for other words, or let more through.", "search")
        self._filter()

    def show_golds(self, golds: frozenset[str]) -> None:
        """Mark these workouts."""
        if golds != self._golds:
            self._golds = golds
            self._filter()

    def fail(self, title: str, hint: str) -> None:
        """There is nothing to list."""
        if not self._rows:
            self._nothing.say(title, hint)

    def choose(self, place: Place) -> None:
        """Look at something; what hides it is let go of."""
        if place not in self.found:
            self._search.clear()
            self._gym.setCurrentIndex(0)
            self._twins.setChecked(False)
            self._gold.setChecked(False)
        if place in self.found:
            self._view.choose(self.found.index(place))
            self._view.reveal(self.found.index(place))

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self._search.setFocus()
        self._search.selectAll()

    def _filter(self) -> None:
        wanted = Filter(
            self._search.text(), str(self._gym.currentData() or ""), self._twins.isChecked(), self._gold.isChecked()
        )
        self._rows = place_rows(self._offer, wanted, self._golds)
        self._view.chosen.disconnect(self._choose_row)  # rows move below the selection: nobody chose anything
        self._view.show_looks([row.look for row in self._rows])
        if self._place in self.found:
            self._view.choose(self.found.index(self._place))
        else:
            self._view.list.clearSelection()
            self._view.list.selectionModel().clearCurrentIndex()
        self._view.chosen.connect(self._choose_row)

    def _choose_row(self, row: int) -> None:
        if row < len(self._rows) and self._rows[row].place != self._place:
            self._place = self._rows[row].place
            self.chosen.emit(self._place)

    def _enter(self) -> None:
        """Enter in the search field goes to the first workout that was found."""
        first = next((number for number, place in enumerate(self.found) if place.workout), None)
        if first is not None:
            self._view.choose(first)
            self._view.list.setFocus()

    def _lay_out(self) -> None:
        switches = QHBoxLayout()
        switches.setSpacing(6)
        switches.addWidget(self._gym, 1)
        switches.addWidget(self._twins)
        switches.addWidget(self._gold)
        top = QVBoxLayout()
        top.setContentsMargins(12, 12, 12, 8)
        top.setSpacing(8)
        top.addWidget(self._search)
        top.addLayout(switches)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self._view, 1)


def _switch(name: str, title: str, hint: str) -> QPushButton:
    button = QPushButton(title)
    button.setObjectName(f"library.{name}")
    button.setProperty("kind", "switch")
    button.setCheckable(True)
    button.setToolTip(hint)
    return button
