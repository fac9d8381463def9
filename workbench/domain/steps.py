"""One action with everything that came of it until the next one, and the streams beside it."""

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.domain.actions import Action
from workbench.domain.values import JsonValue


@dataclass(frozen=True, slots=True)
class Timing:
    """How the page felt while it answered."""

    next_paint: float | None = None
    """Milliseconds from the event to the next paint."""
    layout_shift: float = 0.0
    """Cumulative layout shift score during the step (web.dev/cls)."""
    long_tasks: float = 0.0
    """Milliseconds spent in tasks longer than 50 ms."""


@dataclass(frozen=True, slots=True)
class Step:
    """One action and what came of it. Streams refer to it by ``index``."""

    index: int
    """From 1."""
    action: Action
    page: str
    """The tab it happened in, e.g. ``t1``."""
    url: str
    """Where that tab stood when the action began."""
    title: str
    started: float
    """When the action began (for a fill: its first keystroke)."""
    acted: float
    """When the action itself was over (for a fill: its last keystroke)."""
    ended: float
    """When the next step began or the recording ended; everything in between belongs to this step."""
    before: str | None = None
    """Blob hash of the pixels just before, None where none could be taken."""
    after: str | None = None
    """Blob hash of the last pixels before ``ended``."""
    dom_before: int = 0
    """Number of DOM events of the episode recorded before the action began."""
    dom_after: int = 0
    """Number of DOM events recorded by ``ended``."""
    timing: Timing | None = None
    truth: str | None = None
    """Blob hash of the live page's own canonical DOM at ``truth_dom`` events, taken independently of the recording."""
    truth_dom: int | None = None
    """Number of DOM events recorded when the truth was taken."""


@dataclass(frozen=True, slots=True)
class DomEvent:
    """One rrweb event (type, data, timestamp) of one tab."""

    at: float
    page: str
    event: Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class ConsoleEntry:
    """One console message or page error."""

    at: float
    page: str
    level: str
    """log, info, warning, error, debug, or ``exception`` for an uncaught one."""
    text: str
    location: str = ""
    """``url:line:column`` where known."""
    step: int | None = None


@dataclass(frozen=True, slots=True)
class Disturbance:
    """A perturbation struck."""

    at: float
    perturbation: str
    """Its id, e.g. ``P6``."""
    title: str
    world_time: str
    detail: Mapping[str, JsonValue]
    step: int | None = None
