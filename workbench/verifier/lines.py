"""Clauses made ready for many runs: each demand is a sieve that a whole list of changes goes through at once."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Final

from workbench.domain.changes import Change, Operation
from workbench.domain.schema import Schema
from workbench.domain.values import JsonValue, Row
from workbench.verifier.comparing import equal
from workbench.verifier.expressions import Expression
from workbench.verifier.facts import RunFacts
from workbench.verifier.matchers import Cell, Holds, Is, Matcher, Not, row_variables
from workbench.verifier.patterns import Purpose
from workbench.verifier.problems import Place
from workbench.verifier.references import Literal, Ref, Scope, Unbound
from workbench.verifier.spec import Clause

_EXACT: Final[Mapping[str, type]] = {"integer": int, "money": int, "boolean": bool, "string": str, "date": str}
"""Types whose cells are equal just when they are of this Python type and equal. A date has one form."""
_CLOCK: Final = ("time", "datetime")
"""Types whose cells are equal when their texts are, and sometimes when they are not."""


@dataclass(slots=True)
class Filled:
    """The values of one run. ``values`` and ``scope.rows`` grow while clauses find their rows."""

    scope: Scope
    values: list[JsonValue | Unbound]
    """By slot."""
    altered: Callable[[Change], frozenset[str]]
    """The columns that an update altered."""


@dataclass(slots=True)
class Slots:
    """Gives every reference a number. Grows while clauses are made ready."""

    references: dict[tuple[str, tuple[str, ...]], tuple[int, Ref]] = field(default_factory=dict)

    def of(self, reference: Ref) -> int:
        """The reference's number."""
        return self.references.setdefault((reference.name, reference.path), (len(self.references), reference))[0]

    def filled(self, scope: Scope, facts: RunFacts) -> Filled:
        """What the references stand for in a run; rows of clauses are not there yet."""
        return Filled(scope, [scope.value(reference) for _, reference in self.references.values()], facts.altered)

    def bind_row(self, clause: str, filled: Filled) -> None:
        """Fills in the row that a clause has got in ``filled.scope``."""
        for (name, _), (slot, reference) in self.references.items():
            if name == clause:
                filled.values[slot] = filled.scope.value(reference)


Sieve = Callable[[Sequence[Change], Filled], Sequence[Change]]
"""Leaves of some changes those that meet one demand, in their order."""


@dataclass(frozen=True, slots=True)
class Line:
    """One clause, ready."""

    clause: Clause
    sieves: tuple[Sieve, ...]
    """In the order in which ``Pattern.misses`` would look; what one stops, later ones never see."""
    expressive: bool
    """Whether it holds an expression, which may fail."""
    likeness: int | None
    """The same for clauses of several specs that take the same changes of any run; None where that is not known."""

    def taken(self, changes: Sequence[Change], filled: Filled, facts: RunFacts) -> Sequence[Change]:
        """Those that ``Pattern.matches``, of the agent's changes of the pattern's table and operation."""
        if self.likeness is not None and self.likeness in facts.taken:
            return facts.taken[self.likeness]
        for sieve in self.sieves:
            changes = sieve(changes, filled)
        if self.likeness is not None:
            facts.taken[self.likeness] = changes
        return changes


@dataclass(slots=True)
class Likenesses:
    """Tells which clauses of several specs are alike, wherever they stand. Grows with every clause that it meets."""

    known: dict[object, int] = field(default_factory=dict)

    def of(self, clause: Clause, own: Collection[str]) -> int | None:
        """A number for the clause's pattern; None where it refers to ``own``, what its spec itself has named."""
        references = [operand for operand in clause.pattern.operands() if isinstance(operand, Ref)]
        if any(reference.name in own for reference in references):
            return None
        return self.known.setdefault(_without_places(clause.pattern), len(self.known))


def _without_places(value: object) -> object:
    """The value as plain tuples, without where it stands in its file."""
    if isinstance(value, Place):
        return None
    if isinstance(value, Expression):
        return value.source
    if isinstance(value, tuple):
        return tuple(map(_without_places, value))
    if is_dataclass(value):
        return type(value), *(_without_places(getattr(value, part.name)) for part in fields(value))
    return type(value), repr(value)


def line_of(clause: Clause, schema: Schema, slots: Slots, likeness: int | None = None) -> Line:
    """Makes a clause ready for runs in worlds of this schema, which it must fit."""
    pattern = clause.pattern
    table = schema.tables[pattern.table]
    types = {column.name: column.type for column in table.columns}
    sieves = [_key_sieve(table.key, part, matcher, types) for part, matcher in pattern.key]
    sieves += [_cell_sieve("old", name, matcher, types[name], slots) for name, matcher in pattern.where]
    sieves += [_cell_sieve("new", name, matcher, types[name], slots) for name, matcher in pattern.values]
    if pattern.operation is Operation.UPDATE:
        sieves.append(_frame_sieve(clause))
    if pattern.checks:
        sieves.append(_check_sieve(clause))
    matchers = [matcher for _, matcher in (*pattern.key, *pattern.where, *pattern.values)]
    return Line(clause, tuple(sieves), bool(pattern.checks) or any(map(_expressive, matchers)), likeness)


def _key_sieve(names: tuple[str, ...], part: str | int, matcher: Matcher, types: Mapping[str, str]) -> Sieve:
    position = part if isinstance(part, int) else names.index(part)
    type_name = types[names[position]]

    def sieve(changes: Sequence[Change], filled: Filled) -> Sequence[Change]:
        met: dict[object, bool] = {}
        left = []
        for change in changes:
            cell = change.key[position]
            known = (type(cell), cell)
            if known not in met or expressive:
                met[known] = matcher.accepts(Cell(cell, type_name, change.old, change.new), filled.scope)
            if met[known]:
                left.append(change)
        return left

    expressive = _expressive(matcher)
    return sieve


def _cell_sieve(side: str, column: str, matcher: Matcher, type_name: str, slots: Slots) -> Sieve:
    if not isinstance(matcher, Is) or matcher.normalisers or matcher.tolerance:
        return _any_sieve(side, column, matcher, type_name)
    kind, clock, operand = _EXACT.get(type_name), type_name in _CLOCK, matcher.operand
    if kind is None and not clock:
        return _any_sieve(side, column, matcher, type_name)
    slot = slots.of(operand) if isinstance(operand, Ref) else None
    literal = operand.value if isinstance(operand, Literal) else None

    def sieve(changes: Sequence[Change], filled: Filled) -> Sequence[Change]:
        wanted = literal if slot is None else filled.values[slot]
        rows = _rows(side, changes)
        if wanted is None:
            return [change for change, row in rows if row[column] is None]
        if kind is None:
            return [c for c, row in rows if (cell := row[column]) == wanted or equal(cell, wanted, type_name)]
        if type(wanted) is not kind:
            return ()
        return [c for c, row in rows if (cell := row[column]) == wanted and type(cell) is kind]

    return sieve


def _any_sieve(side: str, column: str, matcher: Matcher, type_name: str) -> Sieve:
    def sieve(changes: Sequence[Change], filled: Filled) -> Sequence[Change]:
        return [
            change
            for change, row in _rows(side, changes)
            if matcher.accepts(Cell(row[column], type_name, change.old, change.new), filled.scope)
        ]

    return sieve


def _rows(side: str, changes: Sequence[Change]) -> list[tuple[Change, Row]]:
    if side == "new":
        return [(change, change.new) for change in changes if change.new is not None]
    return [(change, change.old) for change in changes if change.old is not None]


def _frame_sieve(clause: Clause) -> Sieve:
    pattern = clause.pattern
    named = frozenset(column for column, _ in pattern.values)
    allowed = frozenset(pattern.only) if pattern.only is not None else named
    awaited = named & allowed or allowed

    def forbidding(changes: Sequence[Change], filled: Filled) -> Sequence[Change]:
        if pattern.only is None:
            return [change for change in changes if filled.altered(change)]
        return [change for change in changes if not allowed.isdisjoint(filled.altered(change))]

    def requiring(changes: Sequence[Change], filled: Filled) -> Sequence[Change]:
        return [c for c in changes if (altered := filled.altered(c)) <= allowed and not awaited.isdisjoint(altered)]

    def allowing(changes: Sequence[Change], filled: Filled) -> Sequence[Change]:
        return [change for change in changes if filled.altered(change) <= allowed]

    return {Purpose.FORBID: forbidding, Purpose.REQUIRE: requiring, Purpose.ALLOW: allowing}[pattern.purpose]


def _check_sieve(clause: Clause) -> Sieve:
    def sieve(changes: Sequence[Change], filled: Filled) -> Sequence[Change]:
        return [
            change
            for change in changes
            if all(check.holds(filled.scope, row_variables(change.old, change.new)) for check in clause.pattern.checks)
        ]

    return sieve


def _expressive(matcher: Matcher) -> bool:
    return isinstance(matcher, Holds) or (isinstance(matcher, Not) and _expressive(matcher.matcher))
