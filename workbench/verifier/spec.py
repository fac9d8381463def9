"""A parsed specification: frozen, complete, and independent of any run."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from workbench.domain.values import JsonValue
from workbench.verifier.calls import Call
from workbench.verifier.expressions import Expression
from workbench.verifier.pages import PageClause
from workbench.verifier.patterns import Pattern
from workbench.verifier.problems import Place
from workbench.verifier.references import Operand, Ref
from workbench.verifier.requests import Request


class Policy(StrEnum):
    """How strictly a table is guarded."""

    STRICT = "strict"
    """Harm undone is still harm."""
    REPAIRABLE = "repairable"
    """Harm undone before the end is reported as repaired; there is still no reward."""
    EPHEMERAL = "ephemeral"
    """Its changes are shown and counted, and mean nothing to the verdict."""


@dataclass(frozen=True, slots=True)
class Times:
    """How many changes a clause takes."""

    least: int
    most: int | None
    """None for any number."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A require, allow or never line."""

    id: str
    section: str
    """require, allow or never."""
    pattern: Pattern
    times: Times
    place: Place
    because: str = ""
    outcome: str | None = None
    """``done`` or ``defer`` when the clause is in force only where that is the right outcome."""
    count: Ref | None = None
    """The parameter that says how many changes a requirement takes; ``times`` is one until a task tells."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """Where its parts stand: ``insert``, ``values.date``, ``only.0``."""

    def place_of(self, part: str) -> Place:
        """Where a part stands, or the clause itself where that is not known."""
        return self.places.get(part, self.places.get(part.partition(".")[0], self.place))


@dataclass(frozen=True, slots=True)
class Order:
    """Something must come before or after the changes of a clause."""

    id: str
    subject: str | tuple[Request, ...]
    """Id of a clause, or reads of which one is enough."""
    relation: str
    """before or after."""
    anchor: str
    """Id of the clause that it is measured against."""
    place: Place
    because: str = ""
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """What must be declared at the end."""

    kind: str
    """done or defer."""
    place: Place
    reason: str = ""
    """Reason code that a deferral must carry."""
    entity: Operand | None = None
    """What a deferral must name; None when anything will do."""
    when: Expression | None = None
    """Deferring is right only where this holds of the initial state; elsewhere ``done`` is."""


@dataclass(frozen=True, slots=True)
class Let:
    """A name for a value computed from parameters and the initial state."""

    name: str
    expression: Expression


@dataclass(frozen=True, slots=True)
class Signature:
    """The author knows that mutants of this name survive, and says what that means."""

    mutant: str
    """A mutant's name, or a pattern with ``*``: ``column:the-visit.booked_at=*``."""
    sentence: str
    """Begins with "this spec accepts: "."""
    place: Place


@dataclass(frozen=True, slots=True)
class Spec:
    """The formal definition of success for a workout."""

    source: str
    """Name of the file, for messages."""
    text_hash: str
    """SHA-256 in hex of the text."""
    workout: str
    goal: str | None
    params: Mapping[str, JsonValue] | None
    """Declared parameters: name to type word, or to a mapping of fields. None when the spec declares none."""
    lets: tuple[Let, ...]
    clauses: tuple[Clause, ...]
    """require, allow and never, in the order in which changes are charged."""
    orders: tuple[Order, ...]
    ending: Ending
    tables: Mapping[str, Policy]
    """Policies that differ from strict, or say strict aloud."""
    drain: float
    """Seconds of the world's clock that pending work gets before the final state is read."""
    version: int = 1
    places: Mapping[str, Place] = field(default_factory=dict)
    """Where top-level things stand, for messages: ``tables.sessions``, ``let.busy``."""
    accepts: tuple[Signature, ...] = ()
    """Survivors of the audit that the author has signed. They mean nothing to a verdict."""
    pages: tuple[PageClause, ...] = ()
    """What must be displayed at the end; it can only take a reward away."""
    calls: tuple[Call, ...] = ()
    """The never lines that speak of requests; they can only take a reward away, too."""
    written: bool = False
    """Whether the file is the workout, too: it has a ``task``, which is for the gym to read."""

    @property
    def unfinished(self) -> bool:
        """Whether it is a new workout's, which asks for nothing yet."""
        asks = any(clause.section == "require" for clause in self.clauses)
        return self.written and self.ending.kind == "done" and not asks

    def policy(self, table: str) -> Policy:
        """The table's policy; strict unless the spec says otherwise."""
        return self.tables.get(table, Policy.STRICT)

    @property
    def ephemeral(self) -> tuple[str, ...]:
        """The tables that may change in any way."""
        return tuple(name for name, policy in self.tables.items() if policy is Policy.EPHEMERAL)

    @property
    def outcomes(self) -> tuple[str, ...]:
        """The ends that may be right, depending on the task."""
        return (self.ending.kind,) if self.ending.when is None else ("done", "defer")

    def in_force(self, outcome: str | None, section: str, right: str) -> bool:
        """Whether a clause that says ``outcome`` counts where ``right`` is the right end.

        What a twin demands belongs to ``done`` unless it says otherwise; the rest always holds.
        """
        if outcome is None and self.ending.when is not None and section in ("require", "order", "page"):
            outcome = "done"
        return outcome is None or outcome == right

    @property
    def nevers(self) -> tuple[Clause | Call, ...]:
        """The never lines of both kinds, in the order of the file."""
        rows = (clause for clause in self.clauses if clause.section == "never")
        return tuple(sorted((*rows, *self.calls), key=lambda line: (line.place.line, line.place.column)))

    def clause(self, id: str) -> Clause | None:
        """The clause of that id, or None."""
        return next((clause for clause in self.clauses if clause.id == id), None)
