"""``{from: members, columns: [id, name], where: {…}}``: a parameter that is a row of the world's own database.

``where`` says by column: a value, a list of which one is enough, ``{from: …, to: …}`` with both ends included,
``{not: …}``, or ``$member.id`` for a column of a row that was drawn before. Days may be counted: ``+3d``.
"""

import base64
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from gyms.kit.columns import TimeOfDay
from gyms.kit.failures import BrokenGym
from gyms.kit.gym import Json
from gyms.kit.shapes import type_word
from gyms.kit.written_dates import day, is_day
from gyms.kit.written_nodes import Node, Plain

Declared = Mapping[str, Json]
"""Types of the parameters drawn so far, as a spec's ``params`` has them."""
_MOST_IN = 200


@dataclass(frozen=True)
class Value:
    """What a column is compared with: a value of the author's, a day, or a column of a row drawn before."""

    written: Node
    refers: tuple[str, ...] = ()
    """Parameter, and its column where it has columns."""


@dataclass(frozen=True)
class Test:
    """One column and what it must be."""

    column: str
    kind: str
    """``in``, ``not in`` or ``between``."""
    values: tuple[Value | None, ...]
    """Two with ``between``, of which one may be None."""


@dataclass(frozen=True)
class RowDraw:
    """A row of a table, of which these columns are told."""

    table: sa.Table
    columns: tuple[str, ...]
    tests: tuple[Test, ...]
    source: str

    @property
    def declared(self) -> Json:
        """Its type: one word for each column."""
        return {name: type_word(self.table.columns[name].type) for name in self.columns}

    def draw(self, chance: Random, session: Session, today: dt.date, drawn: Mapping[str, Json]) -> Json:
        """One of the rows that fit, each as likely. Raises BrokenGym where none does."""
        tests = [_condition(self.table.columns[test.column], test, today, drawn) for test in self.tests]
        count = session.scalar(sa.select(sa.func.count()).select_from(self.table).where(*tests)) or 0
        if not count:
            raise BrokenGym(
                f"{self.source}: no row of {self.table.name} is as `where` says in this world.",
                "Ask for less, or for what every world has.",
            )
        wanted = [self.table.columns[name] for name in self.columns]
        ordered = sa.select(*wanted).where(*tests).order_by(*self.table.primary_key.columns)
        row = session.execute(ordered.offset(chance.randrange(count)).limit(1)).one()
        return {name: as_json(value) for name, value in zip(self.columns, row, strict=True)}


def row_draw(fields: Mapping[str, Node], metadata: sa.MetaData, declared: Declared, name: str) -> RowDraw:
    """The draw that these entries say. Raises BrokenWorkout."""
    table = _table(fields["from"], metadata)
    if "columns" not in fields:
        fields["from"].fail(f"{name} does not say which columns the task knows.", "Add `columns: [id, name]`.")
    nodes = fields["columns"].items("`columns`")
    if not nodes:
        fields["columns"].fail(f"{name} has no columns.", "Name at least one, such as `[id]`.")
    columns = tuple(dict.fromkeys(_column(node, node.text("A column"), table) for node in nodes))
    where = fields["where"].fields("`where`") if "where" in fields else {}
    tests = tuple(_test(node, column, table, declared) for column, node in where.items())
    return RowDraw(table, columns, tests, f"{fields['from'].source}, line {fields['from'].line}")


def as_json(value: Any) -> Json:
    """A cell as the world outside sees it."""
    match value:
        case dt.datetime():
            return value.isoformat()
        case dt.date():
            return value.isoformat()
        case dt.time():
            return value.isoformat().removesuffix(":00") if value.isoformat().count(":") == 2 else value.isoformat()
        case Decimal():
            return float(value)
        case bytes():
            return base64.b64encode(value).decode("ascii")
        case bool() | int() | float() | str() | None:
            return value
        case _:
            return str(value)


def _table(node: Node, metadata: sa.MetaData) -> sa.Table:
    name = node.text("`from`")
    if name not in metadata.tables:
        node.fail(f"There is no table `{name}`.", f"There are: {', '.join(sorted(metadata.tables))}.")
    return metadata.tables[name]


def _column(node: Node, name: str, table: sa.Table) -> str:
    if name not in table.columns:
        known = ", ".join(column.name for column in table.columns)
        node.fail(f"The table {table.name} has no column `{name}`.", f"It has: {known}.")
    return name


def _test(node: Node, column: str, table: sa.Table, declared: Declared) -> Test:
    kind = table.columns[_column(node, column, table)].type

    def value(each: Node) -> Value:
        return _value(each, column, kind, declared)

    if node.is_list:
        return Test(column, "in", _some(node, [value(each) for each in node.items(column)]))
    if not node.is_mapping:
        return Test(column, "in", (value(node),))
    said = node.fields(f"`{column}`", ("from", "to", "not", "in"))
    if set(said) == {"in"}:
        return Test(column, "in", _some(node, [value(each) for each in said["in"].items("`in`")]))
    if set(said) == {"not"}:
        denied = said["not"]
        nodes = denied.items("`not`") if denied.is_list else [denied]
        return Test(column, "not in", _some(node, [value(each) for each in nodes]))
    if not said or set(said) - {"from", "to"}:
        node.fail(f"`{column}` says several things at once.", "Use `from` and `to`, or `not`, or `in`.")
    return Test(column, "between", tuple(value(said[end]) if end in said else None for end in ("from", "to")))


def _some(node: Node, values: list[Value]) -> tuple[Value, ...]:
    if not 0 < len(values) <= _MOST_IN:
        node.fail(f"The list has {len(values)} values.", f"Name one to {_MOST_IN}.")
    return tuple(values)


def _value(node: Node, column: str, kind: sa.types.TypeEngine[Any], declared: Declared) -> Value:
    plain = node.plain(f"`{column}`")
    if isinstance(plain, str) and plain.startswith("$") and not plain.startswith("$$"):
        return Value(node, _reference(node, plain[1:], declared))
    word = type_word(kind)
    if not _suits(plain, word):
        node.fail(f"`{column}` is {word}, so it is never {plain!r}.", "Correct the value.")
    return Value(node)


def _reference(node: Node, written: str, declared: Declared) -> tuple[str, ...]:
    name, _, column = written.partition(".")
    known = declared.get(name)
    if known is None:
        told = ", ".join(f"${one}" for one in declared) or "none"
        node.fail(f"`${name}` is not drawn before this.", f"Drawn before are: {told}; the order of `draw` counts.")
    if isinstance(known, dict) and column not in known:
        node.fail(f"`${name}` has no column `{column}`.", f"It has: {', '.join(known)}.")
    if not isinstance(known, dict) and column:
        node.fail(f"`${name}` is a single value.", f"Write `${name}`.")
    return (name, column) if column else (name,)


def _suits(plain: Plain, word: str) -> bool:
    if plain is None:
        return True
    if word == "boolean":
        return isinstance(plain, bool)
    if word in {"integer", "money"}:
        return isinstance(plain, int) and not isinstance(plain, bool)
    if word == "float":
        return isinstance(plain, int | float) and not isinstance(plain, bool)
    if not isinstance(plain, str):
        return False
    return is_day(plain[:10] if "T" in plain else plain) if word in {"date", "datetime"} else True


def _condition(column: sa.Column[Any], test: Test, today: dt.date, drawn: Mapping[str, Json]) -> sa.ColumnElement[bool]:
    def cell(value: Value) -> Any:
        return _cell(column, _given(value, drawn), value.written, today)

    if test.kind == "between":
        least, most = test.values
        ends: list[sa.ColumnElement[bool]] = []
        if least is not None:
            ends.append(column >= cell(least))
        if most is not None:
            ends.append(column <= _end_of_day(column, cell(most)))
        return sa.and_(sa.true(), *ends)
    any_of = sa.or_(*(_is(column, cell(value)) for value in test.values if value is not None))
    return any_of if test.kind == "in" else sa.not_(any_of)


def _is(column: sa.Column[Any], cell: Any) -> sa.ColumnElement[bool]:
    """Equal, null to null; of a moment, a day means all of it."""
    if isinstance(column.type, sa.DateTime) and isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return column.between(cell, _end_of_day(column, cell))
    return column.is_not_distinct_from(cell)


def _given(value: Value, drawn: Mapping[str, Json]) -> Any:
    if not value.refers:
        plain = value.written.plain("A value")
        return plain[1:] if isinstance(plain, str) and plain.startswith("$$") else plain
    found: Any = drawn[value.refers[0]]
    return found[value.refers[1]] if len(value.refers) > 1 else found


def _cell(column: sa.Column[Any], plain: Any, written: Node, today: dt.date) -> Any:
    """The value as the database takes it."""
    kind = column.type
    if isinstance(kind, sa.DateTime) and isinstance(plain, str):
        return dt.datetime.combine(_on(plain, written, today), dt.time()) if "T" not in plain else _moment(plain)
    if isinstance(kind, sa.Date) and isinstance(plain, str):
        return _on(plain, written, today)
    if isinstance(kind, sa.Time) and not isinstance(kind, TimeOfDay) and isinstance(plain, str):
        return dt.time.fromisoformat(plain)
    return plain


def _on(plain: str, written: Node, today: dt.date) -> dt.date:
    return day(Node(plain[:10] if "T" in plain else plain, written.line, written.source), "The day").on(today)


def _moment(plain: str) -> dt.datetime:
    return dt.datetime.fromisoformat(plain)


def _end_of_day(column: sa.Column[Any], cell: Any) -> Any:
    if isinstance(column.type, sa.DateTime) and isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell + dt.timedelta(days=1, microseconds=-1)
    return cell
