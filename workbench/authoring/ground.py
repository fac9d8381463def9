"""What an author stands on: one run, the names it knows, and the rows that the clauses written so far take in it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from workbench.domain.changes import Operation
from workbench.domain.episodes import RunRecord
from workbench.domain.schema import Column, ForeignKey, Table
from workbench.domain.values import JsonValue, Row, Scalar
from workbench.domain.verdicts import Verdict
from workbench.verifier import Spec

_TELLING = 3
"""Letters from which on a text is no coincidence."""
_COUNTLESS = 20
"""Numbers from which on an equal one is no coincidence."""
_ODD: Mapping[str, str] = {
    "children": "child",
    "cookies": "cookie",
    "movies": "movie",
    "news": "news",
    "people": "person",
    "series": "series",
}
_PLURALS = (
    ("ies", "y"),
    ("sses", "ss"),
    ("shes", "sh"),
    ("ches", "ch"),
    ("xes", "x"),
    ("tuses", "tus"),
    ("iases", "ias"),
    ("s", ""),
)


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

    @property
    def lists(self) -> tuple[tuple[str, tuple[Scalar, ...]], ...]:
        """Every parameter that is a list of values: ``("messages", (495, 496))``."""
        given = self.run.header.parameters.items()
        found = ((name, value) for name, value in given if isinstance(value, list))
        return tuple((name, tuple(value)) for name, value in found if all(scalar(one) is not None for one in value))

    def tells(self, value: Scalar) -> bool:
        """Whether the goal's sentence says this number or text itself."""
        if value is None or isinstance(value, bool) or value == "":
            return False
        return re.search(rf"(?<![\w.,]){re.escape(str(value))}(?![\w]|[.,]\w)", self.run.header.goal) is not None

    def is_there(self, table: str, value: Scalar) -> bool:
        """Whether a row of that key is there at the start."""
        return (value,) in self.run.initial.tables.get(table, {})

    def vouched(self, name: str, table: str, value: Scalar) -> bool:
        """Whether what stands beside the parameter is in the row of that key, too: ``clerk.name`` for ``clerk.id``."""
        owner, row = name.rpartition(".")[0], self.run.initial.tables.get(table, {}).get((value,))
        if not owner or row is None:
            return False
        beside = ((one.rpartition("."), held) for one, held in self.parameters if one != name)
        return any(part[0] == owner and telling(row.get(part[2])) and row[part[2]] == held for part, held in beside)

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
    changed = {clause.id for clause in spec.clauses} | {order.id for order in spec.orders}
    ids = frozenset(changed | {call.id for call in spec.calls} | {page.id for page in spec.pages})
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
    before, line, last = name.rpartition("_")
    if last in _ODD:
        return f"{before}{line}{_ODD[last]}"
    for ending, one in _PLURALS:
        if name.endswith(ending) and len(name) > len(ending) + 1 and not name.endswith(("ss", "us", "is")):
            return name[: -len(ending)] + one
    return name


def one_of(table: str) -> str:
    """One of its rows, in words: ``profile change``; ``row of ledger`` where the name has no singular of its own."""
    one = singular(table)
    return f"row of {table}" if one == table else one.replace("_", " ")


def telling(value: Scalar) -> bool:
    """Whether an equal value elsewhere is hardly a coincidence."""
    if isinstance(value, bool) or value is None:
        return False
    return len(value) >= _TELLING if isinstance(value, str) else abs(value) >= _COUNTLESS


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
