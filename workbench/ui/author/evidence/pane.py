"""The evidence: one episode's page on top, and below it what happened, what was asked, and what did not happen."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from workbench.archive.reader import read_blob
from workbench.authoring.displaying import Origin
from workbench.authoring.from_page import page_proposal
from workbench.authoring.proposals import Proposal
from workbench.domain.picking import Picked
from workbench.replay.loading import Opened
from workbench.replay.position import Focus, Phase, Position
from workbench.ui.author.element_card import ElementCard
from workbench.ui.author.evidence.changes_panel import ChangesPanel
from workbench.ui.author.evidence.reader import EvidenceReader
from workbench.ui.author.evidence.requests_panel import RequestsPanel
from workbench.ui.author.evidence.suggestions_panel import SuggestionsPanel
from workbench.ui.author.evidence.untouched_panel import UntouchedPanel
from workbench.ui.author.evidence.viewing import Stored, View
from workbench.ui.replay.background import Background
from workbench.ui.replay.dom_reading import DomReader
from workbench.ui.replay.page_panel import PagePanel
from workbench.ui.replay.pictures import Pictures
from workbench.ui.replay.playhead import Playhead
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets import EmptyState, IconButton, PanelHeader, muted
from workbench.ui.widgets.splitting import splitter

_LIVE = "● Live: being recorded now"
_PACE = 600
"""Milliseconds between two looks at a recording that grows."""
_TABS = ("Changes", "Requests", "Untouched", "Suggest", "Element")
CHANGES, REQUESTS, UNTOUCHED, SUGGEST, ELEMENT = range(5)


class EvidencePane(QWidget):
    """Shows an episode of the workout whose spec is written. ``shutdown`` before it is deleted."""

    viewed = Signal(object)
    """The episode in view was judged by the text: a View."""
    page_wanted = Signal(bool)
    """The live page is to be shown in ``stage``, or no longer."""
    accepted = Signal(object)
    """A tuple of Proposals that the user makes of a picked element."""
    trouble = Signal(str, str)

    def __init__(self, theme: Theme, specs: Path, recordings: Path) -> None:
        super().__init__()
        self.setObjectName("author.evidence")
        self.view: View | None = None
        self._workout = ""
        self._stored: tuple[Stored, ...] = ()
        self._recording: tuple[str, Path] | None = None
        self._then: tuple[Path, Callable[[], None]] | None = None
        self._grown = QTimer(self, singleShot=True, interval=_PACE)
        self._grown.timeout.connect(self._look_again)
        self.reader = EvidenceReader(specs, recordings, self)
        self._dom = Background("author-dom", self)
        self.pictures = Pictures(self)
        self.playhead = Playhead(self)
        self.page = PagePanel(theme, self.playhead, self.pictures, self._dom)
        self.changes = ChangesPanel(theme)
        self.requests = RequestsPanel(theme)
        self.untouched = UntouchedPanel(theme)
        self.suggestions = SuggestionsPanel(theme)
        self.element = ElementCard(theme)
        self._build(theme)
        self._connect()

    @property
    def shows_live(self) -> bool:
        """Whether the recording in progress is in view."""
        return self._live is not None and self.folder == self._live

    @property
    def folder(self) -> Path | None:
        """The episode in view."""
        return self.view.opened.folder if self.view is not None else None

    def show_workout(self, workout: str) -> None:
        """Show an episode of this workout; another one's is put away."""
        if workout != self._workout:
            if self.shows_live:
                self._give_back()
            self._workout = workout
            self._put_away()
        self.reader.list_episodes(workout)

    def show_live(self, workout: str, folder: Path | None) -> None:
        """Offer the recording in progress where its workout is in view; None when there is none."""
        recording = (workout, folder) if folder is not None else None
        if recording == self._recording:
            return
        shown, self._recording = self.shows_live, recording
        if shown:
            self._give_back()
        self._fill()
        if shown or self.view is None:
            self.reader.list_episodes(self._workout)

    def look_again(self) -> None:
        """An episode came or went."""
        if self._workout:
            self.reader.list_episodes(self._workout)

    def grow(self) -> None:
        """Something was recorded: look again in a moment."""
        if self.shows_live and not self._grown.isActive():
            self._grown.start()

    def show_text(self, text: str, source: str, *, now: bool = False) -> None:
        """Judge by this text."""
        self.reader.set_text(text, source, now=now)

    def open_episode(self, folder: Path) -> None:
        """Put an episode in view."""
        self.reader.open(folder)

    def point(self, folder: Path, then: Callable[[], None]) -> None:
        """Put an episode in view, also one of a workout whose spec is only being opened, and do something then."""
        self._then = (folder, then)
        if folder in self._folders():
            self.reader.open(folder)

    def shutdown(self) -> None:
        """Join the threads and let go of the web view."""
        self.reader.stop()
        for background in (self._dom, self.pictures):
            background.stop()
        self.page.stage.dispose()

    def _build(self, theme: Theme) -> None:
        self.episodes = QComboBox()
        self.episodes.setObjectName("author.episodes")
        self.episodes.setAccessibleName("Episode in view")
        self.episodes.setToolTip("The episode that the spec is shown on")
        self.episodes.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.episodes.setMinimumContentsLength(24)
        self.back = IconButton(theme, "chevron-left", "One step back", name="author.evidence.back")
        self.on = IconButton(theme, "chevron-right", "One step on", name="author.evidence.on")
        self._where = muted()
        self._where.setObjectName("author.evidence.where")
        header = PanelHeader("Evidence")
        header.add_left(self.episodes)
        for widget in (self.back, self._where, self.on):
            header.add_right(widget)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("author.evidence.tabs")
        self.tabs.setDocumentMode(True)
        panels = (self.changes, self.requests, self.untouched, self.suggestions, self.element)
        for title, panel in zip(_TABS, panels, strict=True):
            self.tabs.addTab(panel, title)
        self.tabs.setTabVisible(ELEMENT, False)
        self.stage = QStackedWidget()
        self.stage.addWidget(self.page)
        split = splitter(Qt.Orientation.Vertical, "author.evidence.split", self.stage, self.tabs)
        split.setSizes([300, 420])
        self._empty = EmptyState(
            theme,
            "film",
            "No episode of this workout yet",
            "Record one by hand: what happens in it is what the spec is made of.",
            name="author.evidence.empty",
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(split)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self.reader.listed.connect(self._list)
        self.reader.opened.connect(self._open)
        self.reader.viewed.connect(self._show)
        self.reader.suggested.connect(self._suggest)
        self.reader.trouble.connect(self.trouble)
        self.episodes.activated.connect(self._choose)
        self.back.clicked.connect(self.playhead.previous_step)
        self.on.clicked.connect(self.playhead.next_step)
        self.playhead.moved.connect(self._say_where)
        self.page.went.connect(self.playhead.go)
        self.changes.went.connect(self._go_to_change)
        self.requests.went.connect(self._go_to_exchange)
        self.requests.asked.connect(self.reader.offer)
        self.reader.offered.connect(self.requests.show_offers)
        self.suggestions.asked.connect(self.suggest)
        self.page.picked.connect(self.trace)
        self.reader.traced.connect(self.show_element)
        self.element.backend_wanted.connect(self.go_to_origin)
        self.element.page_wanted.connect(self.propose_page)
        self.element.closed.connect(self._hide_element)

    def suggest(self) -> None:
        """Propose a spec from what is in view and the golds."""
        self.tabs.setCurrentIndex(SUGGEST)
        self.reader.suggest(tuple(one.folder for one in self._stored if one.header.label == "gold"))

    def trace(self, picked: Picked) -> None:
        """Show an element of the page, and the cells that it may display."""
        view = self.view
        if view is not None:
            self.reader.trace(view, picked, view.replay.index.reached(self.playhead.position))

    def show_element(self, picked: Picked, origins: tuple[Origin, ...]) -> None:
        """Show an element, and the cells that it may display, likeliest first."""
        self.element.show_element(picked, origins)
        self.tabs.setTabVisible(ELEMENT, True)
        self.tabs.setCurrentIndex(ELEMENT)

    def _hide_element(self) -> None:
        self.tabs.setTabVisible(ELEMENT, False)

    def go_to_origin(self, origin: Origin) -> None:
        """To the change that wrote the cell, or to the one that points at its row: a clause is made there."""
        pointing = [reference.seq for reference in origin.referred_by]
        seq = origin.changed_by if origin.changed_by is not None else next(iter(pointing), None)
        if seq is None:
            what = f"Nothing in this run wrote {origin.table}.{origin.column}: it was there before."
            self.trouble.emit(what, "Guard it under Untouched, or pick something that the run changed.")
            return
        self.tabs.setCurrentIndex(CHANGES)
        self.changes.choose(seq)

    def propose_page(self, picked: Picked) -> None:
        """Take a page clause over that asks for such an element."""
        if self.view is None:
            return
        made = page_proposal(picked, self.view.run.header.parameters, self.view.ground.ids)
        if made.section:
            self.accepted.emit((made,))
        else:
            self.trouble.emit(" ".join(made.warnings), "Pick an element such as a heading, a status line or a cell.")

    def _put_away(self) -> None:
        self.view = None
        self.reader.close()
        self.playhead.open(None)
        for panel in (self.changes, self.requests, self.untouched):
            panel.show_view(None)
        self.suggestions.show_view(None)
        self.suggestions.clear()
        self._hide_element()
        self._pages.setCurrentIndex(0)

    def _list(self, workout: str, stored: tuple[Stored, ...]) -> None:
        if workout != self._workout:
            return
        self._stored = stored
        self._fill()
        known, wanted = self._folders(), self._then[0] if self._then is not None else None
        if wanted in known:
            self.open_episode(known[known.index(wanted)])
        elif known and self.folder not in known:
            self.open_episode(known[0])

    @property
    def _live(self) -> Path | None:
        """The recording in progress, if it is one of this workout."""
        return self._recording[1] if self._recording is not None and self._recording[0] == self._workout else None

    def _folders(self) -> list[Path]:
        """What can be chosen, in the order of the list."""
        return [*([self._live] if self._live else []), *(one.folder for one in self._stored)]

    def _fill(self) -> None:
        with QSignalBlocker(self.episodes):
            self.episodes.clear()
            if self._live is not None:
                self.episodes.addItem(_LIVE)
            for one in self._stored:
                self.episodes.addItem(_name(one))
                self.episodes.setItemData(self.episodes.count() - 1, one.header.goal, Qt.ItemDataRole.ToolTipRole)
            known = self._folders()
            self.episodes.setEnabled(bool(known))
            self.episodes.setCurrentIndex(known.index(self.folder) if self.folder in known else -1)

    def _choose(self, row: int) -> None:
        folder = self._folders()[row]
        if folder != self._live and self.shows_live:
            self._give_back()
        self.open_episode(folder)

    def _look_again(self) -> None:
        if self.shows_live and self._live is not None:
            self.reader.open(self._live)

    def _give_back(self) -> None:
        self.stage.setCurrentIndex(0)
        self.page_wanted.emit(False)

    def _open(self, opened: Opened) -> None:
        reader = DomReader(opened.replay.episode, partial(read_blob, opened.folder))
        self.pictures.open(opened.folder)
        self.page.set_reader(reader)
        if self.folder != opened.folder:
            self.suggestions.clear()
        self.playhead.open(opened.replay)
        self._pages.setCurrentIndex(1)
        known = self._folders()
        self.episodes.setCurrentIndex(known.index(opened.folder) if opened.folder in known else -1)
        if opened.folder == self._live:
            self.page_wanted.emit(True)

    def _show(self, view: View) -> None:
        self.view = view
        for panel in (self.changes, self.requests, self.untouched, self.suggestions):
            panel.show_view(view)
        free = sum(1 for one in view.offers if one.change.seq not in view.replay.verdict.charges)
        self.tabs.setTabText(CHANGES, f"Changes ({free} uncharged)" if view.readable and free else "Changes")
        self.viewed.emit(view)
        if self._then is not None and self._then[0] == view.opened.folder:
            then, self._then = self._then[1], None
            then()

    def host_page(self, page: QWidget) -> None:
        """Show the live page in the place of the recorded one."""
        if self.stage.indexOf(page) < 0:
            self.stage.addWidget(page)
        self.stage.setCurrentWidget(page)
        page.show()

    def _suggest(self, proposals: tuple[Proposal, ...]) -> None:
        golds = sum(one.header.label == "gold" for one in self._stored)
        self.suggestions.show_proposals(proposals, f"from {max(golds, 1)} demonstration{'s' if golds > 1 else ''}")

    def _go_to_change(self, seq: int) -> None:
        if self.view is not None:
            rows = (row for rows in self.view.replay.backend.of_step.values() for row in rows)
            row = next((row for row in rows if row.seq == seq), None)
            if row is not None:
                self.playhead.go(Position(row.step, Phase.AFTER), Focus(change=seq))

    def _go_to_exchange(self, id: str) -> None:
        if self.view is not None:
            exchange = next((one for one in self.view.run.exchanges if one.id == id), None)
            if exchange is not None:
                self.playhead.go(Position(exchange.step or 0, Phase.AFTER), Focus(exchange=id))

    def _say_where(self) -> None:
        replay = self.playhead.replay
        steps = len(replay.episode.steps) if replay else 0
        here = self.playhead.position.step
        self._where.setText(f"step {here} of {steps}" if replay else "")
        self.back.setEnabled(here > 0)
        self.on.setEnabled(here < steps)


def _name(stored: Stored) -> str:
    header = stored.header
    label = f"{header.label} · " if header.label else ""
    return f"{label}{stored.folder.name} · seed {header.seed}"
