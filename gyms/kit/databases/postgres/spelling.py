"""Cells on a PostgreSQL server, spelled raw: as SQLite stores them (see ``shapes``).

Rows leave the server as JSON arrays of spelled cells, from the journal's triggers and from ``reading`` alike.
"""

import json
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator, TypeEngine

from gyms.kit.databases.names import quoted
from gyms.kit.entries import bytes_from_json

_SPELLINGS: tuple[tuple[type[TypeEngine[Any]], str], ...] = (
    (sa.Boolean, "{}::int"),
    (sa.DateTime, "to_char({}, 'YYYY-MM-DD HH24:MI:SS.US')"),
    (sa.Date, "to_char({}, 'YYYY-MM-DD')"),
    (sa.Time, "to_char({}::interval, 'HH24:MI:SS.US')"),
    (sa.Float, "{}::float8"),
    (sa.Numeric, "{}::float8"),
    (sa.Integer, "{}"),
    (sa.LargeBinary, "CASE WHEN {0} IS NOT NULL THEN json_build_object('$bytes', encode({0}, 'base64')) END"),
)


def plain_type(column: sa.Column[Any]) -> TypeEngine[Any]:
    """What the column holds once a type's own decoration is taken off."""
    kind: TypeEngine[Any] = column.type
    while isinstance(kind, TypeDecorator):
        kind = kind.impl_instance
    return kind


def spelled_row(table: sa.Table, prefix: str = "") -> str:
    """SQL for the row's cells as a JSON array; ``prefix`` is ``NEW.`` or the like."""
    return f"json_build_array({', '.join(_spelled(column, prefix) for column in table.columns)})"


def _spelled(column: sa.Column[Any], prefix: str) -> str:
    kind = plain_type(column)
    spelling = next((text for sql, text in _SPELLINGS if isinstance(kind, sql)), "{}::text")
    return spelling.format(prefix + quoted(str(column.name)))


def read_row(table: sa.Table, cells: Sequence[Any]) -> tuple[Any, ...]:
    """The raw cells of a parsed array. JSON makes no difference between 2.0 and 2; columns do."""
    return tuple(
        float(cell) if isinstance(cell, int) and isinstance(plain_type(column), sa.Float | sa.Numeric) else cell
        for column, cell in zip(table.columns, cells, strict=True)
    )


def parsed(text: str) -> Any:
    """JSON from the server, its bytes as bytes."""
    return json.loads(text, object_hook=bytes_from_json)


def parameter(column: sa.Column[Any], raw: Any) -> Any:
    """A raw cell as the driver takes it; the server reads dates and times from their spelling."""
    return bool(raw) if raw is not None and isinstance(plain_type(column), sa.Boolean) else raw
