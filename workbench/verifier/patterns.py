"""Which row events a clause speaks of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from operator import is_

from workbench.domain.changes import Change, Operation
from workbench.domain.schema import Schema
from workbench.domain.values import Row
from workbench.verifier.expressions import Expression
from workbench.verifier.matchers import Cell, Matcher, row_variables
from workbench.verifier.references import Operand, Scope
from workbench.verifier.shown import listed


class Purpose(Enum):
    """What the pattern is for; it decides what an update must do to its columns."""

    REQUIRE = "require"
    """It must alter one of the columns that ``values`` names: saving what is already there is no achievement."""
    ALLOW = "allow"
    FORBID = "never"
    """It alters any of the columns in ``only``; without ``only``, any column at all."""


@dataclass(frozen=True, slots=True)
class Miss:
    """One predicate that a change failed."""

    subject: str
    """Column, ``row``, ``columns`` or the expression."""
    text: str
    """Such as "date was 2026-08-14, 31 days from 2026-07-14"."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """An operation on a table with what its row must and may look like."""

    operation: Operation
    table: str
    key: tuple[tuple[str | int, Matcher], ...] = ()
    """By key column, or by position in the key."""
    where: tuple[tuple[str, Matcher], ...] = ()
    """Constrains the old row."""
    values: tuple[tuple[str, Matcher], ...] = ()
    """Constrains the new row."""
    only: tuple[str, ...] | None = None
    """Columns that an update may change; for a ``never``, the columns it watches. None: those that values names."""
    checks: tuple[Expression, ...] = ()
    purpose: Purpose = Purpose.ALLOW

    def matches(self, change: Change, scope: Scope, schema: Schema | None) -> bool:
        """Whether the change is of this pattern. Raises ExpressionFailure when a predicate can't be computed."""
        if change.table != self.table or change.operation is not self.operation:
            return False
        return next(self.misses(change, scope, schema), None) is None

    def misses(self, change: Change, scope: Scope, schema: Schema | None) -> Iterator[Miss]:
        """Every predicate that the change fails, lazily; table and operation are taken as given."""
        for subject, matcher, cell in self._cells(change, schema):
            if cell is None:
                yield Miss(subject, f"there is no {subject}")
            elif not matcher.accepts(cell, scope):
                yield Miss(subject, f"{subject} was {matcher.miss(cell, scope)}")
        yield from self._frame_misses(change)
        for check in self.checks:
            if not check.holds(scope, row_variables(change.old, change.new)):
                yield Miss(check.source, f"{check.source} was false")

    def wanted(self, row: Row, change: Change, scope: Scope, schema: Schema | None) -> Iterator[Miss]:
        """What ``values`` misses in a row as it is now."""
        for column, matcher in self.values:
            cell = Cell(row.get(column), _type(schema, self.table, column), change.old, row)
            if not matcher.accepts(cell, scope):
                yield Miss(column, f"{column} was {matcher.miss(cell, scope)}")

    def operands(self) -> Iterator[Operand]:
        """Everything that the pattern refers to or compares with."""
        for _, matcher in (*self.key, *self.where, *self.values):
            yield from matcher.operands()
        for check in self.checks:
            yield from check.references.values()

    def _cells(self, change: Change, schema: Schema | None) -> Iterator[tuple[str, Matcher, Cell | None]]:
        names = _key_names(schema, self.table)
        row = change.new if change.new is not None else change.old
        for part, matcher in self.key:
            position = part if isinstance(part, int) else names.index(part) if part in names else None
            name = names[position] if position is not None and position < len(names) else str(part)
            label = f"{self.table} {name}" if names else "key"
            if position is not None:
                value = change.key[position] if position < len(change.key) else None
            else:
                value = (row or {}).get(name)
            yield label, matcher, Cell(value, _type(schema, self.table, name), change.old, change.new)
        for side, columns in ((change.old, self.where), (change.new, self.values)):
            for column, matcher in columns:
                cell = (
                    Cell(side[column], _type(schema, self.table, column), change.old, change.new)
                    if (side is not None and column in side)
                    else None
                )
                yield column, matcher, cell

    def _frame_misses(self, change: Change) -> Iterator[Miss]:
        if change.operation is not Operation.UPDATE:
            return
        changed = changed_columns(change)
        if self.purpose is Purpose.FORBID:
            if not changed or (self.only is not None and not changed.intersection(self.only)):
                yield Miss("columns", f"none of {listed(self.only or ('its columns',))} changed")
            return
        named = {column for column, _ in self.values}
        allowed = set(self.only) if self.only is not None else named
        beyond = sorted(changed - allowed)
        if beyond:
            yield Miss("columns", f"{listed(beyond)} changed too")
        awaited = sorted(named & allowed or allowed)
        if self.purpose is Purpose.REQUIRE and not changed.intersection(awaited):
            yield Miss("columns", f"{listed(awaited, 'or')} did not change")


def changed_columns(change: Change) -> frozenset[str]:
    """Names of the columns that differ between old and new; all of them for an insert or delete."""
    old, new = change.old, change.new
    if old is None or new is None:
        return frozenset(old or new or {})
    if old.keys() == new.keys():
        return frozenset(
            [name for name, cell in old.items() if (now := new[name]) != cell or type(now) is not type(cell)]
        )
    return frozenset(
        name
        for name in {**old, **new}
        if (name in old) is not (name in new) or not same_cell(old.get(name), new.get(name))
    )


def same_cell(left: object, right: object) -> bool:
    """Strict equality of stored cells: 1, 1.0 and true are three values."""
    return type(left) is type(right) and left == right


def same_row(left: Mapping[str, object] | None, right: Mapping[str, object] | None) -> bool:
    """Strict equality of stored rows."""
    if left is None or right is None:
        return left is right
    return left == right and all(map(is_, map(type, left.values()), map(type, map(right.__getitem__, left))))


def _type(schema: Schema | None, table: str, column: str) -> str | None:
    found = schema.tables.get(table) if schema else None
    declared = found.column(column) if found else None
    return declared.type if declared else None


def _key_names(schema: Schema | None, table: str) -> tuple[str, ...]:
    found = schema.tables.get(table) if schema else None
    return found.key if found else ()
