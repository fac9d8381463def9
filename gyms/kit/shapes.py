"""The shape of a gym's tables, and how a cell travels between SQLite and JSON.

*Raw* is what SQLite stores (``1``, ``2026-07-02 09:14:03.000000``); *canonical* is what everybody else sees
(``True``, ``2026-07-02T09:14:03``). The journal stores raw cells, so that undoing restores them bit by bit.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import DefaultClause
from sqlalchemy.types import TypeDecorator, TypeEngine

from gyms.kit.columns import Money, TimeOfDay
from gyms.kit.failures import BrokenGym

Cell = None | bool | int | float | str
RawRow = dict[str, Any]
HIDDEN_ROWID = "_rowid_"
"""SQLite's name for it that no column is likely to take."""

_SQLITE = sqlite.dialect()

_WORDS: tuple[tuple[type[TypeEngine[Any]], str], ...] = (
    (sa.Boolean, "boolean"),
    (sa.DateTime, "datetime"),
    (sa.Date, "date"),
    (sa.Time, "time"),
    (sa.Numeric, "float"),
    (sa.Float, "float"),
    (sa.Integer, "integer"),
)


def type_word(kind: TypeEngine[Any]) -> str:
    """The schema's word for a column type: integer, float, string, boolean, date, time, datetime or money."""
    if isinstance(kind, Money):
        return "money"
    if isinstance(kind, TimeOfDay):
        return "time"
    if isinstance(kind, TypeDecorator):
        return type_word(kind.impl_instance)
    return next((word for sql, word in _WORDS if isinstance(kind, sql)), "string")


def canonical_cell(word: str, raw: Any) -> Cell:
    """One cell as the world outside sees it."""
    if isinstance(raw, bytes):
        return base64.b64encode(raw).decode("ascii")
    if raw is None or not isinstance(raw, int | str | float):
        return None
    if word == "boolean" and raw in {0, 1}:
        return bool(raw)
    if isinstance(raw, str) and word == "datetime":
        return raw.replace(" ", "T").removesuffix(".000000")
    if isinstance(raw, str) and word == "time":
        return raw.removesuffix(":00.000000").removesuffix(".000000")
    return raw


def raw_cell(kind: TypeEngine[Any], value: Cell) -> Any:
    """The inverse of ``canonical_cell``, for looking a value up."""
    word = type_word(kind)
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, str) and word == "datetime":
        return datetime.fromisoformat(value).strftime("%Y-%m-%d %H:%M:%S.%f")
    if isinstance(value, str) and word == "time" and not isinstance(kind, TimeOfDay):
        return time.fromisoformat(value).strftime("%H:%M:%S.%f")
    return value


@dataclass(frozen=True)
class TableShape:
    """What the journal needs to know of one table."""

    name: str
    columns: tuple[str, ...]
    words: Mapping[str, str]
    key: tuple[str, ...]
    computed: frozenset[str]
    """Generated columns: read, never written back."""
    hidden_rowid: bool
    """Whether rows have a rowid beside their key, which undoing must restore for SELECTs to keep their order."""

    def key_of(self, row: Mapping[str, Any]) -> tuple[Any, ...]:
        """The raw primary key of a raw row."""
        return tuple(row[name] for name in self.key)

    def canonical(self, row: Mapping[str, Any] | None) -> dict[str, Cell] | None:
        """The row as the world outside sees it."""
        return None if row is None else {name: canonical_cell(self.words[name], row[name]) for name in self.columns}

    def canonical_key(self, key: tuple[Any, ...]) -> list[Cell]:
        """The key as the world outside sees it."""
        return [canonical_cell(self.words[name], cell) for name, cell in zip(self.key, key, strict=True)]


def shape_of(table: sa.Table) -> TableShape:
    """The shape of one table; raises BrokenGym when it has no primary key."""
    key = tuple(str(column.name) for column in table.primary_key.columns)
    if not key:
        raise BrokenGym(f"The table {table.name} has no primary key.", "Give it one: the journal names rows by it.")
    key_types = [column.type.compile(dialect=_SQLITE) for column in table.primary_key.columns]
    alias = key_types == ["INTEGER"]  # to SQLite, such a key is the rowid; a BIGINT is not
    return TableShape(
        name=str(table.name),  # SQLAlchemy's quoted_name is a str that no JSON encoder knows
        columns=tuple(str(column.name) for column in table.columns),
        words={str(column.name): type_word(column.type) for column in table.columns},
        key=key,
        computed=frozenset(str(column.name) for column in table.columns if column.computed is not None),
        hidden_rowid=not alias and table.dialect_options["sqlite"]["with_rowid"] is not False,
    )


def shapes_of(metadata: sa.MetaData) -> dict[str, TableShape]:
    """All tables by name, in an order where targets of foreign keys come first."""
    return {str(table.name): shape_of(table) for table in metadata.sorted_tables}


def describe(metadata: sa.MetaData) -> dict[str, Any]:
    """The schema as the control plane tells it."""
    return {"tables": {str(table.name): _describe_table(table) for table in metadata.sorted_tables}}


def _describe_table(table: sa.Table) -> dict[str, Any]:
    columns = [
        {
            "name": str(column.name),
            "type": type_word(column.type),
            "nullable": bool(column.nullable),
            "default": _default(column),
        }
        for column in table.columns
    ]
    keys = [
        {
            "columns": [str(column.name) for column in key.columns],
            "target": str(key.referred_table.name),
            "target_columns": [str(element.column.name) for element in key.elements],
            "on_delete": key.ondelete,
        }
        for key in sorted(table.foreign_key_constraints, key=lambda key: [str(column.name) for column in key.columns])
    ]
    constraints = [
        [str(column.name) for column in constraint.columns]
        for constraint in table.constraints
        if isinstance(constraint, sa.UniqueConstraint)
    ]
    indexes = [[str(column.name) for column in index.columns] for index in table.indexes if index.unique]
    return {
        "columns": columns,
        "key": [str(column.name) for column in table.primary_key.columns],
        "foreign_keys": keys,
        "unique": sorted(constraints + indexes),
    }


def _default(column: sa.Column[Any]) -> Cell:
    """The server-side default as a canonical cell, None where there is none or it is an expression."""
    clause = column.server_default
    if not isinstance(clause, DefaultClause):
        return None
    text = clause.arg if isinstance(clause.arg, str) else str(clause.arg)
    word = type_word(column.type)
    plain = text.strip("'\"")
    if word == "boolean":
        return plain.lower() in {"1", "true"}
    if word in {"integer", "money", "float"}:
        try:
            return float(plain) if word == "float" else int(plain)
        except ValueError:
            return None
    return None if "(" in plain else plain
