"""The changes of the episode in view, coloured by the clause that takes each; red where none does."""

from PySide6.QtCore import Qt, QTimer, Signal

from workbench.authoring.from_change import CellOffer, ChangeOffer
from workbench.authoring.meanings import Meaning
from workbench.ui.author.evidence.clause_card import ClauseCard
from workbench.ui.author.evidence.rows import change_looks
from workbench.ui.author.evidence.viewing import View
from workbench.ui.models.wording import count
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets import EmptyState, Panel, RowView
from workbench.ui.widgets.splitting import splitter

_LOWEST = 92
"""Pixels: two changes."""


class ChangesPanel(Panel):
    """A list, and below it the card of the change that is selected."""

    wanted = Signal(str, object, object)
    """What the spec is to say, of which ChangeOffer, with which picked Meanings by side and column."""
    meant = Signal(str, object, object)
    """The clause of that id is to give a CellOffer another Meaning."""
    dropped = Signal(str)
    """The clause of that id is to go."""
    went = Signal(int)
    """The change of that sequence number is pointed at."""

    def __init__(self, theme: Theme) -> None:
        empty = EmptyState(theme, "database", "Nothing changed", "This episode left the database as it was.")
        self.list = RowView(theme, empty, name="author.changes", title="Backend changes of this episode")
        self.list.setMinimumHeight(_LOWEST)  # the empty state would want more, and the window has 800 lines
        self.card = ClauseCard(theme)
        split = splitter(Qt.Orientation.Vertical, "author.changes.split", self.list, self.card)
        split.setSizes([150, 230])
        super().__init__("Backend changes", split, name="author.changesPanel")
        self._view: View | None = None
        self._seq: int | None = None
        self.list.chosen.connect(self._choose)
        self.card.wanted.connect(self._want)
        self.card.meant.connect(self._mean)

    @property
    def table(self) -> str:
        """The table of the change that is selected; empty for none."""
        return self.card.offer.change.table if self.card.offer is not None else ""

    def show_view(self, view: View | None) -> None:
        """Show an episode's changes; the one that was selected stays so."""
        self._view = view
        self.list.show_looks(change_looks(view) if view else ())
        offers = view.offers if view else ()
        if self._seq not in {one.change.seq for one in offers}:
            self._seq = None
            self.list.list.clearSelection()
        free = sum(1 for one in offers if not self._clause(one))
        told = (
            "every one is charged to a clause" if offers and not free else f"{free} of {len(offers)} taken by no clause"
        )
        judged = told if view and view.readable else count(len(offers), "change")
        self.header.set_of(judged if offers else "")
        self._show_card()

    def choose(self, seq: int) -> None:
        """Select a change."""
        offers = self._view.offers if self._view else ()
        row = next((number for number, one in enumerate(offers) if one.change.seq == seq), None)
        if row is not None:
            self.list.choose(row)
            self.list.reveal(row)

    def _choose(self, row: int) -> None:
        if self._view is not None and row < len(self._view.offers):
            self._seq = self._view.offers[row].change.seq
            self._show_card()
            QTimer.singleShot(0, self, self._keep_in_sight)
            self.went.emit(self._seq)

    def _keep_in_sight(self) -> None:
        """The card takes room of the list once it is laid out."""
        self.list.list.scrollTo(self.list.list.currentIndex())

    def _show_card(self) -> None:
        offers = self._view.offers if self._view else ()
        offered = next((one for one in offers if one.change.seq == self._seq), None)
        clause = self._clause(offered) if offered is not None else ""
        said = self._view.said if self._view else {}
        self.card.show_offer(offered, clause, said.get(clause, {}))

    def _clause(self, offered: ChangeOffer) -> str:
        assert self._view is not None
        return (self._view.replay.verdict.charges.get(offered.change.seq) or "") if self._view.readable else ""

    def _want(self, what: str) -> None:
        if what == "drop":
            self.dropped.emit(self.card.clause)
        elif self.card.offer is not None:
            self.wanted.emit(what, self.card.offer, dict(self.card.picked))

    def _mean(self, cell: CellOffer, meaning: Meaning) -> None:
        self.meant.emit(self.card.clause, cell, meaning)
