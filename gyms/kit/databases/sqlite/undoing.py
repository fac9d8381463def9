"""Back to the initial state by undoing the journal: the cost is the size of what changed, not of the world."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from gyms.kit.databases.names import JOURNAL, quoted
from gyms.kit.databases.reader import Entries
from gyms.kit.databases.sqlite.rows import delete_row, insert_row, read_schema, row_by_key, update_row
from gyms.kit.template import Template


def undo(path: Path, template: Template, entries: Entries) -> list[str]:
    """Undoes all entries in one transaction, last first, then proves the result; returns what is still wrong.

    Triggers are taken away meanwhile, the gym's own included, and put back in their old order.
    """
    connection = sqlite3.connect(path, isolation_level=None, timeout=20)
    try:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("BEGIN EXCLUSIVE")
        try:
            _take_back(connection, template, entries)
        except sqlite3.Error as error:
            connection.execute("ROLLBACK")
            return [f"The journal can't be undone: {error}."]
        connection.execute("COMMIT")
        return differences(connection, template, entries)
    finally:
        connection.close()


def _take_back(connection: sqlite3.Connection, template: Template, entries: Entries) -> None:
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY rowid"
    ).fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {quoted(name)}")
    for entry in reversed(entries):
        _undo_one(connection, template, entry)
    connection.execute(f"DELETE FROM {JOURNAL}")
    template.restore_sequences(connection)
    for _, text in triggers:
        connection.execute(text)


def _undo_one(connection: sqlite3.Connection, template: Template, entry: dict[str, Any]) -> None:
    shape = template.shapes[entry["table"]]
    if entry["operation"] == "insert":
        delete_row(connection, shape, shape.key_of(entry["new"]))
    elif entry["operation"] == "delete":
        insert_row(connection, shape, entry["old"])
    else:
        update_row(connection, shape, shape.key_of(entry["new"]), entry["old"])


def keys_touched(template: Template, entries: Iterable[dict[str, Any]]) -> dict[str, list[tuple[Any, ...]]]:
    """Every raw key that the journal names, by table, each once, in order of appearance."""
    touched: dict[str, dict[tuple[Any, ...], None]] = {}
    for entry in entries:
        shape = template.shapes[entry["table"]]
        for row in (entry["old"], entry["new"]):
            if row is not None:
                touched.setdefault(shape.name, {})[shape.key_of(row)] = None
    return {table: list(keys) for table, keys in touched.items()}


def differences(connection: sqlite3.Connection, template: Template, entries: Entries) -> list[str]:
    """What tells this database from the initial state, as far as the journal's rows and the schema go."""
    found = []
    for table, keys in keys_touched(template, entries).items():
        shape = template.shapes[table]
        wrong = [key for key in keys if row_by_key(connection, shape, key) != template.row(table, key)]
        found += [f"{table} {list(key)} is not as it was at the start." for key in wrong]
    if read_schema(connection) != template.schema:
        found.append("Tables, indexes or triggers are not as they were at the start.")
    return found
