"""If you save this: the stored runs whose verdict flips, and why."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from workbench.authoring.rejudging_answers import Consequences
from workbench.ui.author.flip_rows import Row, counts, flip_rows, nothing, sentence
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets import Badge, EmptyState, Panel, RichLabel, RowView, rule

_BADGES = 4
_BATCH = 24
"""Rows that are laid out before the window has its turn again; all of them at once would take it 50 ms and more."""


class FlipsPanel(Panel):
    """Shows Consequences, or how far the reading of the stored runs is. Emits the episode that the user wants."""

    went = Signal(Path)
    """The user wants to see this episode."""

    def __init__(self, theme: Theme) -> None:
        self._empty = EmptyState(theme, "scale", "", "", name="author.flips.empty")
        self._view = RowView(theme, self._empty, name="author.flips", title="Verdicts that flip")
        self._numbers = _Numbers(theme)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._numbers)
        column.addWidget(rule())
        column.addWidget(self._view, 1)
        super().__init__("If you save this", body, name="author.flipsPanel")
        self._badge = Badge(theme)
        self._badge.setObjectName("author.flips.badge")
        self.header.add_right(self._badge)
        self._rows: tuple[Row, ...] = ()
        self._wanted: tuple[Row, ...] = ()
        self._settled = 0
        self._growing = QTimer(self, singleShot=True, interval=0)
        self._growing.timeout.connect(self._grow)
        self._found: Consequences | None = None
        self._shown: Path | None = None
        self._view.list.clicked.connect(lambda index: self._go(index.row()))
        self._view.activated.connect(self._go)
        self.clear()

    def clear(self) -> None:
        """No text was judged by yet."""
        self._found = None
        self._numbers.rest()
        self._badge.show_as("")
        self.header.set_of("")
        self._show_rows(())
        self._empty.say("Nothing judged yet", "Open a spec: its stored runs are judged as you edit it.", "scale")

    def show_loading(self, done: int, total: int) -> None:
        """The stored runs are being read."""
        self._numbers.show_loading(done, total)
        self.header.set_of(_of(total))
        if self._found is None or not self._rows:
            self._empty.say("Reading the stored runs…", "Once; after that every edit is judged at once.", "hourglass")

    def show_consequences(self, found: Consequences) -> None:
        """What the text does to them. An answer in which nothing was judged yet leaves the panel as it is."""
        if not found.judged and not found.complete:
            return
        self._found = found
        self._numbers.show_consequences(found)
        self.header.set_of(_of(found.total))
        against = f"{found.contradictions:,} unexpected" if found.contradictions else ""
        self._badge.show_as(against, "broken")
        self._badge.setToolTip("Runs that would no longer get the verdict that they were kept with." if against else "")
        icon, title, hint = nothing(found)
        self._empty.say(title, hint, icon)
        self._show_rows(flip_rows(found, self._shown))

    def show_shown(self, folder: Path | None) -> None:
        """Mark the episode that is in view."""
        self._shown = folder
        if self._found is not None:
            self._show_rows(flip_rows(self._found, folder))

    def _show_rows(self, rows: tuple[Row, ...]) -> None:
        known = {look: look for look, _ in self._rows}  # the same object is found sooner by whoever lays it out
        self._wanted, self._settled = tuple((known.get(look, look), folder) for look, folder in rows), 0
        self._grow()

    def _grow(self) -> None:
        """The next few rows take the place of what stood there, so that nothing jumps under the user's eyes."""
        self._settled += _BATCH
        settled = self._settled >= len(self._wanted)
        self._rows = self._wanted if settled else (*self._wanted[: self._settled], *self._rows[self._settled :])
        self._view.show_looks([look for look, _ in self._rows])
        if settled:
            self._growing.stop()
        else:
            self._growing.start()

    def _go(self, row: int) -> None:
        folder = self._rows[row][1]
        if folder is not None and folder != self._shown:
            self.went.emit(folder)


class _Numbers(QWidget):
    """How many flip, and how the runs stand."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._bar = QProgressBar()
        self._bar.setObjectName("author.flips.progress")
        self._bar.setAccessibleName("Progress of reading the stored runs")
        self._bar.setTextVisible(False)
        self._sentence = RichLabel()
        self._sentence.setObjectName("author.flips.sentence")
        self._badges = [Badge(theme) for _ in range(_BADGES)]
        line = QHBoxLayout()
        line.setSpacing(6)
        for number, badge in enumerate(self._badges):
            badge.setObjectName(f"author.flips.count.{number}")
            line.addWidget(badge)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(6)
        column.addWidget(self._sentence)
        column.addWidget(self._bar)
        column.addLayout(line)
        self.rest()

    def rest(self) -> None:
        """Nothing to say."""
        self.setVisible(False)

    def show_loading(self, done: int, total: int) -> None:
        """How far the reading is."""
        self.setVisible(True)
        self._bar.setVisible(True)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._sentence.set_text(f"Reading **{done:,}** of {total:,} stored runs")
        for badge in self._badges:
            badge.show_as("")

    def show_consequences(self, found: Consequences) -> None:
        """The counts."""
        told = sentence(found)
        self.setVisible(bool(told))
        self._bar.setVisible(False)
        self._sentence.set_text(told)
        self._sentence.setToolTip(f"Judged in {found.seconds:.2f} s.")
        shown = (*counts(found), *[("", "plain")] * _BADGES)
        for badge, (text, tone) in zip(self._badges, shown, strict=False):
            badge.show_as(text, tone)


def _of(total: int) -> str:
    return f"of {total:,} stored run{'' if total == 1 else 's'}" if total else ""
