"""The journal is checked, not believed: initial state + changes = final state, row by row and table by table."""

import hashlib
import json
from collections.abc import Iterator, Mapping

from workbench.domain.changes import Change, Operation
from workbench.domain.episodes import FinalState, InitialState, RunRecord
from workbench.domain.schema import Schema, Table
from workbench.domain.values import Key, Row, Scalar
from workbench.verifier.patterns import same_cell, same_row

Rows = dict[str, dict[Key, Row | None]]
"""Every row that the journal names, as it is after the journal: table, key, row or None where it is gone."""

_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


def discrepancies(run: RunRecord) -> Iterator[tuple[str, int | None]]:
    """Why the journal can't be right: sentences, each with the number of the change that shows it, where one does.

    Costs as much as there are changes; where the final state carries digests, also as much as those tables are large.
    """
    rows: Rows = {}
    broken = False
    for problem in _fold(run, rows):
        broken = True
        yield problem
    if broken or run.final is None:
        return
    yield from ((sentence, None) for sentence in _touched(rows, run.initial, run.final))
    yield from ((sentence, None) for sentence in _counts(run, run.final))
    if run.initial.complete:
        yield from ((sentence, None) for sentence in _digests(rows, run.initial, run.final))


def table_digest(rows: Mapping[Key, Row]) -> str:
    """SHA-256 in hex over the rows' canonical JSON lines, in order of the canonical JSON of their keys."""
    lines = sorted([(_key_text(key), canonical(dict(row))) for key, row in rows.items()])
    return hashlib.sha256("".join([f"{line}\n" for _, line in lines]).encode()).hexdigest()


def _key_text(key: Key) -> str:
    return f"[{key[0]}]" if len(key) == 1 and type(key[0]) is int else canonical(key)


def canonical(value: object) -> str:
    """One JSON text for one value."""
    return _CANONICAL(value)


def key_of(table: Table, row: Row) -> Key:
    """The row's primary key."""
    return tuple(row[name] for name in table.key)


def _fold(run: RunRecord, rows: Rows) -> Iterator[tuple[str, int | None]]:
    columns = {name: {column.name for column in table.columns} for name, table in run.initial.schema.tables.items()}
    for position, change in enumerate(run.changes, start=1):
        if change.seq != position:
            yield f"The journal goes from change {position - 1} to change {change.seq}.", change.seq
            return
        table = run.initial.schema.tables.get(change.table)
        problem = "" if table else f"There is no table {change.table}, yet change {change.seq} names it."
        problem = (
            problem
            or (_misshapen(change, table, columns[change.table]) if table else "")
            or (_apply(change, table, run, rows) if table else "")
        )
        if problem:
            yield problem, change.seq
            return


def _misshapen(change: Change, table: Table, columns: set[str]) -> str:
    expected = (change.operation is not Operation.INSERT, change.operation is not Operation.DELETE)
    if (change.old is not None, change.new is not None) != expected:
        return f"Change {change.seq} is an {change.operation.value} with the wrong rows."
    for row in (change.old, change.new):
        if row is not None and row.keys() != columns:
            return f"Change {change.seq} has other columns than {table.name}."
    keys = [key_of(table, row) for row in (change.old, change.new) if row is not None]
    if not any(_same_key(key, change.key) for key in keys):
        return f"Change {change.seq} names another key than its row has."
    return ""


def _same_key(left: Key, right: Key) -> bool:
    return len(left) == len(right) and all(map(same_cell, left, right))


def _apply(change: Change, table: Table, run: RunRecord, rows: Rows) -> str:
    known = rows.setdefault(change.table, {})
    before = key_of(table, change.old) if change.old is not None else None
    after = key_of(table, change.new) if change.new is not None else None
    for key in {before, after} - {None}:
        assert key is not None
        if key not in known:
            known[key] = _row_at_start(change, key == before, key, run.initial)
    if before is not None:
        if not same_row(known[before], change.old):
            return f"Change {change.seq} starts from a row of {table.name} that was not there like that."
        known[before] = None
    if after is not None:
        if known[after] is not None:
            return f"Change {change.seq} puts a row of {table.name} where there already is one."
        known[after] = change.new
    return ""


def _row_at_start(change: Change, existed: bool, key: Key, initial: InitialState) -> Row | None:
    """The row in the initial state.

    Of a world too large to store, rows that the record lacks are taken from the journal: the world itself has compared
    them with its template, and reports what it found wrong with the final state.
    """
    stored = initial.tables.get(change.table, {})
    if key in stored or initial.complete:
        return stored.get(key)
    return change.old if existed else None


def _touched(rows: Rows, initial: InitialState, final: FinalState) -> Iterator[str]:
    for table, known in rows.items():
        seen = final.touched.get(table, {})
        for key, row in known.items():
            if key not in seen:
                yield f"The final state does not say what became of {table} {_words(key)}."
            elif not same_row(seen[key], row):
                yield f"{table} {_words(key)} is not at the end what the journal says{_difference(row, seen[key])}."
    for table, seen in final.touched.items():
        for key, row in seen.items():
            stored = initial.tables.get(table, {})
            unknown = not initial.complete and key not in stored
            if key not in rows.get(table, {}) and not unknown and not same_row(stored.get(key), row):
                yield f"{table} {_words(key)} changed without the journal naming it."


def _counts(run: RunRecord, final: FinalState) -> Iterator[str]:
    grown: dict[str, int] = {}
    for change in run.changes:
        if change.operation is not Operation.UPDATE:
            grown[change.table] = grown.get(change.table, 0) + (1 if change.operation is Operation.INSERT else -1)
    for table, count in final.counts.items():
        began = run.initial.counts.get(table)
        if began is None and run.initial.complete:
            began = len(run.initial.tables.get(table, {}))
        if began is not None and began + grown.get(table, 0) != count:
            yield f"{table} has {count} rows at the end; the journal makes it {began + grown.get(table, 0)}."
    for table in final.counts.keys() ^ set(run.initial.schema.tables) if final.counts else ():
        yield f"The final state and the schema disagree about whether there is a table {table}."


def _digests(rows: Rows, initial: InitialState, final: FinalState) -> Iterator[str]:
    schema: Schema = initial.schema
    for name, digest in final.tables.items():
        if name not in schema.tables:
            yield f"The final state has a table {name} that the schema does not know."
            continue
        content = dict(initial.tables.get(name, {}))
        for key, row in rows.get(name, {}).items():
            if row is None:
                content.pop(key, None)
            else:
                content[key] = row
        if len(content) != digest.rows:
            yield f"{name} has {digest.rows} rows at the end; the journal makes it {len(content)}."
        elif table_digest(content) != digest.digest:
            yield f"{name} is not at the end what the journal says: the digests differ."


def _difference(expected: Row | None, actual: Row | None) -> str:
    if expected is None or actual is None:
        return ": it is gone" if actual is None else ": it is still there"
    cells: list[tuple[str, Scalar, Scalar]] = [
        (name, expected.get(name), actual.get(name))
        for name in {**expected, **actual}
        if canonical(expected.get(name)) != canonical(actual.get(name))
    ]
    return "".join(f": {name} is {canonical(now)}, not {canonical(said)}" for name, said, now in cells[:1])


def _words(key: Key) -> str:
    return ", ".join(str(part) for part in key)
