"""What the recorder is fed. Each event carries ``at``, in milliseconds since the sitting began."""

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.domain.actions import Outcome
from workbench.domain.changes import Attempt, Change
from workbench.domain.exchanges import Exchange
from workbench.domain.steps import ConsoleEntry, Disturbance
from workbench.domain.values import JsonValue


@dataclass(frozen=True, slots=True)
class PageOpened:
    """A tab appeared. ``opener`` is None for the first one."""

    at: float
    page: str
    url: str
    opener: str | None


@dataclass(frozen=True, slots=True)
class PageClosed:
    at: float
    page: str


@dataclass(frozen=True, slots=True)
class PageShown:
    """A tab came to the front."""

    at: float
    page: str


@dataclass(frozen=True, slots=True)
class Navigated:
    """A tab's main frame committed a new document (or changed its URL within one)."""

    at: float
    page: str
    url: str
    title: str
    by_user: str | None = None
    """``address``, ``reload``, ``back`` or ``forward`` when the workbench's own controls did it; ``at`` is then
    the moment they were used, as well as the session knows it."""


@dataclass(frozen=True, slots=True)
class InputHeard:
    """One message of the page script's input listener: see resources/page/src for its contract."""

    at: float
    page: str
    message: Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class DomHeard:
    """One rrweb event of a tab."""

    at: float
    page: str
    event: Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class TimingHeard:
    """Page timing that the script observed: ``paint`` (ms), ``shift`` (score) or ``long_task`` (ms)."""

    at: float
    page: str
    what: str
    amount: float


@dataclass(frozen=True, slots=True)
class TruthTaken:
    """The live page's own canonical DOM, taken when it had been quiet for a while and ``dom_events`` were recorded."""

    at: float
    page: str
    blob: str
    dom_events: int


@dataclass(frozen=True, slots=True)
class PixelsTaken:
    """A frame of a tab was stored under ``blob``; it shows the page as it was at ``at``."""

    at: float
    page: str
    blob: str


@dataclass(frozen=True, slots=True)
class ExchangeHeard:
    """An exchange finished or failed; ``step`` is not set yet."""

    at: float
    exchange: Exchange


@dataclass(frozen=True, slots=True)
class ChangesHeard:
    """The world committed; ``step`` is not set yet."""

    at: float
    changes: tuple[Change, ...]
    attempts: tuple[Attempt, ...] = ()


@dataclass(frozen=True, slots=True)
class ConsoleHeard:
    at: float
    entry: ConsoleEntry


@dataclass(frozen=True, slots=True)
class DisturbanceHeard:
    at: float
    disturbance: Disturbance


@dataclass(frozen=True, slots=True)
class DialogAnswered:
    at: float
    page: str
    dialog: str
    message: str
    accepted: bool
    text: str


@dataclass(frozen=True, slots=True)
class OutcomeDeclared:
    """Done, deferred or given up: the last action."""

    at: float
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Paused:
    """From here to ``Resumed`` inputs make no steps; everything else is still recorded."""

    at: float


@dataclass(frozen=True, slots=True)
class Resumed:
    at: float


RawEvent = (
    PageOpened
    | PageClosed
    | PageShown
    | Navigated
    | InputHeard
    | DomHeard
    | TimingHeard
    | TruthTaken
    | PixelsTaken
    | ExchangeHeard
    | ChangesHeard
    | ConsoleHeard
    | DisturbanceHeard
    | DialogAnswered
    | OutcomeDeclared
    | Paused
    | Resumed
)
