"""The audit: run it, watch it, read what survived, sign for it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from workbench.authoring.tallying import AuditSummary, Tally
from workbench.ui.author.rows import Figure, figures, rate_sentence, running_figures, survivor_looks
from workbench.ui.author.survivor_card import SurvivorCard
from workbench.ui.models.wording import count
from workbench.ui.shell.actions import ActionTable
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets import Badge, EmptyState, Panel, RichLabel, RowView, push_button, rule
from workbench.verifier.audit import Kind, Survivor


class AuditPanel(Panel):
    """Shows nothing, a Tally while an audit runs, or its AuditSummary."""

    went = Signal(int, int)
    """The user wants to see this line and column."""
    signed = Signal(object)
    """The user signs for this Survivor."""

    def __init__(self, theme: Theme, table: ActionTable) -> None:
        self._theme = theme
        self._run = push_button(
            theme, table.qaction("author.audit"), kind="primary", tone="on_accent", icon="shield-check"
        )
        self._cancel = push_button(theme, table.qaction("author.cancel_audit"))
        self._empty = EmptyState(
            theme,
            "shield-question",
            "Not audited yet",
            "Hundreds of wrong runs are made out of the golds; each must be refused.",
            name="author.audit.empty",
        )
        self._numbers = _Numbers(theme)
        nothing = EmptyState(theme, "shield-check", "Nothing survived", "Every wrong run is refused.")
        self._nothing = nothing
        self._list = RowView(theme, nothing, name="author.survivors", title="What survived")
        self.card = SurvivorCard(theme)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._results())
        super().__init__("Audit", self._pages, name="author.auditPanel")
        self._badge = Badge(theme)
        self._badge.setObjectName("author.audit.badge")
        self.header.add_left(self._badge)
        self.header.add_right(self._run)
        self.header.add_right(self._cancel)
        self._survivors: tuple[Survivor, ...] = ()
        self._list.chosen.connect(self._choose)
        self._list.activated.connect(lambda _row: self.card.go.click())
        self.card.went.connect(self.went)
        self.card.signed.connect(self.signed)
        self.clear()

    def clear(self) -> None:
        """There is no audit of this file."""
        self._show_survivors(())
        self._show_running(False)
        self._badge.show_as("")
        self.header.set_of("")
        self._pages.setCurrentIndex(0)

    def show_tally(self, tally: Tally) -> None:
        """The audit has come so far."""
        self._pages.setCurrentIndex(1)
        self._show_running(True)
        self._show_survivors(())
        self._nothing.say("Making wrong runs and judging them…", "What survives is listed at the end.")
        self._numbers.show_tally(tally)
        self._badge.show_as("")
        self.header.set_of(
            f"{tally.done:,} of at most {tally.planned:,} runs" if tally.planned else "reading the golds…"
        )

    def show_summary(self, summary: AuditSummary, *, stale: bool, before: AuditSummary | None = None) -> None:
        """The audit's outcome; ``stale`` when the text was edited since, ``before`` what came of an earlier text."""
        self._pages.setCurrentIndex(1)
        self._show_running(False)
        self._numbers.show_summary(summary, before)
        self._badge.show_as(*(("passes", "met") if summary.passed else ("weak", "disturbed")))
        total = sum(summary.counts.values())
        self.header.set_of("edited since" if stale else f"{count(total, 'run')}")
        if summary.counts.get(Kind.MUTANT):
            self._nothing.say("Nothing survived", "Every wrong run is refused, every harmless one accepted.")
        else:
            self._nothing.say("There is nothing to test with", "Record a run, finish it, and keep it as **gold**.")
        self._show_survivors((*summary.failures, *summary.survivors))

    def stop(self) -> None:
        """The audit ended without an outcome."""
        if self._cancel.isVisibleTo(self):
            self.clear()

    def choose(self, row: int) -> None:
        """Select one that survived."""
        self._list.choose(row)

    def _results(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._numbers)
        column.addWidget(rule())
        column.addWidget(self._list, 1)
        column.addWidget(self.card)
        return holder

    def _show_running(self, running: bool) -> None:
        self._run.setVisible(not running)
        self._cancel.setVisible(running)
        self._numbers.show_running(running)

    def _show_survivors(self, survivors: tuple[Survivor, ...]) -> None:
        if survivors != self._survivors:
            self._list.list.clearSelection()
            self._list.list.setCurrentIndex(self._list.model.index(-1))
            self.card.show_survivor(None)
        self._survivors = survivors
        self._list.show_looks(survivor_looks(survivors))

    def _choose(self, row: int) -> None:
        self.card.show_survivor(self._survivors[row])


class _Numbers(QWidget):
    """Progress, the kill rate in a sentence, and the four counts."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.bar = QProgressBar()
        self.bar.setObjectName("author.audit.progress")
        self.bar.setAccessibleName("Progress of the audit")
        self.bar.setTextVisible(False)
        self._rate = RichLabel()
        self._rate.setObjectName("author.audit.rate")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)
        self._rows = [self._row(theme, number) for number in range(4)]
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(6)
        column.addWidget(self.bar)
        column.addWidget(self._rate)
        column.addLayout(self._grid)

    def show_running(self, running: bool) -> None:
        """Show the bar while an audit runs, the sentence when it is done."""
        self.bar.setVisible(running)
        self._rate.setVisible(not running)

    def show_tally(self, tally: Tally) -> None:
        """How far it has come."""
        self.bar.setRange(0, tally.planned)
        self.bar.setValue(tally.done)
        self._show(running_figures(tally))

    def show_summary(self, summary: AuditSummary, before: AuditSummary | None) -> None:
        """What came out, and how the rate has moved."""
        self._rate.set_text(rate_sentence(summary, before))
        self._show(figures(summary.counts, summary.right, summary.signed))

    def _show(self, shown: tuple[Figure, ...]) -> None:
        for (title, badge), one in zip(self._rows, shown, strict=True):
            title.setText(one.title)
            badge.show_as(one.value, one.tone)

    def _row(self, theme: Theme, number: int) -> tuple[QLabel, Badge]:
        title, badge = QLabel(), Badge(theme, "–")
        row, column = number % 2, number // 2 * 2
        self._grid.addWidget(title, row, column)
        self._grid.addWidget(badge, row, column + 1)
        return title, badge
