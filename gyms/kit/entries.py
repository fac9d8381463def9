"""Journal entries as text, and as they go over the wire."""

import base64
import json
from typing import Any

from gyms.kit.shapes import TableShape

_BYTES = "$bytes"


def encoded(entry: dict[str, Any]) -> str:
    """JSON text of an entry; floats survive exactly, bytes as base64."""
    return json.dumps(entry, ensure_ascii=False, default=_bytes_to_json)


def decoded(text: str) -> dict[str, Any]:
    """The entry that ``encoded`` made the text of."""
    entry: dict[str, Any] = json.loads(text, object_hook=bytes_from_json)
    return entry


def _bytes_to_json(value: object) -> dict[str, str]:
    if isinstance(value, bytes):
        return {_BYTES: base64.b64encode(value).decode("ascii")}
    raise TypeError(f"A cell can't be a {type(value).__name__}.")


def bytes_from_json(value: dict[str, Any]) -> Any:
    """Bytes where an object stands for them, else the object: a hook for parsers."""
    return base64.b64decode(value[_BYTES]) if value.keys() == {_BYTES} else value


def key_of(shape: TableShape, entry: dict[str, Any]) -> tuple[Any, ...]:
    """The raw key of the row that the event met: the old one where there was one."""
    return shape.key_of(entry["old"] or entry["new"])


def wire_change(shape: TableShape, entry: dict[str, Any]) -> dict[str, Any]:
    """A committed change with canonical cells."""
    return {
        **_row_work(shape, entry),
        "seq": entry["seq"],
        "actor": entry["actor"],
        "job": entry["job"],
        "cause": entry["cause"],
        "world_time": entry["world_time"],
    }


def wire_attempt(shape: TableShape, entry: dict[str, Any]) -> dict[str, Any]:
    """Rolled-back work with canonical cells."""
    return _row_work(shape, entry)


def _row_work(shape: TableShape, entry: dict[str, Any]) -> dict[str, Any]:
    return {
        "transaction": entry["transaction"],
        "table": entry["table"],
        "key": shape.canonical_key(key_of(shape, entry)),
        "operation": entry["operation"],
        "old": shape.canonical(entry["old"]),
        "new": shape.canonical(entry["new"]),
        "request": entry["request"],
        "at": entry["at"],
    }
