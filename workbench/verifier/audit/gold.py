"""A run that is right, taken apart: which clause took which change, and what a mutant may be made of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from workbench.domain.changes import Actor, Change, Operation
from workbench.domain.episodes import RunRecord
from workbench.domain.schema import Schema, Table
from workbench.domain.values import Key, Row, Scalar
from workbench.verifier.assessing import Assessment, assess
from workbench.verifier.audit.editing import Edit, Rows
from workbench.verifier.binding import Bound, bind
from workbench.verifier.charging import exempt
from workbench.verifier.patterns import changed_columns
from workbench.verifier.reconciling import key_of
from workbench.verifier.references import Scope
from workbench.verifier.requests import Seen, seen
from workbench.verifier.spec import Clause, Policy, Spec

STRANGER = "audit"
"""Begins the ids of requests that the audit makes up."""


@dataclass(frozen=True, slots=True)
class Charged:
    """One change of the agent with its place in the run and the clause that took it."""

    at: int
    change: Change
    clause: Clause
    trace: bool
    """Whether a mere read made it: looking at the page again makes another."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A satisfied run with all that was found out about it."""

    run: RunRecord
    bound: Bound
    assessment: Assessment
    reads: tuple[Seen, ...]
    charged: tuple[Charged, ...]
    """Every change that a clause took, in order."""
    end: Rows
    """The rows as the run leaves them."""

    @property
    def spec(self) -> Spec:
        return self.bound.spec

    @property
    def schema(self) -> Schema:
        return self.run.initial.schema

    @property
    def scope(self) -> Scope:
        """What references stand for in this run."""
        return self.assessment.charges.scope

    @property
    def guarded(self) -> tuple[Table, ...]:
        """Tables whose changes mean something, by name."""
        return tuple(
            table
            for name, table in sorted(self.schema.tables.items())
            if self.spec.policy(name) is not Policy.EPHEMERAL
        )

    @property
    def required(self) -> tuple[Charged, ...]:
        """The changes that require clauses took."""
        return tuple(one for one in self.charged if one.clause.section == "require")

    @property
    def representatives(self) -> tuple[Charged, ...]:
        """All changes that were required, and of those that are allowed one of each kind."""
        kinds: dict[tuple[str, object], Charged] = {}
        for one in self.charged:
            required = one.clause.section == "require"
            kinds.setdefault((one.clause.id, one.at if required else changed_columns(one.change)), one)
        return tuple(kinds.values())

    def spec_table(self, clause: str) -> Table:
        """The table that a clause speaks of."""
        found = self.spec.clause(clause)
        assert found is not None
        return self.schema.tables[found.pattern.table]

    def inserted(self, table: str) -> set[Key]:
        """Keys of the rows that the run added."""
        return {c.key for c in self.run.changes if c.table == table and c.operation is Operation.INSERT}

    def touched(self, table: str) -> set[Key]:
        """Keys of all rows that the run named."""
        return {change.key for change in self.run.changes if change.table == table}

    def untouched(self, table: Table) -> list[Row]:
        """Rows of the beginning that the run let be, those beside the touched ones first."""
        touched = self.touched(table.name)
        rows = {key: row for key, row in self.run.initial.tables.get(table.name, {}).items() if key not in touched}
        return [rows[key] for key in nearest(rows, next(iter(sorted(touched, key=repr)), ()))]

    def fresh_key(self, table: Table, ahead: int = 1) -> Mapping[str, Scalar]:
        """Key cells that no row has: the ``ahead``-th ones free."""
        rows = self.end.table(table.name).keys() | self.run.initial.tables.get(table.name, {}).keys()
        rows |= self.touched(table.name)
        cells: dict[str, Scalar] = {}
        for position, name in enumerate(table.key):
            taken = [key[position] for key in rows]
            numbers = [cell for cell in taken if isinstance(cell, int) and not isinstance(cell, bool)]
            column = table.column(name)
            if column is not None and column.type in ("integer", "money", "float"):
                cells[name] = max(numbers, default=0) + ahead
            else:
                cells[name] = f"{STRANGER}-{len(rows) + ahead}"
        return cells

    def last(self) -> Change | None:
        """The agent's last change, which made-up ones are modelled on."""
        return next((change for change in reversed(self.run.changes) if change.actor is Actor.AGENT), None)

    def stranger(self, table: Table, old: Row | None, new: Row | None, *, late: bool = False) -> Change:
        """A change of the agent that the gold doesn't have, by a request of its own, before the declared end."""
        model = self.last()
        row = old if old is not None else new
        assert row is not None
        operation = Operation.INSERT if old is None else Operation.DELETE if new is None else Operation.UPDATE
        end = self.run.outcome_at if self.run.outcome_at is not None else 0.0
        return Change(
            seq=0,
            transaction=self._next_transaction(),
            table=table.name,
            key=key_of(table, row),
            operation=operation,
            old=old,
            new=new,
            actor=Actor.AGENT,
            request=f"{STRANGER}1",
            job=None,
            at=end + 1 if late else model.at if model is not None else end,
            world_time=model.world_time if model is not None else self.run.header.world_started,
            step=model.step if model is not None else None,
        )

    def again(self, change: Change, ahead: int = 1, *, late: bool = False) -> Change:
        """The same change by another request; an insert gets another key."""
        new = change.new
        if change.operation is Operation.INSERT and new is not None:
            new = {**new, **self.fresh_key(self.schema.tables[change.table], ahead)}
        end = self.run.outcome_at if self.run.outcome_at is not None else change.at
        return replace(
            change,
            new=new,
            request=f"{STRANGER}1",
            transaction=self._next_transaction(),
            at=end + 1 if late else change.at,
        )

    def edited(self, at: int, *new: Change, removing: int = 0, forgiving: bool = False) -> Edit:
        """The changes with ``new`` put in before position ``at``, and ``removing`` ones taken out there."""
        changes = (*self.run.changes[:at], *new, *self.run.changes[at + removing :])
        return Edit(changes, tuple(range(at, at + len(new))), forgiving=forgiving)

    def appended(self, *new: Change) -> Edit:
        """The changes with ``new`` at the end."""
        return self.edited(len(self.run.changes), *new)

    def _next_transaction(self) -> int:
        return max((change.transaction for change in self.run.changes), default=0) + 1


def study(spec: Spec, run: RunRecord) -> Gold:
    """Takes a satisfied run apart. Raises SpecProblem where the spec can't be bound to it."""
    bound = bind(spec, run.header.parameters, run.initial)
    requests = seen(run.exchanges)
    assessment = assess(bound, run.changes, requests, run.outcome, run.outcome_at)
    reads = tuple(one for one in requests if one.looks)
    end = Rows(run.initial, run.changes)
    for change in run.changes:
        table = run.initial.schema.tables[change.table]
        for row, now in ((change.old, None), (change.new, change.new)):
            if row is not None:
                end.put(change.table, key_of(table, row), now)
    return Gold(run, bound, assessment, reads, tuple(_charged(assessment, run, reads)), end)


def nearest(rows: Mapping[Key, Row], key: Key) -> Sequence[Key]:
    """The rows' keys, those closest to ``key`` first."""
    ordered = sorted(rows, key=lambda one: [(str(type(cell)), _number(cell), str(cell)) for cell in one])
    if not key:
        return ordered
    mine = [(str(type(cell)), _number(cell), str(cell)) for cell in key]
    here = sum([(str(type(cell)), _number(cell), str(cell)) for cell in one] < mine for one in ordered)
    return [ordered[at] for at in sorted(range(len(ordered)), key=lambda at: (abs(at - here), at))]


def _number(cell: Scalar) -> float:
    return float(cell) if isinstance(cell, (int, float)) else 0.0


def _charged(assessment: Assessment, run: RunRecord, reads: Sequence[Seen]) -> Iterator[Charged]:
    asked = {one.exchange.id for one in reads}
    for at, change in enumerate(run.changes):
        clause = assessment.charges.clause_of.get(change.seq)
        if clause is not None and exempt(assessment.bound.spec, change) is None:
            yield Charged(at, change, clause, change.request in asked)
