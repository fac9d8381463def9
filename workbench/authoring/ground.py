"""What an author stands on: one run, the names it knows, and the rows that the clauses written so far take in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from workbench.domain.changes import Operation
from workbench.domain.episodes import RunRecord
from workbench.domain.schema import Column, ForeignKey, Table
from workbench.domain.values import JsonValue, Row, Scalar
from workbench.domain.verdicts import Verdict
from workbench.verifier import Spec


@dataclass(frozen=True, slots=True)
class BoundRow:
    """The row that exactly one change gave to a clause, so that others may speak of it."""

    clause: str
    table: str
    row: Row


@dataclass(frozen=True, slots=True)
class Ground:
    """One run as values are generalised from it."""

    run: RunRecord
    rows: tuple[BoundRow, ...] = ()
    ids: frozenset[str] = frozenset()
    """Clause ids that are taken."""
    lets: Mapping[str, str] = field(default_factory=dict)
    """Names that the draft computes already, with their expressions."""

    @property
    def parameters(self) -> tuple[tuple[str, JsonValue], ...]:
        """Every parameter that holds one value, as it is referred to: ``("member.id", 3)``."""
        return tuple(flattened(self.run.header.parameters))

    def table(self, name: str) -> Table | None:
        """The table of that name, or None."""
        return self.run.initial.schema.tables.get(name)

    def column(self, table: str, name: str) -> Column | None:
        """The column of that name, or None."""
        found = self.table(table)
        return found.column(name) if found else None

    def target(self, table: str, column: str) -> ForeignKey | None:
        """What the column alone points at, or None."""
        found = self.table(table)
        keys = found.foreign_keys if found else ()
        return next((key for key in keys if key.columns == (column,)), None)

    def initial(self, table: str) -> tuple[Row, ...]:
        """The table's rows at the start; none where the world was too large to keep them."""
        return tuple(self.run.initial.tables.get(table, {}).values()) if self.run.initial.complete else ()


def grounded(run: RunRecord, spec: Spec | None = None, verdict: Verdict | None = None) -> Ground:
    """The ground of a run, with what a draft that can be read makes of it."""
    if spec is None or verdict is None:
        return Ground(run)
    ids = frozenset((*(clause.id for clause in spec.clauses), *(order.id for order in spec.orders)))
    lets = {let.name: let.expression.source for let in spec.lets}
    return Ground(run, tuple(_rows(run, spec, verdict)), ids, lets)


def flattened(fields: Mapping[str, JsonValue], prefix: str = "") -> Iterator[tuple[str, JsonValue]]:
    """Nested parameters as dotted names; lists are left out."""
    for name, value in fields.items():
        if isinstance(value, Mapping):
            yield from flattened(value, f"{prefix}{name}.")
        elif not isinstance(value, list):
            yield f"{prefix}{name}", value


def singular(name: str) -> str:
    """A table's name for one of its rows."""
    for ending, one in (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("s", "")):
        if name.endswith(ending) and len(name) > len(ending) + 1 and not name.endswith("ss"):
            return name[: -len(ending)] + one
    return name


def scalar(value: JsonValue) -> Scalar:
    """A parameter as a cell could hold it; None for what no cell holds."""
    return value if isinstance(value, (bool, int, float, str)) else None


def _rows(run: RunRecord, spec: Spec, verdict: Verdict) -> Iterator[BoundRow]:
    for clause in spec.clauses:
        if clause.section != "require" or (clause.times.least, clause.times.most) != (1, 1):
            continue
        taken = [change for change in run.changes if verdict.charges.get(change.seq) == clause.id]
        if len(taken) == 1 and taken[0].new is not None and taken[0].operation is not Operation.DELETE:
            yield BoundRow(clause.id, taken[0].table, taken[0].new)
