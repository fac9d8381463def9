"""The main window: composes the perspectives, carries what one of them wants to where it is done, and little else."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFileDialog, QMainWindow, QMessageBox, QStackedWidget, QVBoxLayout, QWidget

from workbench import __version__
from workbench.archive.specs import spec_path
from workbench.session.messages import Saved, SittingMessage, TaskRequest, Trouble
from workbench.session.redoing import RedoRequest
from workbench.ui.author.perspective import AuthorPerspective
from workbench.ui.author.wizard.wizard import NewWorkoutWizard
from workbench.ui.desk import Desk
from workbench.ui.library.page import LibraryPage
from workbench.ui.models.offer import Offer
from workbench.ui.models.record_state import Phase, RecordState
from workbench.ui.models.status_items import StatusItem, status_items
from workbench.ui.record.perspective import RecordPerspective
from workbench.ui.replay.perspective import ReplayPerspective
from workbench.ui.shell.actions import Action, ActionTable
from workbench.ui.shell.authoring_link import AuthoringLink
from workbench.ui.shell.commands import GO, theme_actions, window_actions
from workbench.ui.shell.notices import Notices
from workbench.ui.shell.palette import CommandPalette
from workbench.ui.shell.preferences import Preferences
from workbench.ui.shell.shortcuts import ShortcutsPage
from workbench.ui.shell.spec_lead import SpecLead, lead_of_recording, lead_of_replay
from workbench.ui.shell.status import StatusStrip
from workbench.ui.shell.theme import Choice, Theme
from workbench.ui.shell.topbar import TopBar

LIBRARY, RECORD, AUTHOR, REPLAY = "library", "record", "author", "replay"
_TITLES = ((LIBRARY, "&Library"), (RECORD, "&Record"), (AUTHOR, "&Author"), (REPLAY, "Re&play"))
_FIRST_SIZE = (1440, 900)
_PROFILE = "profile"
_IDLE = (StatusItem("idle", "Ready"), StatusItem("version", f"Workbench {__version__}"))


class MainWindow(QMainWindow):
    """Knows which perspective is in front and which headline each of them has."""

    shown = Signal(str)
    """Another perspective came to the front."""

    def __init__(self, theme: Theme, preferences: Preferences, desk: Desk) -> None:
        super().__init__()
        self.setWindowTitle("Workbench")
        self._theme, self._preferences, self._desk = theme, preferences, desk
        self._playhead = ""
        self._offer = Offer()
        self.table = ActionTable(theme, self)
        self.library = LibraryPage(theme, preferences.text(_PROFILE))
        self.table.add(window_actions(self._runs(), lambda: self.library.chosen is not None))
        self.table.add(theme_actions(theme, self._choose_theme))
        self.record = RecordPerspective(theme, self.table, desk, desk.host.widget, self._devtools)
        self.author = AuthorPerspective(theme, self.table, desk.folders)
        self.replay = ReplayPerspective(theme, desk.folders.specs)
        self.table.add(self.replay.actions(), REPLAY)
        self.addActions([self.table.qaction(action.id) for action in self.table.everything()])
        self._headlines = {key: ("", "", "plain") for key, _ in _TITLES}
        self._authoring = AuthoringLink(self.record, self.author, self.show_perspective, self)
        self._lay_out()
        self.addActions(self.table.add([_spec_action(self._open_its_spec, lambda: self._lead() is not None)]))
        self._connect()
        if not preferences.restore_window(self):
            self.resize(*_FIRST_SIZE)
        preferences.restore_splitters(self)
        self.show_perspective(LIBRARY)

    @property
    def front(self) -> str:
        """The perspective in front: ``library``, ``record``, ``author`` or ``replay``."""
        return self._bar.perspectives.key

    def show_perspective(self, key: str) -> None:
        """Bring a perspective to the front."""
        self._bar.perspectives.choose(key)
        self._stack.setCurrentIndex([name for name, _ in _TITLES].index(key))
        self.table.show_scope(key)
        self._say_headline()
        self._say_status()
        self._authoring.bring(key)
        self.shown.emit(key)

    def open_task(self, task: TaskRequest) -> None:
        """Sit down to a task."""
        self.show_perspective(RECORD)
        self._desk.open_task(task)

    def redo(self, request: RedoRequest) -> None:
        """Do an edited recording again, where it can be watched and taken over."""
        self.show_perspective(RECORD)
        self._desk.redo(request)

    def open_episode(self, folder: Path) -> None:
        """Step through an episode."""
        self.show_perspective(REPLAY)
        self.replay.open_episode(folder)

    def open_spec(self, path: Path, line: int = 0) -> None:
        """Edit a spec, at a line if one is given."""
        self.author.open_spec(path, line)
        self.show_perspective(AUTHOR)

    def trouble(self, what: str, advice: str) -> None:
        """Say a problem where it is seen."""
        self.notices.trouble(what, advice)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.author.dirty:
            event.ignore()
            self.show_perspective(AUTHOR)
            self.author.settle(self.close)
            return
        if self.replay.editor.unrun:
            event.ignore()
            self.show_perspective(REPLAY)
            self.replay.settle(self.close)
            return
        for wizard in self.findChildren(NewWorkoutWizard):
            wizard.close()
        self._preferences.remember_window(self)
        self._preferences.remember_splitters(self)
        self._preferences.sync()
        super().closeEvent(event)

    def _lay_out(self) -> None:
        self._bar = TopBar(self._theme, self.table, _TITLES)
        self._stack = QStackedWidget()
        for page in (self.library, self.record, self.author, self.replay):
            self._stack.addWidget(page)
        self._status = StatusStrip(self._theme)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._stack, 1)
        column.addWidget(self._status)
        self.setCentralWidget(whole)
        self.notices = Notices(self._theme, whole, foot=StatusStrip.HEIGHT)

    def _connect(self) -> None:
        desk = self._desk
        desk.message.connect(self._hear)
        desk.settled.connect(self.record.settle)
        desk.gyms_known.connect(self._know_gyms)
        desk.shelf_read.connect(self.library.show_shelf)
        self.library.started.connect(self.open_task)
        self.library.profile_chosen.connect(lambda name: self._preferences.remember(_PROFILE, name))
        self.library.opened.connect(self.open_episode)
        self.library.kept.connect(desk.keep_draft)
        self.library.discarded.connect(desk.discard_draft)
        self.record.state_changed.connect(self._follow_record)
        self.record.replay_wanted.connect(self.open_episode)
        self.author.changed.connect(self._follow_author)
        self.author.started.connect(self.open_task)
        self.author.trouble.connect(self.trouble)
        self.author.new_wanted.connect(self._new_workout)
        self.replay.opened.connect(self._follow_replay)
        self.replay.status.connect(self._follow_playhead)
        self.replay.trouble.connect(self._replay_failed)
        self.replay.refused.connect(self.trouble)
        self.replay.edited.connect(self.table.refresh)
        self.replay.redo_wanted.connect(self.redo)
        desk.message.connect(self.replay.hear)
        self._bar.perspectives.chosen.connect(self.show_perspective)

    def _runs(self) -> Mapping[str, Callable[[], Any]]:
        return {
            "library": lambda: self.show_perspective(LIBRARY),
            "record": lambda: self.show_perspective(RECORD),
            "author": lambda: self.show_perspective(AUTHOR),
            "replay": lambda: self.show_perspective(REPLAY),
            "palette": lambda: CommandPalette(self._theme, self.table, self).open(),
            "open": self._choose_episode,
            "open_chosen": self._open_chosen,
            "look_again": self._look_again,
            "new_workout": self._new_workout,
            "quit": self.close,
            "menu": self._open_menu,
            "shortcuts": lambda: ShortcutsPage(self._theme, self.table, self).open(),
            "about": self._about,
        }

    def _new_workout(self) -> None:
        wizard = NewWorkoutWizard(self._theme, self._desk.folders, self._offer, self)
        wizard.created.connect(lambda _path: self._look_again())
        wizard.record_wanted.connect(self.open_task)
        wizard.author_wanted.connect(self.open_spec)
        wizard.open()

    def _hear(self, message: SittingMessage) -> None:
        self.record.apply(message)
        self._authoring.hear(message)
        match message:
            case Trouble(what=what, advice=advice):
                if self.front != RECORD or self.record.state.phase is not Phase.BROKEN:  # else its card says it
                    self.notices.trouble(what, advice)
                self.library.gyms_failed()
            case Saved(folder=folder, label=label):
                self.notices.news(f"Saved as {label or 'an episode'}", str(folder))
            case _:
                pass

    def _know_gyms(self, offer: Offer) -> None:
        self._offer = offer
        self.author.know(offer)
        self.library.show_offer(offer)
        self.record.know(offer)
        known = {action.id for action in self.table.everything()}
        starts = (_start_action(self, workout.name, workout.title) for gym in offer.gyms for workout in gym.workouts)
        self.table.add(action for action in starts if action.id not in known)

    def _follow_record(self, state: RecordState) -> None:
        header = state.header
        badge = f"{header.workout} · seed {header.seed}" if header else ""
        self._headlines[RECORD] = (state.goal, badge, "plain")
        self._say_headline()
        self._say_status()

    def _follow_author(self) -> None:
        self._headlines[AUTHOR] = self.author.headline
        if self.front == AUTHOR:
            self._say_headline()
            self._say_status()

    def _follow_replay(self, folder: Path) -> None:
        just_recorded = self.record.state.goal if self.record.state.folder == folder else ""
        replay = self.replay.playhead.replay
        told = replay.episode.run.header.goal if replay else ""
        self._headlines[REPLAY] = (just_recorded or told, "", "plain")
        self._say_headline()
        self.table.refresh()

    def _replay_failed(self, what: str, advice: str) -> None:
        self._headlines[REPLAY] = ("", "", "plain")
        self._say_headline()
        if self.front != REPLAY:  # else it stands in the middle of the page
            self.trouble(what, advice)

    def _follow_playhead(self, where: str) -> None:
        self._playhead = where
        self._say_status()

    def _say_headline(self) -> None:
        self._bar.say(*self._headlines[self.front])

    def _say_status(self) -> None:
        items = {
            RECORD: status_items(self.record.state),
            AUTHOR: (*self.author.status, _IDLE[1]),
            REPLAY: (StatusItem("playhead", self._playhead or "No episode is open"), _IDLE[1]),
        }
        self._status.show_items(items.get(self.front, _IDLE))

    def _choose_theme(self, choice: Choice) -> None:
        self._theme.choose(choice)
        self._preferences.theme = choice
        self.table.refresh()

    def _devtools(self) -> QWidget | None:
        return self._desk.host.devtools(self.record.state.page)

    def _choose_episode(self) -> None:
        dialog = QFileDialog(self, "Open an episode's folder", str(self._desk.folders.recordings))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda path: self.open_episode(Path(path)))
        dialog.open()

    def _open_chosen(self) -> None:
        if self.library.chosen is not None:
            self.open_episode(self.library.chosen)

    def _look_again(self) -> None:
        self._desk.ask_gyms()
        self._desk.read_library()

    def _lead(self) -> SpecLead | None:
        match self.front:
            case "record":
                return lead_of_recording(self.record.state)
            case "replay":
                return lead_of_replay(self.replay.playhead.replay, self.replay.playhead.position.step)
            case _:
                return None

    def _open_its_spec(self) -> None:
        lead = self._lead()
        if lead is not None:
            self.open_spec(spec_path(self._desk.folders.specs, lead.workout), lead.line)

    def _open_menu(self) -> None:
        self._bar.open_menu()

    def _about(self) -> None:
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle("About")
        box.setText(f"Workbench {__version__}")
        box.setInformativeText("Author, record, judge and replay episodes of web-agent gyms. Apache-2.0.")
        box.open()


def _spec_action(run: Callable[[], None], enabled: Callable[[], bool]) -> Action:
    hint = "Edit the spec that judges this, at the clause that the verdict is about"
    return Action("window.open_spec", "Open its s&pecification", run, ("Ctrl+E",), GO, "scale", hint, enabled)


def _start_action(window: MainWindow, workout: str, title: str) -> Action:
    return Action(
        f"start.{workout}",
        f"Start “{title}”",
        lambda: window.open_task(window.library.task(workout)),
        icon="play",
        hint=f"Open {workout} with seed 1",
    )
