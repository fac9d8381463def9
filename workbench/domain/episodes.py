"""The frozen record of a finished sitting, and the part of it that a verdict is computed from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.domain.actions import Outcome
from workbench.domain.changes import Attempt, Change
from workbench.domain.exchanges import Exchange
from workbench.domain.pages import PageAtEnd
from workbench.domain.schema import Schema
from workbench.domain.steps import ConsoleEntry, Disturbance, DomEvent, Step
from workbench.domain.values import JsonValue, Key, Row, Scalar


@dataclass(frozen=True, slots=True)
class InitialState:
    """The world before anyone acted. ``apply(initial, changes)`` must equal the final state."""

    schema: Schema
    tables: Mapping[str, Mapping[Key, Row]]
    """All rows of every table, by key; in a world too large to store, the rows that the run touched."""
    complete: bool = True
    """Whether ``tables`` holds every row."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """Number of rows of each table, also where the rows themselves are not stored."""
    lookups: Mapping[str, Scalar] = field(default_factory=dict)
    """Answers of the spec's ``let`` expressions, asked of the world at the start, for incomplete states."""


@dataclass(frozen=True, slots=True)
class TableDigest:
    """A table's content in brief."""

    rows: int
    digest: str
    """SHA-256 in hex over the canonical JSON lines of its rows, sorted by key; see docs/episode.md."""


@dataclass(frozen=True, slots=True)
class FinalState:
    """The world after the declared end, read from the database itself and not from the journal."""

    tables: Mapping[str, TableDigest]
    """Digests of the tables small enough to read whole."""
    touched: Mapping[str, Mapping[Key, Row | None]]
    """Every row that the journal names, as it is now; None where it is gone."""
    counts: Mapping[str, int] = field(default_factory=dict)
    drained: bool = True
    """Whether all pending work was done before this was read."""
    problems: tuple[str, ...] = ()
    """What the world's own checks found wrong with the journal; any makes the verdict UNDECIDED."""


@dataclass(frozen=True, slots=True)
class Header:
    """What ``episode.json`` says."""

    id: str
    gym: str
    workout: str
    """``clinic/book_visit``."""
    goal: str
    """The goal sentence with its parameters filled in."""
    parameters: Mapping[str, JsonValue]
    seed: int
    profile: str
    actor: str
    """Who acted: ``human``, ``oracle`` or an agent's name."""
    created: str
    """UTC, ISO 8601 with Z."""
    versions: Mapping[str, str]
    """workbench, gym, browser, python."""
    spec_hash: str
    """SHA-256 in hex of the spec's text it was recorded under."""
    viewport: tuple[int, int]
    start_url: str
    """Path that the sitting began at, without origin."""
    origin: str
    world_started: str
    """World time at sitting time 0."""
    expected: str | None = None
    """The verdict a shipped recording must have: SATISFIED or VIOLATED; None where nobody said."""
    label: str = ""
    """``gold``, ``failing`` or empty."""
    note: str = ""
    options: Mapping[str, JsonValue] = field(default_factory=dict)
    """How the world was varied, e.g. ``{"date_widget": "flatpickr"}``."""


@dataclass(frozen=True, slots=True)
class RunRecord:
    """All that a verdict may be computed from."""

    header: Header
    initial: InitialState
    changes: tuple[Change, ...]
    final: FinalState | None
    """None when the run was cut off before its end: UNDECIDED."""
    exchanges: tuple[Exchange, ...]
    outcome: Outcome | None
    """None when no end was declared."""
    outcome_at: float | None = None
    attempts: tuple[Attempt, ...] = ()
    disturbances: tuple[Disturbance, ...] = ()
    interruptions: tuple[str, ...] = ()
    """Reasons why the record can't be trusted (lost browser, dead gym, damaged file): any makes it UNDECIDED."""
    pages: tuple[PageAtEnd, ...] = ()
    """What the open tabs showed when the end was declared; none where that was not recorded."""


@dataclass(frozen=True, slots=True)
class Episode:
    """A run with everything that replay shows. Blobs are fetched by hash from the episode's folder."""

    run: RunRecord
    steps: tuple[Step, ...]
    dom: tuple[DomEvent, ...]
    console: tuple[ConsoleEntry, ...]
