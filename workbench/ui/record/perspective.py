"""Record: the goal's page in the middle, steps at the left, specification and backend changes at the right."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.domain.actions import Done
from workbench.domain.verdicts import LampState, Ruling
from workbench.session.messages import (
    Closed,
    ElementPicked,
    PickingEnded,
    PickingStarted,
    SittingMessage,
    StepsReplaced,
    WorldOpened,
)
from workbench.ui.author.element_card import ElementCard
from workbench.ui.models.change_rows import change_looks
from workbench.ui.models.disturbing import strike_looks
from workbench.ui.models.file_rows import file_looks
from workbench.ui.models.lamp_rows import lamp_looks, lamp_summary
from workbench.ui.models.offer import Offer
from workbench.ui.models.record_state import Phase, RecordState
from workbench.ui.models.redo_state import RedoState
from workbench.ui.models.step_rows import step_looks
from workbench.ui.models.wording import clock, count
from workbench.ui.record.commands import page_actions, record_actions
from workbench.ui.record.controls import Controls
from workbench.ui.record.dialogs import DeferDialog, GiveUpDialog, ask_first
from workbench.ui.record.intents import Intents
from workbench.ui.record.page_pane import DevTools, PagePane
from workbench.ui.record.redo_strip import RedoStrip
from workbench.ui.record.set_up import SetUpDialog
from workbench.ui.shell.actions import ActionTable
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets.empty import EmptyState
from workbench.ui.widgets.panel import Panel
from workbench.ui.widgets.row_view import RowView
from workbench.ui.widgets.splitting import splitter

SCOPE = "record"
PAGE_SCOPE = "record.page"
"""What one does to the page itself: awake wherever the page is shown."""
_STEP_SOURCES = ("steps", "changes", "requests", "disturbances")
_PROFILE_SOURCES = ("header", "profiles", "disturbances")


class RecordPerspective(QWidget):
    """Holds the RecordState. Changes with every message of the sitting; asks for things through ``intents``."""

    state_changed = Signal(object)
    """The RecordState after a message."""
    replay_wanted = Signal(Path)
    picked = Signal(object)
    """The user pointed at an element of the page: a Picked. Its card is shown."""
    backend_wanted = Signal(object)
    """The user wants the clause about this Origin of what was picked."""
    page_wanted = Signal(object)
    """The user wants a page clause for this Picked."""

    def __init__(self, theme: Theme, table: ActionTable, intents: Intents, page: QWidget, devtools: DevTools) -> None:
        super().__init__()
        self.setObjectName("record")
        self.state = RecordState()
        self._intents = intents
        self._theme = theme
        self._offer = Offer()
        self._picking = False
        table.add(record_actions(lambda: self.state, self._runs()), SCOPE)
        table.add(page_actions(lambda: self.state, self._runs()), PAGE_SCOPE)
        self._table = table
        self.pane = PagePane(theme, table, page, devtools)
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.pane, intents.stop_picking)
        self._escape.setEnabled(False)  # enabled while the mouse picks elements
        self.pane.navigate.connect(intents.navigate)
        self._redo = RedoStrip(theme, table)
        self._controls = Controls(theme, table)
        self._steps = RowView(
            theme,
            EmptyState(theme, "footprints", "No steps yet", "Each click, entry and key becomes a step here."),
            name="record.steps",
            title="Steps",
            follow=True,
        )
        self._lamps = RowView(
            theme,
            EmptyState(theme, "scale", "No specification", "Open a task: a lamp for each clause shows how it stands."),
            name="record.lamps",
            title="Clauses of the specification",
            selectable=False,
        )
        self._changes = RowView(
            theme,
            EmptyState(theme, "database", "Nothing changed yet", "Every row that changes in the database shows here."),
            name="record.changes",
            title="Backend changes",
            follow=True,
        )
        self._profile = RowView(
            theme,
            EmptyState(theme, "zap", "Nothing gets in the way"),
            name="record.disturbances",
            title="Disturbances",
            lead=38,
            selectable=False,
        )
        nothing = EmptyState(theme, "folder", "No files")
        self._files = RowView(theme, nothing, name="record.files", title="Files for this task", selectable=False)
        self._profile_panel = Panel("Profile", self._profile, name="record.profile")
        self._files_panel = Panel("Files for this task", self._files, name="record.filesPanel")
        self._steps_panel = Panel("Steps", self._steps)
        self._lamps_panel = Panel("Specification", self._lamps)
        self._changes_panel = Panel("Backend changes", self._changes)
        self.element = ElementCard(theme)
        self.element.hide()
        self.element.closed.connect(self.element.hide)
        self.element.backend_wanted.connect(self.backend_wanted)
        self.element.page_wanted.connect(self.page_wanted)
        self._lay_out()
        self._show(None)

    def apply(self, message: SittingMessage) -> None:
        """Take in a message of the sitting."""
        match message:
            case PickingStarted():
                self._show_picking(on=True)
            case PickingEnded():
                self._show_picking(on=False)
            case ElementPicked():
                self._show_element(message)
            case WorldOpened() | StepsReplaced() | Closed():
                self.element.hide()  # the world that it was picked in has gone
        self._move_to(self.state.apply(message))

    def lend_page(self) -> QWidget:
        """The live page with its address strip, for another perspective to show. ``take_page_back`` before it is needed
        here again."""
        self._table.lend(PAGE_SCOPE, on=True)
        return self.pane

    def take_page_back(self) -> None:
        """The page stands here again; nothing happens where it was never away."""
        if self._centre.indexOf(self.pane) < 0:
            self._centre.insertWidget(1, self.pane, 1)
            self.pane.show()
            self._table.lend(PAGE_SCOPE, on=False)

    def settle(self) -> None:
        """The command in progress is over, however it ended."""
        self._move_to(self.state.settle())

    def know(self, offer: Offer) -> None:
        """What the gyms offer: goal templates tell which words of a goal are parameters."""
        self._offer = offer
        self._move_to(self.state.know(offer.templates, offer.profiles))

    def _show_picking(self, *, on: bool) -> None:
        self._picking = on
        self._escape.setEnabled(on)
        self.pane.show_picking(on=on)
        self._table.refresh()
        if on:
            self.pane.focus_page()

    def _show_element(self, message: ElementPicked) -> None:
        self.element.show_element(message.picked, message.origins)
        if self.element.isHidden():
            self.element.show()
            room = sum(self._right.sizes())
            self._right.setSizes([room // 2, room // 4, room // 4])
        self.picked.emit(message.picked)

    def _move_to(self, state: RecordState) -> None:
        before, self.state = self.state, state
        self._table.refresh()  # first, so that what is shown now finds its buttons enabled
        self._show(before)
        if state.phase is Phase.RECORDING and (before.phase is not Phase.RECORDING or before.redoing):
            self.pane.focus_page()
        self.state_changed.emit(state)

    def _show(self, before: RecordState | None) -> None:
        """Draw what differs from ``before``; values are frozen, so the same value is the same object."""
        state = self.state
        self.pane.show_state(state)
        self._redo.show_state(state)
        self._controls.show_state(state)
        if before is None or any(getattr(before, name) is not getattr(state, name) for name in _STEP_SOURCES):
            self._steps.show_looks(step_looks(state))
        if before is None or before.lamps is not state.lamps:
            self._show_lamps(before)
        if before is None or before.changes is not state.changes:
            self._changes.show_looks(change_looks(state))
        if before is None or any(getattr(before, name) is not getattr(state, name) for name in _PROFILE_SOURCES):
            self._show_profile()
        if before is None or before.files is not state.files:
            self._files_panel.setVisible(bool(state.files))
            self._files.show_looks(file_looks(state.files))
        words = {Phase.RECORDING: "recording", Phase.PAUSED: "paused"}.get(state.phase, "")
        time = f"{words} {clock(state.elapsed)}" if words else ""
        self._steps_panel.header.set_of(" · ".join(filter(None, (str(len(state.steps) or ""), time))))
        live = "live" if state.live else ""
        self._lamps_panel.header.set_of(" · ".join(filter(None, (live, lamp_summary(state.lamps)))))
        self._changes_panel.header.set_of(
            f"{count(len(state.changes), 'row event')} since start" if state.changes else ""
        )

    def _show_profile(self) -> None:
        """What strikes, as it strikes; nothing for a profile without disturbances."""
        state = self.state
        self._profile_panel.setVisible(bool(state.disturbances or (state.profile and state.profile.perturbations)))
        self._profile.show_looks(strike_looks(state.profile, state.disturbances))
        struck = f"{len(state.disturbances)} struck" if state.disturbances else ""
        name = state.header.profile if state.header else ""
        self._profile_panel.header.set_of(" · ".join(filter(None, (name, struck))))

    def _show_lamps(self, before: RecordState | None) -> None:
        looks = lamp_looks(self.state.lamps)
        self._lamps.show_looks(looks)
        known = {lamp.clause for lamp in before.lamps if lamp.state is LampState.BROKEN} if before else set()
        if any(lamp.state is LampState.BROKEN and lamp.clause not in known for lamp in self.state.lamps):
            self._lamps.reveal(next(row for row, look in enumerate(looks) if look.dot == "broken"))

    def _lay_out(self) -> None:
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._redo)
        column.addWidget(self.pane, 1)
        self._centre = column
        column.addWidget(self._controls)
        right = self._right = splitter(
            Qt.Orientation.Vertical, "record.right", self.element, self._lamps_panel, self._changes_panel
        )
        right.setSizes([0, 420, 340])
        left = splitter(
            Qt.Orientation.Vertical, "record.left", self._steps_panel, self._files_panel, self._profile_panel
        )
        left.setSizes([330, 210, 240])
        left.setStretchFactor(0, 1)
        whole = splitter(Qt.Orientation.Horizontal, "record.columns", left, centre, right)
        whole.setStretchFactor(1, 1)
        whole.setSizes([246, 724, 310])  # the bar under the page needs as much: nothing moves when a recording begins
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(whole)

    def _runs(self) -> Mapping[str, Callable[[], Any]]:
        intents = self._intents
        return {
            "record": intents.record,
            "finish": lambda: intents.finish(Done()),
            "pause": self._toggle_pause,
            "undo": intents.undo_last_step,
            "start_over": self._start_over,
            "defer": lambda: DeferDialog(self, self.state, intents.finish).open(),
            "set_up": self._set_up,
            "give_up": lambda: GiveUpDialog(self, intents.finish).open(),
            "save_gold": lambda: self._save("gold", Ruling.SATISFIED.value),
            "save_failing": lambda: self._save("failing", Ruling.VIOLATED.value),
            "save": lambda: self._save("", None),
            "discard": self._discard,
            "hand_back": lambda: self._hand_back(lambda redo: redo.next),
            "hand_back_other": lambda: self._hand_back(lambda redo: redo.other),
            "take_over": intents.take_over,
            "replay": self._open_in_replay,
            "again": intents.again,
            "next_seed": intents.next_seed,
            "leave": intents.leave,
            "back": intents.back,
            "forward": intents.forward,
            "reload": intents.reload,
            "address": self._focus_address,
            "pick": self._toggle_picking,
            "picking": lambda: self._picking,
            "devtools": self._toggle_devtools,
            "devtools_shown": lambda: self.state.header is not None and self.pane.devtools_shown,
        }

    def _toggle_pause(self) -> None:
        if self.state.phase is Phase.PAUSED:
            self._intents.resume()
        else:
            self._intents.pause()

    def _toggle_picking(self) -> None:
        if self._picking:
            self._intents.stop_picking()
        else:
            self._intents.pick()

    def _set_up(self) -> None:
        header = self.state.header
        workout = self._offer.workout(header.workout) if header else None
        if header is not None and workout is not None:
            SetUpDialog(self._theme, self._offer, workout, header, self._intents.open_task, self).open()

    def _start_over(self) -> None:
        if not self.state.steps:
            self._intents.start_over()
            return
        said = f"The {count(len(self.state.steps), 'step')} recorded so far will be thrown away."
        ask_first(self, "start_over", "Start over?", said, "&Start over", self._intents.start_over)

    def _discard(self) -> None:
        said = "This episode will be deleted from disk. That can't be undone."
        ask_first(self, "discard", "Discard the episode?", said, "&Discard", self._intents.discard)

    def _save(self, label: str, expected: str | None) -> None:
        """An edited recording is kept under a name of its own, with a note of where it came from."""
        redo = self.state.redo
        if redo is None:
            self._intents.save(label, expected)
        else:
            self._intents.save(label, expected, f"Made by editing {redo.of}.", self.pane.overlay.verdict.name)

    def _hand_back(self, step: Callable[[RedoState], int]) -> None:
        if self.state.redo is not None:
            self._intents.hand_back(step(self.state.redo))

    def _focus_address(self) -> None:
        self.pane.focus_address()

    def _toggle_devtools(self) -> None:
        self.pane.toggle_devtools()

    def _open_in_replay(self) -> None:
        if self.state.folder is not None:
            self.replay_wanted.emit(self.state.folder)
