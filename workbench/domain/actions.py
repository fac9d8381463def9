"""What was done: tagged values, one class each. ``kind`` is the tag on disk."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Locator:
    """One way to find an element again."""

    strategy: str
    """``test_id``, ``role``, ``label``, ``placeholder``, ``text`` or ``css``."""
    value: str
    """The test id, the label text, the CSS path …; for ``role`` the role."""
    name: str | None = None
    """Accessible name, for ``role`` only."""
    unique: bool | None = None
    """Whether it matched exactly one element at the moment of the event; None when unproven."""
    nth: int | None = None
    """Zero-based position among the matches, where it is not unique."""


@dataclass(frozen=True, slots=True)
class Target:
    """The element an action aimed at, described at the moment of the event."""

    locators: tuple[Locator, ...]
    """Best first."""
    role: str
    name: str
    """Accessible name; empty when it has none."""
    tag: str
    text: str = ""
    """Visible text, at most 200 characters."""
    box: tuple[float, float, float, float] | None = None
    """x, y, width, height in CSS pixels of the viewport."""
    frame: tuple[str, ...] = ()
    """CSS paths of the frames that lead to it, outermost first; empty in the top document."""
    node: int | None = None
    """Its id in the DOM recording, where known."""


@dataclass(frozen=True, slots=True)
class Click:
    kind: ClassVar[str] = "click"
    target: Target
    button: str = "left"
    count: int = 1
    """2 for a double click."""
    modifiers: tuple[str, ...] = ()
    """Playwright's names: Alt, Control, Meta, Shift."""
    position: tuple[float, float] | None = None
    """Pixels from the target's top left corner."""


@dataclass(frozen=True, slots=True)
class Fill:
    kind: ClassVar[str] = "fill"
    target: Target
    value: str
    masked: bool = False
    """The value is a password and was replaced before it left the page."""


@dataclass(frozen=True, slots=True)
class Select:
    kind: ClassVar[str] = "select"
    target: Target
    values: tuple[str, ...]
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    kind: ClassVar[str] = "check"
    target: Target
    checked: bool


@dataclass(frozen=True, slots=True)
class Press:
    kind: ClassVar[str] = "press"
    target: Target | None
    key: str
    """Playwright's key syntax, e.g. ``Enter`` or ``Control+a``."""


@dataclass(frozen=True, slots=True)
class Scroll:
    kind: ClassVar[str] = "scroll"
    target: Target | None
    """None for the window itself."""
    x: float
    y: float
    """Where the scroll came to rest, CSS pixels from the origin."""


@dataclass(frozen=True, slots=True)
class Drag:
    kind: ClassVar[str] = "drag"
    source: Target
    target: Target


@dataclass(frozen=True, slots=True)
class Upload:
    kind: ClassVar[str] = "upload"
    target: Target
    files: tuple[str, ...]
    """File names."""
    blobs: tuple[str, ...] = ()
    """Their contents, by hash, where they were stored."""


@dataclass(frozen=True, slots=True)
class Navigate:
    kind: ClassVar[str] = "navigate"
    url: str
    how: str = "address"
    """``address``, ``reload``, ``back`` or ``forward``."""


@dataclass(frozen=True, slots=True)
class OpenPage:
    kind: ClassVar[str] = "open_page"
    opened: str
    """The new tab's id."""
    url: str


@dataclass(frozen=True, slots=True)
class ClosePage:
    kind: ClassVar[str] = "close_page"
    closed: str


@dataclass(frozen=True, slots=True)
class SwitchPage:
    kind: ClassVar[str] = "switch_page"
    to: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A JavaScript dialog was answered."""

    kind: ClassVar[str] = "answer"
    dialog: str
    """alert, confirm, prompt or beforeunload."""
    message: str
    accepted: bool
    text: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """The actor declares the task finished."""

    kind: ClassVar[str] = "done"


@dataclass(frozen=True, slots=True)
class Defer:
    """The actor hands the task to a human."""

    kind: ClassVar[str] = "defer"
    reason: str
    """A reason code of the spec, e.g. ``closed_day``."""
    entity: str = ""
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GiveUp:
    """The actor stops without claiming success."""

    kind: ClassVar[str] = "give_up"
    why: str = ""


Outcome = Done | Defer | GiveUp
PageAction = (
    Click
    | Fill
    | Select
    | Check
    | Press
    | Scroll
    | Drag
    | Upload
    | Navigate
    | OpenPage
    | ClosePage
    | SwitchPage
    | Answer
)
Action = PageAction | Outcome
