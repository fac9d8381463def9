"""What the Record perspective knows: one frozen value, folded from the messages of a sitting. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from workbench.domain.changes import Change
from workbench.domain.episodes import Header
from workbench.domain.schema import Schema
from workbench.domain.steps import Disturbance, Step
from workbench.domain.verdicts import FindingKind, Lamp, LampState, Verdict
from workbench.session.control import ProfileInfo
from workbench.session.messages import (
    AddressChanged,
    ChangeSeen,
    ClockTicked,
    Closed,
    DisturbanceSeen,
    DoneByHand,
    ExchangeSeen,
    Finished,
    HandedOver,
    LampsMoved,
    Preparing,
    RecordingPaused,
    RecordingResumed,
    RecordingStarted,
    RedoStarted,
    RedoStepping,
    Saved,
    SittingMessage,
    StepChanged,
    StepDropped,
    StepOpened,
    StepsReplaced,
    StuckAt,
    Trouble,
    WorldOpened,
)
from workbench.ui.models.emphasis import without_marks
from workbench.ui.models.goal import stressed_goal
from workbench.ui.models.redo_state import RedoState

_FIRST_TAB = "t1"


class Phase(StrEnum):
    """Where a sitting stands."""

    ABSENT = "absent"
    PREVIEW = "preview"
    """The world is open, nothing is recorded."""
    RECORDING = "recording"
    PAUSED = "paused"
    FINISHED = "finished"
    """Complete on disk and judged."""
    BROKEN = "broken"
    """The sitting can't go on; what was recorded is kept."""


@dataclass(frozen=True, slots=True)
class ChargedChange:
    """A committed change and the clause that took it."""

    change: Change
    charged_to: str | None
    known: bool = True
    """False after the recording was rebuilt, until the verdict says it again."""

    @property
    def breach(self) -> bool:
        """Nobody takes it."""
        return self.known and self.charged_to is None


@dataclass(frozen=True, slots=True)
class RecordState:
    """Everything that the perspective shows. ``apply`` gives the next one."""

    phase: Phase = Phase.ABSENT
    busy: str = ""
    """Something slow is under way, in words; empty when nothing is."""
    goal: str = ""
    """The goal sentence, its parameters stressed with ``**`` where the template is known."""
    templates: Mapping[str, str] = field(default_factory=dict)
    """Goal templates by workout, for that stress."""
    profiles: tuple[ProfileInfo, ...] = ()
    """Those that there are."""
    header: Header | None = None
    reasons: tuple[str, ...] = ()
    """Codes with which the task may have to be deferred."""
    files: tuple[Path, ...] = ()
    """What the task may ask to attach."""
    schema: Schema | None = None
    folder: Path | None = None
    steps: tuple[Step, ...] = ()
    changes: tuple[ChargedChange, ...] = ()
    requests: Mapping[int, int] = field(default_factory=dict)
    """Step index to the number of exchanges it caused."""
    disturbances: tuple[Disturbance, ...] = ()
    lamps: tuple[Lamp, ...] = ()
    page: str = ""
    """Id of the tab in front; empty before there is one."""
    url: str = ""
    title: str = ""
    world_time: str = ""
    elapsed: float = 0.0
    verdict: Verdict | None = None
    saved: str | None = None
    """The label it was kept under; None while it isn't kept."""
    trouble: Trouble | None = None
    """The latest one; the window shows it once."""
    redo: RedoState | None = None
    """The edited recording that is done again here; None where a task is recorded by hand alone."""

    @property
    def redoing(self) -> bool:
        """Whether a script acts in the page: nobody else may."""
        return self.redo is not None and self.redo.running and self.phase is not Phase.FINISHED

    @property
    def live(self) -> bool:
        """Whether a recording is under way."""
        return self.phase in (Phase.RECORDING, Phase.PAUSED)

    @property
    def profile(self) -> ProfileInfo | None:
        """The one that the open task is under, where it is known."""
        name = self.header.profile if self.header else ""
        return next((profile for profile in self.profiles if profile.name == name), None)

    def apply(self, message: SittingMessage) -> "RecordState":
        """The state after a message."""
        match message:
            case StepOpened() | StepChanged() | StepDropped() | StepsReplaced():
                return self._apply_step(message)
            case ChangeSeen(change=change, charged_to=clause):
                return replace(self, changes=(*self.changes, ChargedChange(change, clause)))
            case ExchangeSeen(exchange=exchange):
                return self._count(exchange.step)
            case DisturbanceSeen(disturbance=disturbance):
                return replace(self, disturbances=(*self.disturbances, disturbance))
            case LampsMoved(lamps=lamps):
                return replace(self, lamps=lamps)
            case AddressChanged(page=page, url=url, title=title):
                return replace(self, page=page, url=url, title=title)
            case ClockTicked(world_time=now, elapsed=elapsed):
                return replace(self, world_time=now, elapsed=elapsed)
            case _:
                return self._apply_turn(message)

    def _apply_turn(self, message: SittingMessage) -> "RecordState":
        match message:
            case Preparing(what=what):
                return replace(self, busy=what)
            case WorldOpened(header=header, schema=schema, lamps=lamps, reasons=reasons, files=files):
                fresh = replace(self._bare(Phase.PREVIEW, header), reasons=reasons, files=files)
                url = f"{header.origin}/"  # the start path may be a one-time link that leads elsewhere
                return replace(fresh, schema=schema, lamps=lamps, world_time=header.world_started, url=url)
            case RecordingStarted(folder=folder):
                return self._begin(folder)
            case RecordingPaused():
                return replace(self, phase=Phase.PAUSED, busy="")
            case RecordingResumed():
                return replace(self, phase=Phase.RECORDING, busy="")
            case RedoStarted() | RedoStepping() | StuckAt() | HandedOver() | DoneByHand():
                return self._apply_redo(message)
            case Finished(folder=folder, verdict=verdict):
                return replace(self._charge(verdict), phase=Phase.FINISHED, folder=folder, verdict=verdict, busy="")
            case Saved(folder=folder, label=label):
                return replace(self, folder=folder, saved=label, busy="")
            case Closed():
                return RecordState(templates=self.templates, profiles=self.profiles)
            case Trouble(fatal=fatal):
                redo = self.redo.interrupted() if self.redo and self.live and not fatal else None
                redo = self.redo if self.phase is Phase.FINISHED else redo
                return replace(self, trouble=message, busy="", redo=redo, phase=Phase.BROKEN if fatal else self.phase)
            case _:
                return self

    def settle(self) -> "RecordState":
        """The state when the command in progress is over, however it ended."""
        return replace(self, busy="")

    def know(self, templates: Mapping[str, str], profiles: tuple[ProfileInfo, ...] = ()) -> "RecordState":
        """The state once the workouts' goal templates and the profiles are known."""
        goal = self.goal
        if self.header is not None:
            goal = stressed_goal(templates.get(self.header.workout, ""), self.header.goal)
        return replace(self, templates=templates, profiles=profiles, goal=goal)

    def _bare(self, phase: Phase, header: Header | None) -> "RecordState":
        """Nothing recorded yet; what the window knows of the task and of the page stays."""
        bare = RecordState(phase, header=header, page=_FIRST_TAB, url=self.url, title=self.title)
        bare = replace(bare, reasons=self.reasons, files=self.files)
        return bare.know(self.templates, self.profiles)

    def _begin(self, folder: Path) -> "RecordState":
        fresh = self._bare(Phase.RECORDING, self.header)
        fresh = replace(fresh, redo=self.redo, busy=self.busy if self.redoing else "")
        return replace(fresh, folder=folder, schema=self.schema, lamps=self.lamps, world_time=self.world_time)

    def _apply_redo(self, message: SittingMessage) -> "RecordState":
        redo = RedoState.begun(message) if isinstance(message, RedoStarted) else self.redo
        redo = redo.apply(message) if redo else None
        if isinstance(message, DoneByHand):
            return replace(self, redo=redo)  # what follows from it is under way already
        return replace(self, redo=redo, busy=without_marks(redo.sentence) if redo and redo.running else "")

    def _apply_step(self, message: StepOpened | StepChanged | StepDropped | StepsReplaced) -> "RecordState":
        match message:
            case StepOpened(step=step) | StepChanged(step=step):
                return replace(self, steps=_with(self.steps, step))
            case StepDropped(index=index):
                return replace(self, steps=tuple(step for step in self.steps if step.index != index))
            case StepsReplaced(steps=steps, changes=changes):
                phase = Phase.RECORDING if self.live else self.phase
                kept = tuple(self._recognise(change) for change in changes)
                redo = self.redo if steps else None  # started over, there is nothing left of the script
                return replace(self, phase=phase, steps=steps, changes=kept, requests={}, busy="", redo=redo)

    def _recognise(self, change: Change) -> ChargedChange:
        """A change that was made again, with the charge it had."""
        same = (change.seq, change.table, change.key, change.operation)
        for seen in self.changes:
            if (seen.change.seq, seen.change.table, seen.change.key, seen.change.operation) == same:
                return replace(seen, change=change)
        return ChargedChange(change, None, known=False)

    def _count(self, step: int | None) -> "RecordState":
        if step is None:
            return self
        return replace(self, requests={**self.requests, step: self.requests.get(step, 0) + 1})

    def _charge(self, verdict: Verdict) -> "RecordState":
        charged = (ChargedChange(seen.change, verdict.charges.get(seen.change.seq)) for seen in self.changes)
        return replace(self, changes=tuple(charged), lamps=tuple(_settled(lamp, verdict) for lamp in self.lamps))


def _settled(lamp: Lamp, verdict: Verdict) -> Lamp:
    """The lamp as the verdict leaves it: at the end, what is still open was not met."""
    clause = None if lamp.section == "frame" else lamp.clause
    kinds = {finding.kind for finding in verdict.findings if finding.clause == clause}
    if kinds & {FindingKind.UNMET, FindingKind.BREACH}:
        return replace(lamp, state=LampState.BROKEN)
    return replace(lamp, state=LampState.MET) if FindingKind.MET in kinds else lamp


def _with(steps: tuple[Step, ...], step: Step) -> tuple[Step, ...]:
    """``steps`` with one added, or with the one of the same index replaced."""
    for position in range(len(steps) - 1, -1, -1):
        if steps[position].index == step.index:
            return (*steps[:position], step, *steps[position + 1 :])
    return (*steps, step)
