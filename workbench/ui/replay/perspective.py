"""Replay: one episode, stepped through with everything that is known of it side by side."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from workbench.archive.reader import read_blob
from workbench.domain.failures import Problem
from workbench.domain.steps import Step
from workbench.replay.loading import Opened, load
from workbench.session.folders import Folders
from workbench.session.messages import SittingMessage
from workbench.ui.replay.backend_panel import BackendPanel
from workbench.ui.replay.background import Background
from workbench.ui.replay.commands import editing_actions, replay_actions
from workbench.ui.replay.console_panel import ConsolePanel
from workbench.ui.replay.details import Details
from workbench.ui.replay.dom_panel import DomPanel
from workbench.ui.replay.dom_reading import DomReader
from workbench.ui.replay.editing import ScriptEditor
from workbench.ui.replay.editing_verbs import EditingVerbs
from workbench.ui.replay.film_strip import FilmStrip
from workbench.ui.replay.intent_panel import IntentPanel
from workbench.ui.replay.layout import arrange
from workbench.ui.replay.leaving import ask_about_scripts
from workbench.ui.replay.network_panel import NetworkPanel
from workbench.ui.replay.page_panel import PagePanel
from workbench.ui.replay.panel import FollowingPanel
from workbench.ui.replay.pictures import Pictures
from workbench.ui.replay.playhead import Playhead
from workbench.ui.replay.search_box import SearchBox
from workbench.ui.replay.steps_panel import StepsPanel
from workbench.ui.replay.timeline_panel import TimelinePanel, world_time
from workbench.ui.replay.title_bar import TitleBar
from workbench.ui.replay.verdict_panel import VerdictPanel
from workbench.ui.shell.actions import Action
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets import EmptyState


class ReplayPerspective(QWidget):
    """Composes the panels around one playhead. ``shutdown`` before it is deleted: it joins its threads."""

    opened = Signal(object)
    """An episode is shown: its folder."""
    trouble = Signal(str, str)
    """What kept an episode from opening, and what to do about it."""
    status = Signal(str)
    """Where the playhead stands, for the status strip."""

    redo_wanted = Signal(object)
    """An edited recording is to be done again: a RedoRequest."""
    edited = Signal()
    """The script is another now, or is edited or not."""
    refused = Signal(str, str)
    """What can't be done to the script, and what to do instead."""

    title = Signal(str)
    """The goal of the episode that is shown, for the window's headline; empty for none."""

    def __init__(self, theme: Theme, specs: Path | None = None, parent: QWidget | None = None) -> None:
        """``specs`` is the folder to judge by; the usual one when left out."""
        super().__init__(parent)
        self.setObjectName("replay")
        self._specs = specs or Folders.default().specs
        self._reader: DomReader | None = None
        self._loading = Background("replay-loading", self)
        self._dom = Background("replay-dom", self)
        self.pictures = Pictures(self)
        self.playhead = Playhead(self)
        self.editor = ScriptEditor(self)
        self._verbs = EditingVerbs(self.editor, self._loading, self._ask_choices, self)
        self._verbs.redo_wanted.connect(self.redo_wanted)
        self._verbs.trouble.connect(self.refused)
        self.editor.changed.connect(self.edited)
        self.message = EmptyState(
            theme,
            "film",
            "No episode is open",
            "Open one from the library, or finish a recording.",
            name="replay.message",
        )
        self._build(theme)
        self.playhead.moved.connect(self._tell_status)
        application = QCoreApplication.instance()
        if application:
            application.aboutToQuit.connect(self.shutdown)

    def open_episode(self, folder: Path) -> None:
        """Read, judge and show that episode; the window stays alive meanwhile."""
        self.message.say("Opening…", folder.name)
        self._pages.setCurrentWidget(self.message)
        self._loading.run("open", lambda: load(folder, self._specs), self._show, self._fail)

    def close_episode(self) -> None:
        """Show none."""
        self._loading.forget("open")
        self._set_sources(None)
        self.editor.open(None)
        self.playhead.open(None)
        self.message.say("No episode is open", "Open one from the library, or finish a recording.")
        self._pages.setCurrentWidget(self.message)
        self.title.emit("")

    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]  # rows of the table, not Qt's own list
        """What one can do here."""
        looking = replay_actions(self.playhead, self.page, self.details, self._focus_search)
        return (*looking, *editing_actions(self.playhead, self.editor, self._verbs))

    def hear(self, message: SittingMessage) -> None:
        """Follow what comes of an edited recording that is done again."""
        self.editor.hear(message)

    def settle(self, then: Callable[[], object]) -> None:
        """Do something that would lose edits: at once where there are none, else once the user has said so."""
        unrun = self.editor.unrun
        if not unrun:
            then()
            return

        def leave() -> None:
            self.editor.forget()
            then()

        ask_about_scripts(self, unrun, leave)

    def shutdown(self) -> None:
        """Join the threads and let go of the web view."""
        for background in (self._loading, self._dom, self.pictures):
            background.stop()
        self.page.stage.dispose()

    def _build(self, theme: Theme) -> None:
        self._search = SearchBox(theme, self.playhead, self)
        self._title = TitleBar(theme, self._search)
        self._steps = StepsPanel(theme, self.playhead, self.editor, self._verbs)
        verdict = VerdictPanel(theme, self.playhead)
        intent, timeline = IntentPanel(theme, self.playhead), TimelinePanel(theme, self.playhead)
        self.page = PagePanel(theme, self.playhead, self.pictures, self._dom, explains=True)
        film = FilmStrip(theme, self.playhead, self.pictures)
        self.tree = DomPanel(theme, self.playhead, self._dom)
        beneath: dict[str, FollowingPanel] = {
            "dom": self.tree,
            "network": NetworkPanel(theme, self.playhead),
            "backend": BackendPanel(theme, self.playhead),
            "console": ConsolePanel(theme, self.playhead),
        }
        self.details = Details(beneath)
        for panel in (self._steps, verdict, intent, timeline, self.page, film, *beneath.values()):
            panel.went.connect(self.playhead.go)
        self._search.went.connect(self.playhead.go)
        content = arrange(self._title, self._steps, self.page, [verdict, intent], [film, timeline, self.details])
        self._pages = QStackedWidget()
        self._pages.addWidget(self.message)
        self._pages.addWidget(content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)

    def _show(self, opened: Opened) -> None:
        self._set_sources(opened)
        self._title.show_replay(opened.replay, opened.spec_changed)
        self._pages.setCurrentIndex(1)
        self.editor.open(opened)
        self.playhead.open(opened.replay)
        self._steps.take_focus()
        self.title.emit(opened.replay.episode.run.header.goal)
        self.opened.emit(opened.folder)

    def _set_sources(self, opened: Opened | None) -> None:
        read: Callable[[str], bytes] | None = partial(read_blob, opened.folder) if opened else None
        reader = self._reader = DomReader(opened.replay.episode, read) if opened and read else None
        self.pictures.open(opened.folder if opened else None)
        for panel in (self.page, self.tree):
            panel.set_reader(reader)

    def _ask_choices(self, step: Step, told: Callable[[tuple[str, ...]], None]) -> None:
        """What a list offered at a step, read from the recording on its own thread."""
        reader = self._reader
        if reader is not None:
            self._dom.run("choices", lambda: reader.choices(step), told)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, Problem):
            raise error
        self.close_episode()
        self.message.say(error.what, error.advice)
        self.trouble.emit(error.what, error.advice)

    def _focus_search(self) -> None:
        self._search.setFocus()
        self._search.selectAll()

    def _tell_status(self) -> None:
        replay, here = self.playhead.replay, self.playhead.position
        if replay is None:
            self.status.emit("")
            return
        now = replay.index.reached(here)
        place = f"step {here.step} of {len(replay.episode.steps)} · {here.phase.value}" if here.step else "start page"
        self.status.emit(f"{place} · world {world_time(replay, now)}")
