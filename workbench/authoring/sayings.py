"""What the clauses of a text say of their cells, read back as plain data: what a click has to start from."""

from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from workbench.domain.schema import Schema
from workbench.domain.values import JsonValue

Said = Mapping[str, Mapping[tuple[str, str], JsonValue]]
"""Clause id to side (``values``, ``key``, ``where``) and column to what is demanded of the cell."""

_OPERATIONS = ("insert", "update", "delete")


def said(text: str, schema: Schema) -> Said:
    """Each require and allow clause that has an id; nothing for a text that is no YAML."""
    try:
        loaded = YAML(typ="safe", pure=True).load(text)
    except (YAMLError, ValueError):
        return {}
    if not isinstance(loaded, Mapping):
        return {}
    found: dict[str, Mapping[tuple[str, str], JsonValue]] = {}
    for section in ("require", "allow"):
        listed = loaded.get(section)
        for clause in listed if isinstance(listed, list) else ():
            if isinstance(clause, Mapping) and "id" in clause:
                found[str(clause["id"])] = _cells(clause, schema)
    return found


def _cells(clause: Mapping[str, Any], schema: Schema) -> Mapping[tuple[str, str], JsonValue]:
    cells: dict[tuple[str, str], JsonValue] = {}
    for side in ("where", "values"):
        held = clause.get(side)
        if isinstance(held, Mapping):
            cells.update({(side, str(column)): _plain(value) for column, value in held.items()})
    table = schema.tables.get(next((str(clause[word]) for word in _OPERATIONS if word in clause), ""))
    key = clause.get("key")
    if isinstance(key, Mapping) and table is not None and set(key) <= set(table.key):
        cells.update({("key", str(column)): _plain(value) for column, value in key.items()})
    elif key is not None and table is not None and len(table.key) == 1:
        cells["key", table.key[0]] = _plain(key)
    return cells


def _plain(value: Any) -> JsonValue:
    """Dates that YAML reads as such are text again."""
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value if value is None or isinstance(value, (bool, int, float, str)) else str(value)
