"""Another run made of a gold one: a list of row events is edited, and the books are kept anew.

Whatever is edited, initial state + changes = final state holds again, so that the verifier judges the edit and not a
broken journal.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from workbench.domain.actions import Outcome
from workbench.domain.changes import Attempt, Change, Operation
from workbench.domain.episodes import FinalState, InitialState, RunRecord, TableDigest
from workbench.domain.exchanges import Exchange
from workbench.domain.schema import Schema
from workbench.domain.values import Key, Row
from workbench.verifier.patterns import changed_columns
from workbench.verifier.reconciling import key_of, table_digest


@dataclass(frozen=True, slots=True)
class Edit:
    """What the other run consists of."""

    changes: tuple[Change, ...]
    """In order. Numbers and unchanged cells are put right by ``settle``."""
    focus: tuple[int, ...] = ()
    """Positions of the changes that the edit is about."""
    exchanges: tuple[Exchange, ...] | None = None
    """None: as they were."""
    attempts: tuple[Attempt, ...] | None = None
    outcome: Outcome | None = None
    keeps_outcome: bool = True
    """Whether the declared end is as it was; else it is ``outcome``."""
    forgiving: bool = False
    """Whether changes of rows that are no longer there fall away; else such an edit is impossible."""


class Rows:
    """The rows of a world while changes are applied to it. Changes with ``put``."""

    def __init__(self, initial: InitialState, journal: Iterable[Change] = ()) -> None:
        self._initial = initial
        self._rows: dict[str, dict[Key, Row | None]] = {}
        if not initial.complete:
            for change in journal:  # of a world too large to store, the journal tells how its rows began
                known = change.key in initial.tables.get(change.table, {})
                if not known and change.key not in self._rows.get(change.table, {}):
                    self._rows.setdefault(change.table, {})[change.key] = change.old

    def get(self, table: str, key: Key) -> Row | None:
        """The row as it is now; None where there is none."""
        rows = self._rows.get(table, {})
        return rows[key] if key in rows else self._initial.tables.get(table, {}).get(key)

    def put(self, table: str, key: Key, row: Row | None) -> None:
        """Sets or removes a row."""
        self._rows.setdefault(table, {})[key] = row

    def table(self, name: str) -> dict[Key, Row]:
        """All rows of a table that are known."""
        merged = {**self._initial.tables.get(name, {}), **self._rows.get(name, {})}
        return {key: row for key, row in merged.items() if row is not None}


def settle(gold: RunRecord, edit: Edit) -> RunRecord | None:
    """The edited run with consistent books; None where its changes could not have happened."""
    rows = Rows(gold.initial, gold.changes)
    changes = _apply(edit, rows, gold.initial.schema)
    if changes is None or gold.final is None:
        return None
    return replace(
        gold,
        changes=changes,
        final=_final(changes, rows, gold.initial, gold.final),
        exchanges=gold.exchanges if edit.exchanges is None else edit.exchanges,
        attempts=gold.attempts if edit.attempts is None else edit.attempts,
        outcome=gold.outcome if edit.keeps_outcome else edit.outcome,
    )


def _apply(edit: Edit, rows: Rows, schema: Schema) -> tuple[Change, ...] | None:
    done: list[Change] = []
    for change in edit.changes:
        applied = _applied(change, rows, schema)
        if applied is not None:
            done.append(replace(applied, seq=len(done) + 1))
        elif not edit.forgiving:
            return None
    return tuple(done)


def _applied(change: Change, rows: Rows, schema: Schema) -> Change | None:
    """The change with the effect that it has now: an update alters the same columns of the row as it is."""
    table = schema.tables[change.table]
    before = key_of(table, change.old) if change.old is not None else None
    current = rows.get(change.table, before) if before is not None else None
    if change.operation is not Operation.INSERT and current is None:
        return None
    new = change.new
    if current is not None and new is not None:
        altered = changed_columns(change)
        new = {name: new[name] if name in altered else current[name] for name in new}
    after = key_of(table, new) if new is not None else None
    if after is not None and after != before and rows.get(change.table, after) is not None:
        return None
    if before is not None:
        rows.put(change.table, before, None)
    if after is not None:
        rows.put(change.table, after, new)
    key = before if before is not None else after
    assert key is not None
    return replace(change, key=key, old=current, new=new)


def _final(changes: Sequence[Change], rows: Rows, initial: InitialState, was: FinalState) -> FinalState:
    touched: dict[str, dict[Key, Row | None]] = {}
    grown: dict[str, int] = {}
    for change in changes:
        table = initial.schema.tables[change.table]
        for row in (change.old, change.new):
            if row is not None:
                key = key_of(table, row)
                touched.setdefault(change.table, {})[key] = rows.get(change.table, key)
        step = {Operation.INSERT: 1, Operation.DELETE: -1}.get(change.operation, 0)
        grown[change.table] = grown.get(change.table, 0) + step
    digests = {}
    for name, digest in was.tables.items() if initial.complete else ():
        if name in touched or name in was.touched:
            content = rows.table(name)
            digest = TableDigest(len(content), table_digest(content))  # noqa: PLW2901 - else it is as it was
        digests[name] = digest
    counts = {name: initial.counts.get(name, len(initial.tables.get(name, {}))) for name in was.counts}
    return FinalState(digests, touched, {name: count + grown.get(name, 0) for name, count in counts.items()})
