"""Initial state + changes = final state: worked out from the template and the journal, compared with the database."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from gyms.kit.databases.reader import Reader, SchemaText
from gyms.kit.journal import Tally
from gyms.kit.shapes import Cell, RawRow, TableShape
from gyms.kit.template import SMALL, Template

_Key = tuple[Any, ...]


@dataclass
class Account:
    """The final state, read from the database itself, and all that the journal does not explain."""

    tables: dict[str, dict[str, Any]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    touched: dict[str, list[list[Any]]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def canonical_json(value: object) -> str:
    """One text for one value: sorted keys, no spaces, no escapes beyond JSON's."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(shape: TableShape, rows: Iterable[RawRow]) -> str:
    """SHA-256 in hex over the canonical JSON lines of the rows, in order of the canonical JSON of their keys."""
    lines = sorted(
        (canonical_json(shape.canonical_key(shape.key_of(row))), canonical_json(shape.canonical(row))) for row in rows
    )
    content = hashlib.sha256()
    for _, line in lines:
        content.update(f"{line}\n".encode())
    return content.hexdigest()


def account(
    reader: Reader, template: Template, schema: SchemaText, entries: list[dict[str, Any]], tally: Tally
) -> Account:
    """Reads the final state of a world at rest and checks it; ``schema`` is what it was made of at the start."""
    result = Account()
    expected = _expected_rows(template, entries, result.problems)
    _compare_touched(reader, template, expected, result)
    _compare_counts(reader, template, entries, result)
    _compare_digests(reader, template, expected, result)
    if reader.schema() != schema:
        result.problems.append("Tables, indexes or triggers were altered during the run.")
    if tally.unexplained:
        result.problems.append(f"The database counted {tally.unexplained} row changes that the journal did not see.")
    return result


def _expected_rows(
    template: Template, entries: list[dict[str, Any]], problems: list[str]
) -> dict[str, dict[_Key, RawRow | None]]:
    """The journal folded over the initial state: every row that it names, as it must be now."""
    rows: dict[str, dict[_Key, RawRow | None]] = {}
    for position, entry in enumerate(entries, start=1):
        shape = template.shapes[entry["table"]]
        table = rows.setdefault(shape.name, {})
        for key in _keys(shape, entry):
            if key not in table:
                table[key] = template.row(shape.name, key)
        if entry["seq"] != position:
            problems.append(f"The journal goes from change {position - 1} to change {entry['seq']}.")
        problems += _fold(shape, table, entry)
    return rows


def _keys(shape: TableShape, entry: Mapping[str, Any]) -> list[_Key]:
    return [shape.key_of(row) for row in (entry["old"], entry["new"]) if row is not None]


def _fold(shape: TableShape, table: dict[_Key, RawRow | None], entry: dict[str, Any]) -> list[str]:
    old, new = entry["old"], entry["new"]
    named = f"Change {entry['seq']} ({entry['operation']} {shape.name} {list(_keys(shape, entry)[0])})"
    wrong = []
    if old is not None:
        if table[shape.key_of(old)] != old:
            wrong.append(f"{named} met another row than the changes before it left.")
        table[shape.key_of(old)] = None
    if new is not None:
        if table[shape.key_of(new)] is not None:
            wrong.append(f"{named} took the place of a row that no change removed.")
        table[shape.key_of(new)] = new
    return wrong


def _compare_touched(
    reader: Reader,
    template: Template,
    expected: dict[str, dict[_Key, RawRow | None]],
    result: Account,
) -> None:
    for name, rows in expected.items():
        shape = template.shapes[name]
        found = {key: reader.row(shape, key) for key in rows}
        result.touched[name] = [[shape.canonical_key(key), shape.canonical(row)] for key, row in found.items()]
        result.problems += [
            f"{name} {list(key)} is not what the changes to it say." for key, row in found.items() if row != rows[key]
        ]


def _compare_counts(reader: Reader, template: Template, entries: list[dict[str, Any]], result: Account) -> None:
    moves = {"insert": 1, "update": 0, "delete": -1}
    due = dict(template.counts)
    for entry in entries:
        due[entry["table"]] += moves[entry["operation"]]
    for name, count in due.items():
        result.counts[name] = reader.count(name)
        if result.counts[name] != count:
            result.problems.append(f"{name} has {result.counts[name]} rows where the changes leave {count}.")


def _compare_digests(
    reader: Reader,
    template: Template,
    expected: dict[str, dict[_Key, RawRow | None]],
    result: Account,
) -> None:
    """Whole tables, smallest first, as long as they are few rows in all."""
    total = 0
    for name, count in sorted(result.counts.items(), key=lambda item: (item[1], item[0])):
        total += count
        if total > SMALL:
            break
        shape = template.shapes[name]
        actual = digest(shape, reader.rows(shape))
        result.tables[name] = {"rows": count, "digest": actual}
        rows = {shape.key_of(row): row for row in template.rows(name)} | expected.get(name, {})
        if actual != digest(shape, (row for row in rows.values() if row is not None)):
            result.problems.append(f"The content of {name} is not what the changes leave.")


def initial_state(template: Template) -> dict[str, Any]:
    """What the control plane tells of the world before anyone acted; rows only where they are few."""
    complete = template.total <= SMALL
    tables: dict[str, list[dict[str, Cell] | None]] = {}
    if complete:
        tables = {
            name: [shape.canonical(row) for row in template.rows(name)] for name, shape in template.shapes.items()
        }
    return {"complete": complete, "counts": template.counts, "tables": tables}
