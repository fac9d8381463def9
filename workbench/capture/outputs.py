"""What the recorder says: the steps as they take shape, and every stream with its step written in.

``StepOpened`` and ``StepChanged`` carry provisional steps for whoever watches; ``StepClosed`` carries the final one,
once per step and in order of index: that is the one to keep. Changes come in order of ``seq``.
"""

from dataclasses import dataclass

from workbench.domain.changes import Attempt, Change
from workbench.domain.exchanges import Exchange
from workbench.domain.steps import ConsoleEntry, Disturbance, DomEvent, Step


@dataclass(frozen=True, slots=True)
class StepOpened:
    """A new action began."""

    step: Step


@dataclass(frozen=True, slots=True)
class StepChanged:
    """A step that isn't closed yet turned out to be more or other than it seemed."""

    step: Step


@dataclass(frozen=True, slots=True)
class StepClosed:
    """The step is final."""

    step: Step


@dataclass(frozen=True, slots=True)
class StepDropped:
    """The last step turned out to be no step; its index will be used again."""

    index: int


@dataclass(frozen=True, slots=True)
class ExchangeAttributed:
    exchange: Exchange


@dataclass(frozen=True, slots=True)
class ChangeAttributed:
    change: Change


@dataclass(frozen=True, slots=True)
class AttemptHeard:
    """Passed on as it came: work that was rolled back belongs to its request, not to a step."""

    attempt: Attempt


@dataclass(frozen=True, slots=True)
class ConsoleAttributed:
    entry: ConsoleEntry


@dataclass(frozen=True, slots=True)
class DisturbanceAttributed:
    disturbance: Disturbance


@dataclass(frozen=True, slots=True)
class DomRecorded:
    """One more DOM event of the episode. Steps count these, in the order in which they are handed out."""

    event: DomEvent


@dataclass(frozen=True, slots=True)
class BlobCarried:
    """Content that an action refers to by ``hash`` (SHA-256 in hex), to be stored: an uploaded file."""

    hash: str
    data: bytes


RecorderOutput = (
    StepOpened
    | StepChanged
    | StepClosed
    | StepDropped
    | ExchangeAttributed
    | ChangeAttributed
    | AttemptHeard
    | ConsoleAttributed
    | DisturbanceAttributed
    | DomRecorded
    | BlobCarried
)
