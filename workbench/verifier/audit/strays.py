"""Mutants with something beside the task: an unrelated insert, update and delete in every guarded table."""

from collections.abc import Iterator

from workbench.domain.schema import Table
from workbench.domain.values import Row, Scalar
from workbench.verifier.audit.gold import Gold
from workbench.verifier.audit.mutants import other_cell, targets_of
from workbench.verifier.audit.trials import Kind, Trial, Trials, noun

_MOST_ROWS = 2
"""How many unrelated rows are tried per table."""
_SAMPLE: dict[str, Scalar] = {
    "integer": 1,
    "float": 1.0,
    "money": 100,
    "boolean": False,
    "date": "2026-01-01",
    "time": "09:00",
    "datetime": "2026-01-01T09:00:00",
    "string": "audit",
}


def stray_mutants(gold: Gold) -> Trials:
    """All of them, table by table. Their names carry the table, since no clause is meant."""
    for table in gold.guarded:
        yield from _inserts(gold, table)
        rows = gold.untouched(table)[:_MOST_ROWS]
        for row in rows:
            yield from _updates(gold, table, row)
            story = f"an unrelated {noun(table.name)} deleted"
            yield _stray(gold, "stray-delete", table.name, story, (row, None))


def made_row(gold: Gold, table: Table) -> Row:
    """A row that was never there: a copy of an unrelated one under a new key, or made from the types."""
    models = gold.untouched(table)
    cells: dict[str, Scalar] = dict(models[0]) if models else dict(_cells(gold, table))
    return {**cells, **gold.fresh_key(table)}


def _inserts(gold: Gold, table: Table) -> Trials:
    row = made_row(gold, table)
    yield _stray(gold, "stray-insert", table.name, f"an unrelated new {noun(table.name)}", (None, row))
    story = f"an unrelated {noun(table.name)} added and deleted again"
    yield _stray(gold, "insert-delete", table.name, story, (None, row), (row, None))


def _updates(gold: Gold, table: Table, row: Row) -> Trials:
    """Every column to something else; and there and back again."""
    for column in table.columns:
        if column.name in table.key:
            continue
        other = {**row, column.name: other_cell(gold, table, column, row)}
        words = f"an unrelated {noun(table.name)} with its {column.name.replace('_', ' ')}"
        name = f"{table.name}.{column.name}"
        yield _stray(gold, "stray-update", name, f"{words} changed", (row, other))
        yield _stray(gold, "there-and-back", name, f"{words} changed and put back", (row, other), (other, row))


def _stray(gold: Gold, family: str, target: str, story: str, *steps: tuple[Row | None, Row | None]) -> Trial:
    table = gold.schema.tables[target.partition(".")[0]]
    changes = [gold.stranger(table, old, new) for old, new in steps]
    return Trial(Kind.MUTANT, f"{family}:{target}", story, gold.appended(*changes))


def _cells(gold: Gold, table: Table) -> Iterator[tuple[str, Scalar]]:
    for column in table.columns:
        targets = targets_of(gold, table, column)
        if column.default is not None or (column.nullable and not targets):
            yield column.name, column.default
        else:
            yield column.name, targets[0] if targets else _SAMPLE.get(column.type, "audit")
