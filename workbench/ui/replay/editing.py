"""The one owner of edits to the recording that replay shows. The recording itself is never altered."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from workbench.authoring.trajectories import (
    ENDS,
    CannotEdit,
    ChangeLocators,
    ChangeValue,
    Edit,
    History,
    Insert,
    Move,
    Planned,
    Replace,
    Script,
    applied,
    by_hand,
    deletion,
    first_changed,
)
from workbench.authoring.trajectory_rows import Fate, Remark, ScriptRow, remarks, script_rows
from workbench.authoring.trajectory_values import Value, target_of, value_of
from workbench.domain.actions import Action, Locator
from workbench.domain.steps import Step
from workbench.domain.verdicts import Ruling
from workbench.replay.loading import Opened
from workbench.session.messages import Closed, DoneByHand, Finished, RedoStarted, SittingMessage, WorldOpened
from workbench.session.redoing import RedoRequest, task_of


@dataclass(slots=True)
class _Work:
    """What was edited of one recording, and what came of it. Changes with every edit and run."""

    opened: Opened
    history: History
    active: bool = False
    ran: Script | None = None
    """The script that was run last."""
    ruling: Ruling | None = None
    contents: dict[str, bytes] = field(default_factory=dict)


class ScriptEditor(QObject):
    """Holds the script of the open recording and the row that is chosen. Changes only through its verbs."""

    changed = Signal()
    """Script, mode, chosen row or result are others now."""
    refused = Signal(str, str)
    """An edit that can't be: what, and what to do instead."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._works: dict[Path, _Work] = {}
        self._work: _Work | None = None
        self._wanted: _Work | None = None
        self._running: _Work | None = None
        self.rows: tuple[ScriptRow, ...] = ()
        """The script with what was deleted; row n is below the start page."""
        self.remarks: tuple[Remark, ...] = ()
        self.chosen = -1
        """The chosen row; -1 for the start page."""

    # What is there

    @property
    def active(self) -> bool:
        """Whether the steps are being edited."""
        return self._work is not None and self._work.active

    @property
    def history(self) -> History | None:
        """The script with its edits; None while no recording is open."""
        return self._work.history if self._work else None

    @property
    def edits(self) -> int:
        """How many edits were made."""
        return len(self._work.history.past) if self._work else 0

    @property
    def result(self) -> Ruling | None:
        """How the script was judged as it stands now; None where it has not been run like this."""
        work = self._work
        return work.ruling if work and work.ran == work.history.script else None

    @property
    def ran(self) -> bool:
        """Whether any version of it was run."""
        return self._work is not None and self._work.ran is not None

    @property
    def unrun(self) -> tuple[str, ...]:
        """Names of the recordings whose script was edited and not run as it stands now."""
        works = (each for each in self._works.values() if each.history.past and each.ran != each.history.script)
        return tuple(each.opened.folder.name for each in works)

    @property
    def row(self) -> ScriptRow | None:
        """The chosen row; None for the start page."""
        return self.rows[self.chosen] if 0 <= self.chosen < len(self.rows) else None

    @property
    def place(self) -> int | None:
        """The chosen step's place in the script; None for the start page and for what is deleted."""
        return self.row.place if self.row else None

    @property
    def record_place(self) -> int:
        """The place before which recording by hand would begin: the chosen step, or the next that is left."""
        below = (row.place for row in self.rows[max(self.chosen, 0) :] if row.place is not None)
        return next(below, max(0, len(self.rows) - 1))

    def row_of_step(self, index: int) -> int:
        """The row of a recorded step; -1 for the start page."""
        found = (row for row, each in enumerate(self.rows) if each.step.recorded and each.step.recorded.index == index)
        return next(found, -1)

    # Which recording, and whether it is edited

    def open(self, opened: Opened | None) -> None:
        """Another recording is shown, or none. Edits of one that was edited before are still there."""
        left, self._work = self._work, None
        if left is not None and not (left.history.past or left.history.future):
            self._works.pop(left.opened.folder, None)  # an episode is large
        if opened is not None:
            steps = opened.replay.episode.steps
            self._work = self._works.setdefault(opened.folder, _Work(opened, History.of(steps)))
            self._work.opened = opened
        self.chosen = -1
        self._announce()

    def toggle(self) -> None:
        """Begin or end to edit; what was edited stays."""
        if self._work is not None:
            self._work.active = not self._work.active
            self._announce()

    def choose(self, row: int) -> None:
        """Stand on a row."""
        if row != self.chosen:
            self.chosen = row
            self.changed.emit()

    # Edits

    def delete(self) -> None:
        """Delete the chosen step with what followed from it by itself; put a deleted one back."""
        if self.row is not None and self.row.fate is Fate.DELETED:
            self.put_back()
        elif self.place is not None and self._work:
            self._do(deletion(self._work.history.script, self.place), keep_row=True)

    def put_back(self) -> None:
        """Take a deleted step into the script again, where it was."""
        if self.row is not None and self.row.fate is Fate.DELETED:
            self._do(Insert(self.record_place, self.row.step), keep_row=True)

    def move(self, by: int) -> None:
        """Move the chosen step up or down."""
        if self.place is not None:
            self._do(Move(self.place, self.place + by), go_to=self.place + by)

    def duplicate(self) -> None:
        """Do the chosen step twice."""
        if self.row is not None and self.place is not None:
            self.insert(self.row.step.action, self.place + 1)

    def insert(self, action: Action, place: int | None = None) -> None:
        """Put a new step before the chosen one, or at a place."""
        at = self.record_place if place is None else place
        page = self.row.step.page if self.row else "t1"
        self._do(Insert(at, Planned(action, page)), go_to=at)

    def change(self, value: Value | None, locators: tuple[Locator, ...] | None) -> None:
        """Give the chosen step another value, or find its element another way; None leaves as it is."""
        step, place = self.row.step if self.row else None, self.place
        if step is None or place is None:
            return
        if value is not None and value != value_of(step.action):
            self._do(ChangeValue(place, value), go_to=place)
        target = target_of(step.action)
        if locators is not None and target is not None and locators != target.locators:
            self._do(ChangeLocators(place, locators), go_to=place)

    def attach(self, blob: str, data: bytes) -> None:
        """Keep a file's content, by its SHA-256, for when the script is run."""
        if self._work is not None:
            self._work.contents[blob] = data

    def undo(self) -> None:
        """Take the last edit back."""
        self._turn(History.undo)

    def redo(self) -> None:
        """Make it again."""
        self._turn(History.redo)

    def forget(self) -> None:
        """Give up the edits of all recordings, for good."""
        for work in self._works.values():
            work.history = History.of(work.opened.replay.episode.steps)
        self._announce()

    def discard(self) -> None:
        """Take all edits back; redo brings them again."""
        while self.edits:
            self._turn(History.undo, quiet=True)
        self._announce()

    # Running

    def request(self, hand_over: int | None = None) -> RedoRequest | None:
        """What is to be done again; with a place, the person takes over there."""
        work = self._work
        if work is None:
            return None
        replay, script = work.opened.replay, work.history.script
        changed = first_changed(work.history.original, script)
        self._wanted = work
        return RedoRequest(
            task=task_of(replay.episode.run.header),
            folder=work.opened.folder,
            of=work.opened.folder.name,
            script=script,
            first_changed=len(script.steps) if changed is None else changed,
            before=replay.verdict.ruling,
            hand_over=hand_over,
            contents=dict(work.contents),
        )

    def hear(self, message: SittingMessage) -> None:
        """Follow a run: what was done by hand becomes an edit, and the verdict is remembered."""
        work = self._running
        match message:
            case WorldOpened() | Closed():
                self._running = None  # until it is said to be a script that is done in it
                return
            case RedoStarted() if self._wanted is not None:
                work = self._running = self._wanted
                work.ran, work.ruling = work.history.script, None
            case DoneByHand(start=start, stop=stop, steps=steps) if work is not None and work.ran is not None:
                edit = Replace(start - 1, stop - 1, _made(steps, work.ran))
                same = work.ran == work.history.script
                work.ran = applied(work.ran, edit)
                if same:
                    work.history = work.history.do(edit)
            case Finished(verdict=verdict) if work is not None:
                work.ruling = verdict.ruling
            case _:
                return
        self._announce()

    # Small things

    def _do(self, edit: Edit, go_to: int | None = None, *, keep_row: bool = False) -> None:
        work = self._work
        if work is None:
            return
        try:
            work.history = work.history.do(edit)
        except CannotEdit as problem:
            self.refused.emit(problem.what, problem.advice)
            return
        self._announce(go_to, keep_row=keep_row)

    def _turn(self, verb: Callable[[History], History], *, quiet: bool = False) -> None:
        if self._work is not None:
            self._work.history = verb(self._work.history)
            if not quiet:
                self._announce()

    def _announce(self, go_to: int | None = None, *, keep_row: bool = False) -> None:
        step = self.row.step if self.row else None
        history = self._work.history if self._work else None
        self.rows = script_rows(history.original, history.script) if history else ()
        self.remarks = remarks(history.original, history.script) if history else ()
        if go_to is not None:
            self.chosen = next((row for row, each in enumerate(self.rows) if each.place == go_to), self.chosen)
        elif not keep_row and step is not None and step.recorded is not None:
            self.chosen = self.row_of_step(step.recorded.index)
        self.chosen = min(self.chosen, len(self.rows) - 1)
        self.changed.emit()


def _made(steps: tuple[Step, ...], script: Script) -> tuple[Planned, ...]:
    """What was done by hand; whoever declares the recorded end has not changed it."""
    made = by_hand(steps)
    if made and script.end is not None and made[-1].action == script.end:
        return (*made[:-1], script.steps[-1])
    return made


def is_end(row: ScriptRow | None) -> bool:
    """Whether it is the declared end, which can't be edited."""
    return row is not None and isinstance(row.step.action, ENDS)
