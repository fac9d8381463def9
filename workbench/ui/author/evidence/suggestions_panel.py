"""A spec that the demonstrations suggest, accepted line by line."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from workbench.authoring.proposals import Proposal
from workbench.ui.author.evidence.rows import proposal_looks
from workbench.ui.author.evidence.viewing import View, stands
from workbench.ui.models.wording import count
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets import EmptyState, Panel, RowView, word_button


class SuggestionsPanel(Panel):
    """Proposals with their reasons. Double-click or Enter takes one over, a button all of the rest."""

    asked = Signal()
    """The user wants suggestions."""
    accepted = Signal(object)
    """A tuple of Proposals, in order."""

    def __init__(self, theme: Theme) -> None:
        empty = EmptyState(
            theme,
            "lightbulb",
            "No suggestions yet",
            "What all demonstrations did, said as generally as all of them allow.",
            name="author.suggestions.empty",
        )
        self.ask = QPushButton("Suggest a spec")
        self.ask.setObjectName("author.suggest")
        self.ask.setProperty("kind", "primary")
        self.ask.setAccessibleName("Suggest a spec from the demonstrations")
        self.ask.setToolTip("Propose clauses from this episode and the golds of the workout")
        empty.add(self.ask)
        self.list = RowView(theme, empty, name="author.suggestions", title="Suggested clauses")
        self.one = word_button("author.suggestions.accept", "Accept", "Take the selected line over")
        self.all = word_button("author.suggestions.all", "Accept all", "Take every line over that the spec lacks")
        body = QWidget()
        row = QHBoxLayout()
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        for button in (self.one, self.all):
            row.addWidget(button)
        row.addStretch(1)
        self._bar = QWidget()
        self._bar.setLayout(row)
        self._bar.setProperty("bar", "bottom")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addWidget(self._bar)
        super().__init__("Suggestions", body, name="author.suggestionsPanel")
        self.ask.clicked.connect(self.asked)
        self._proposals: tuple[Proposal, ...] = ()
        self._taken: set[int] = set()
        self._view: View | None = None
        self.one.clicked.connect(lambda: self._accept(self.list.current))
        self.all.clicked.connect(self._accept_all)
        self.list.activated.connect(self._accept)
        self.list.chosen.connect(lambda _row: self._draw())
        self._draw()

    def show_proposals(self, proposals: Sequence[Proposal], of: str) -> None:
        """Show these; ``of`` says what they were made from."""
        self._proposals = tuple(proposals)
        self.header.set_of(of)
        self.show_view(self._view)

    def show_view(self, view: View | None) -> None:
        """Tick what the text has by now; what was taken out of it again can be accepted anew."""
        self._view = view
        known = enumerate(self._proposals) if view is not None else ()
        self._taken = {number for number, one in known if view is not None and stands(view, one)}
        self._draw()

    def clear(self) -> None:
        """Another episode or spec is coming."""
        self.show_proposals((), "")

    def _accept(self, row: int | None) -> None:
        if row is not None and row < len(self._proposals) and row not in self._taken:
            self._taken.add(row)
            self.accepted.emit((self._proposals[row],))
            self._draw()

    def _accept_all(self) -> None:
        rest = [number for number in range(len(self._proposals)) if number not in self._taken]
        self._taken.update(rest)
        if rest:
            self.accepted.emit(tuple(self._proposals[number] for number in rest))
        self._draw()

    def _draw(self) -> None:
        self.list.show_looks(proposal_looks(self._proposals, self._taken))
        left = len(self._proposals) - len(self._taken)
        self._bar.setVisible(bool(self._proposals))
        self.all.setText(f"Accept all ({count(left, 'line')})" if left else "Accept all")
        self.all.setEnabled(left > 0)
        row = self.list.current
        self.one.setEnabled(row is not None and row < len(self._proposals) and row not in self._taken)
