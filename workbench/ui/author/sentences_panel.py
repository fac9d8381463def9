"""What the spec says, clause by clause, in plain English; a selected clause can be given a reason, or removed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.authoring.examining import ClauseLine, Examination
from workbench.ui.author.clause_strip import ClauseStrip
from workbench.ui.author.rows import clause_looks
from workbench.ui.models.wording import count
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets import EmptyState, Panel, RowView, Segmented

_WRITTEN, _EXAMPLE = "written", "example"


class SentencesPanel(Panel):
    """Shows the clauses with parameters by name, or with the values of one gold. A click leads to the clause."""

    went = Signal(int, int)
    """The user wants to see this line and column."""
    shown = Signal(int, int)
    """The user asks for the YAML of this line and column."""
    reasoned = Signal(str, str)
    """The clause of that id is to have that reason."""
    removed = Signal(str)
    """The clause of that id is to go."""
    pointed = Signal(str)
    """The clause of that id is selected."""

    def __init__(self, theme: Theme) -> None:
        empty = EmptyState(theme, "scale", "No sentences yet", "They appear as soon as the text is a spec.")
        self._view = RowView(theme, empty, name="author.sentences", title="The spec in sentences")
        self.strip = ClauseStrip(theme)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._view, 1)
        column.addWidget(self.strip)
        super().__init__("Sentences", body, name="author.sentencesPanel")
        self._switch = Segmented([(_WRITTEN, "$names"), (_EXAMPLE, "Example")], name="author.sentences.as")
        self._switch.chosen.connect(lambda _: self._draw())
        self.header.add_right(self._switch)
        self._clauses: tuple[ClauseLine, ...] = ()
        self._places: tuple[tuple[int, int], ...] = ()
        self._chosen = ""
        self._example, self._line, self._old = "", 0, False
        self.strip.reasoned.connect(self.reasoned)
        self.strip.removed.connect(self.removed)
        self.strip.went.connect(self.shown)
        delete = QShortcut(QKeySequence("Del"), self._view.list)
        delete.activated.connect(self.strip.remove.click)
        self._view.list.clicked.connect(lambda index: self._go(index.row()))
        self._view.activated.connect(self._go)
        self._allow()

    @property
    def clauses(self) -> Sequence[ClauseLine]:
        """The clauses that are shown."""
        return self._clauses

    def clear(self) -> None:
        """Another file is coming."""
        self._clauses, self._example, self._old, self._chosen = (), "", False, ""
        self._draw()

    def show_examination(self, examination: Examination) -> None:
        """Show its clauses; while a text can't be read, those of the last one that could stay."""
        self._old = not examination.readable
        if examination.readable:
            self._clauses, self._example = examination.clauses, examination.example
        self._draw()

    def stand_at(self, line: int) -> None:
        """The cursor is in this line."""
        if line != self._line:
            self._line = line
            self._draw()

    def _draw(self) -> None:
        self._allow()
        as_example = self._switch.key == _EXAMPLE and bool(self._example)
        rows = clause_looks(self._clauses, example=as_example, here=self._line)
        self._places = tuple((line, column) for _, line, column in rows)
        self._view.show_looks([look for look, _, _ in rows])
        chosen = next((clause for clause in self._clauses if clause.id == self._chosen), None)
        self.strip.show_clause(chosen, chosen.because if chosen else "")
        of = self._example if as_example else count(len(self._clauses), "clause") if self._clauses else ""
        self.header.set_of("as last readable" if self._old and self._clauses else of)

    def _allow(self) -> None:
        has = bool(self._example)
        self._switch.allow(
            _EXAMPLE, has, self._example if has else "There is no gold of this workout to take one from."
        )
        self._switch.setVisible(bool(self._clauses))

    def _go(self, row: int) -> None:
        line, column = self._places[row]
        if not line:
            return
        clause = next((one for one in self._clauses if (one.line, one.column) == (line, column)), None)
        self._chosen = clause.id if clause is not None else ""
        self._draw()
        self.went.emit(line, column)
        if self._chosen:
            self.pointed.emit(self._chosen)
