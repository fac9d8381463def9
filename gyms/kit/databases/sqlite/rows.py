"""Raw rows read and written with plain SQL, on any connection."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from gyms.kit.databases.names import quoted
from gyms.kit.databases.reader import SchemaText
from gyms.kit.databases.sqlite.triggers import noted_columns
from gyms.kit.shapes import HIDDEN_ROWID, RawRow, TableShape


def read_schema(connection: sqlite3.Connection) -> SchemaText:
    """What the database says it is made of."""
    return frozenset(connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall())


def stored_names(shape: TableShape) -> tuple[str, ...]:
    """The plain names of ``noted_columns``."""
    return ((HIDDEN_ROWID,) if shape.hidden_rowid else ()) + shape.columns


def rows_of(
    connection: sqlite3.Connection,
    shape: TableShape,
    *,
    where: Sequence[str] = (),
    cells: Sequence[Any] = (),
    limit: int = -1,
    order: Sequence[str] = (),
) -> Iterator[RawRow]:
    """Raw rows in key order unless told otherwise, the hidden rowid among their cells where there is one."""
    test = " AND ".join(f"{quoted(name)} IS ?" for name in where) or "1"
    by = ", ".join(quoted(name) for name in order or shape.key)
    names = stored_names(shape)
    select = f"SELECT {', '.join(noted_columns(shape))} FROM {quoted(shape.name)} WHERE {test} ORDER BY {by} LIMIT ?"
    for found in connection.execute(select, (*cells, limit)):
        yield dict(zip(names, found, strict=True))


def row_by_key(connection: sqlite3.Connection, shape: TableShape, key: Sequence[Any]) -> RawRow | None:
    """The raw row of that raw key, or None."""
    return next(rows_of(connection, shape, where=shape.key, cells=key), None)


def insert_row(connection: sqlite3.Connection, shape: TableShape, row: RawRow) -> None:
    """Puts a raw row back, its hidden rowid included."""
    names = [name for name in stored_names(shape) if name not in shape.computed]
    columns = ", ".join(quoted(name) for name in names)
    places = ", ".join("?" for _ in names)
    connection.execute(f"INSERT INTO {quoted(shape.name)} ({columns}) VALUES ({places})", [row[name] for name in names])


def update_row(connection: sqlite3.Connection, shape: TableShape, key: Sequence[Any], row: RawRow) -> None:
    """Makes the row of that key into ``row``, key included."""
    names = [name for name in stored_names(shape) if name not in shape.computed]
    to = ", ".join(f"{quoted(name)} = ?" for name in names)
    test = " AND ".join(f"{quoted(name)} IS ?" for name in shape.key)
    connection.execute(f"UPDATE {quoted(shape.name)} SET {to} WHERE {test}", [*(row[name] for name in names), *key])


def delete_row(connection: sqlite3.Connection, shape: TableShape, key: Sequence[Any]) -> None:
    """Removes the row of that key."""
    test = " AND ".join(f"{quoted(name)} IS ?" for name in shape.key)
    connection.execute(f"DELETE FROM {quoted(shape.name)} WHERE {test}", tuple(key))
