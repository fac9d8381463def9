"""What a sitting tells whoever watches it: tagged values, sent in order from the runtime thread."""

from dataclasses import dataclass
from pathlib import Path

from workbench.authoring.displaying import Origin
from workbench.domain.changes import Change
from workbench.domain.episodes import Header
from workbench.domain.exchanges import Exchange
from workbench.domain.picking import Picked
from workbench.domain.schema import Schema
from workbench.domain.steps import Disturbance, Step
from workbench.domain.verdicts import Lamp, Ruling, Verdict


@dataclass(frozen=True, slots=True)
class TaskRequest:
    """Which task to sit down to."""

    workout: str
    """``clinic/book_visit``"""
    seed: int = 1
    profile: str = "clean"
    options: tuple[tuple[str, str], ...] = ()
    """How to vary the world, such as ``(("date_widget", "flatpickr"),)``; what is left out the seed decides."""
    actor: str = "human"


@dataclass(frozen=True, slots=True)
class Preparing:
    """Something slow is under way; ``what`` is for the status strip."""

    what: str


@dataclass(frozen=True, slots=True)
class WorldOpened:
    """The task is ready and its page is in the browser. Nothing is recorded yet."""

    header: Header
    schema: Schema
    lamps: tuple[Lamp, ...]
    reasons: tuple[str, ...] = ()
    """Codes with which the task may have to be deferred."""
    files: tuple[Path, ...] = ()
    """What the task may ask to attach, on disk until the sitting closes."""


@dataclass(frozen=True, slots=True)
class RecordingStarted:
    folder: Path


@dataclass(frozen=True, slots=True)
class RecordingPaused:
    pass


@dataclass(frozen=True, slots=True)
class RecordingResumed:
    pass


@dataclass(frozen=True, slots=True)
class StepOpened:
    """A new step began; it may still change."""

    step: Step


@dataclass(frozen=True, slots=True)
class StepChanged:
    """The open step changed (a coalesced fill grew, a click became a double click, it ended)."""

    step: Step


@dataclass(frozen=True, slots=True)
class StepDropped:
    """The open step turned out to be no step of its own (a click on a label became a check)."""

    index: int


@dataclass(frozen=True, slots=True)
class StepsReplaced:
    """The recording was rebuilt: after "undo last step" or "start over"."""

    steps: tuple[Step, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class ChangeSeen:
    change: Change
    charged_to: str | None
    """Id of the clause that takes it; None when no clause does: a breach."""


@dataclass(frozen=True, slots=True)
class ExchangeSeen:
    exchange: Exchange


@dataclass(frozen=True, slots=True)
class DisturbanceSeen:
    disturbance: Disturbance


@dataclass(frozen=True, slots=True)
class LampsMoved:
    lamps: tuple[Lamp, ...]


@dataclass(frozen=True, slots=True)
class AddressChanged:
    """The tab in front stands somewhere else now."""

    page: str
    url: str
    title: str


@dataclass(frozen=True, slots=True)
class ClockTicked:
    """About once a second while a world is open."""

    world_time: str
    elapsed: float
    """Milliseconds since the recording started, pauses left out."""


@dataclass(frozen=True, slots=True)
class RedoStarted:
    """An edited recording is being done again; the steps of its script count from 1."""

    of: str
    """The recording's name."""
    steps: tuple[str, ...]
    """What each step of the script does, in words; the declared end included."""
    first_changed: int
    """The first step that differs from the recording."""
    before: Ruling | None = None
    """How the recording was judged."""


@dataclass(frozen=True, slots=True)
class RedoStepping:
    """That step of the script is being done."""

    step: int


@dataclass(frozen=True, slots=True)
class StuckAt:
    """That step of the script can't be done; the page stays open for the person to go on."""

    step: int
    sentence: str
    """What kept it from being done."""


@dataclass(frozen=True, slots=True)
class HandedOver:
    """It is the person's turn: all steps before that one were done."""

    step: int
    """The one to go on with; one more than there are where none is left."""


@dataclass(frozen=True, slots=True)
class DoneByHand:
    """What the person did in the place of a part of the script, when they handed back or declared the end."""

    start: int
    """The first step of the script that it takes the place of."""
    stop: int
    """The step of the script to go on with."""
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class PickingStarted:
    """From now on the mouse points at elements, and the page hears nothing of it."""


@dataclass(frozen=True, slots=True)
class ElementPicked:
    picked: Picked
    origins: tuple[Origin, ...]
    """The cells that may stand behind what it displays, likeliest first."""


@dataclass(frozen=True, slots=True)
class PickingEnded:
    """The mouse is the page's again."""


@dataclass(frozen=True, slots=True)
class Finished:
    """The episode is complete on disk and judged."""

    folder: Path
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Saved:
    """The episode was kept in the recordings folder."""

    folder: Path
    label: str


@dataclass(frozen=True, slots=True)
class Closed:
    """The world, its browser page and its recorder are gone."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A problem for the person in front: one sentence what, one what to do."""

    what: str
    advice: str
    fatal: bool = False
    """The sitting can't go on; what was recorded is kept."""


SittingMessage = (
    Preparing
    | WorldOpened
    | RecordingStarted
    | RecordingPaused
    | RecordingResumed
    | StepOpened
    | StepChanged
    | StepDropped
    | StepsReplaced
    | ChangeSeen
    | ExchangeSeen
    | DisturbanceSeen
    | LampsMoved
    | AddressChanged
    | ClockTicked
    | PickingStarted
    | ElementPicked
    | PickingEnded
    | RedoStarted
    | RedoStepping
    | StuckAt
    | HandedOver
    | DoneByHand
    | Finished
    | Saved
    | Closed
    | Trouble
)
