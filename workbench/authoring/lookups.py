"""Values that the task does not name but the initial state tells: ``row(folders, {kind: 'sent'}).id``."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from workbench.authoring.ground import Ground, scalar, singular, telling
from workbench.domain.schema import Table
from workbench.domain.values import Row, Scalar

_MOST_ROWS = 5_000
_LONGEST_WORD = 24
_LONG = 40
"""Letters from which on a text is a copy of another."""
_MOST = 3


@dataclass(frozen=True, slots=True)
class Lookup:
    """A ``let`` that computes the value."""

    name: str
    expression: str
    words: str
    """Such as "the folder of $account whose kind is sent"."""


def lookups(ground: Ground, table: str, column: str, value: Scalar) -> tuple[Lookup, ...]:
    """The few lookups that give this value and that the task's own names single out."""
    target = ground.target(table, column)
    if value is None:
        return ()
    if target is not None:
        aimed = ground.table(target.target)
        row = next((row for row in ground.initial(target.target) if row.get(target.target_columns[0]) == value), None)
        if aimed is None or row is None:
            return ()
        found = [*_singled_out(ground, aimed, row, target.target_columns[0])]
    else:
        found = [*_beside(ground, table, column, value)]
    return tuple(_reused(ground, one) for one in found[:_MOST])


def _singled_out(ground: Ground, table: Table, row: Row, wanted: str) -> Iterator[Lookup]:
    """Conditions that this row alone meets: first by what the task names, then with a telling word beside it."""
    rows = ground.initial(table.name)
    if len(rows) > _MOST_ROWS:
        return
    words = sorted(_by_words(table, row), key=lambda one: not one[2].islower())  # "sent" before "Sent"
    conditions = [*_by_parameters(ground, table, row), *words]
    for size in (1, 2):
        for chosen in combinations(conditions, size):
            columns = {column: row[column] for column, _, _ in chosen}
            if len(columns) == size and sum(_holds(one, columns) for one in rows) == 1:
                yield _lookup(ground, table, chosen, wanted)


def _by_parameters(ground: Ground, table: Table, row: Row) -> Iterator[tuple[str, str, str]]:
    """Columns that hold what a parameter of a like name holds."""
    for column in table.columns:
        held = row.get(column.name)
        if column.name in table.key or held is None:
            continue
        named = [name for name, value in ground.parameters if _same(scalar(value), held) and _alike(column.name, name)]
        if named:
            yield column.name, f"${named[0]}", f"${named[0]}"


def _by_words(table: Table, row: Row) -> Iterator[tuple[str, str, str]]:
    """Columns that hold a word which says what kind of row it is: the same word stands in other rows too, or alone."""
    pointing = {name for key in table.foreign_keys for name in key.columns}
    for column in table.columns:
        held = row.get(column.name)
        if column.name in table.key or column.name in pointing or not isinstance(held, str):
            continue
        if 1 < len(held) <= _LONGEST_WORD and re.fullmatch(r"[A-Za-z][A-Za-z _-]*", held):
            yield column.name, f"'{held}'", held


def _beside(ground: Ground, table: str, column: str, value: Scalar) -> Iterator[Lookup]:
    """A column of the same name, in a row whose key the task names: the price of the service, a copied file."""
    if not telling(value) or (isinstance(value, str) and len(value) < _LONG):
        return
    for name, held in ground.parameters:
        owner, _, last = name.rpartition(".")
        for other in ground.run.initial.schema.tables.values():
            if not owner or other.key != (last,) or not _names(ground, name, other, table):
                continue
            row = next((row for row in ground.initial(other.name) if row.get(last) == held), None)
            if row is not None and _same(row.get(column), value):
                said = owner.rpartition(".")[2]
                words = f"{column} of ${owner}"
                yield Lookup(f"{said}_{column}", f"row({other.name}, {{{last}: ${name}}}).{column}", words)


def _names(ground: Ground, name: str, other: Table, table: str) -> bool:
    """Whether the parameter is the key of a row of that table: by its name, or by what stands beside it."""
    held = next((scalar(value) for known, value in ground.parameters if known == name), None)
    called = singular(other.name) == name.split(".")[-2]
    return ground.vouched(name, other.name, held) if other.name == table else called


def _lookup(ground: Ground, table: Table, chosen: tuple[tuple[str, str, str], ...], wanted: str) -> Lookup:
    inside = ", ".join(f"{column}: {written}" for column, written, _ in chosen)
    word = next((told for _, written, told in reversed(chosen) if written.startswith("'")), "")
    kind = singular(table.name)
    name = f"{_slug(word)}_{kind}" if word else f"the_{kind}"
    told = " and ".join(f"{column} {said}" for column, _, said in chosen)
    taken = {parameter.partition(".")[0] for parameter, _ in ground.parameters}
    return Lookup(
        f"{name}_row" if name in taken else name,
        f"row({table.name}, {{{inside}}}).{wanted}",
        f"the {kind} with {told}",
    )


def _reused(ground: Ground, lookup: Lookup) -> Lookup:
    """Under the name that the draft has for it already, or under one that nothing else has."""
    for name, expression in ground.lets.items():
        if expression == lookup.expression:
            return Lookup(name, expression, lookup.words)
    name, number = lookup.name, 2
    while name in ground.lets:
        name, number = f"{lookup.name}_{number}", number + 1
    return Lookup(name, lookup.expression, lookup.words)


def _holds(row: Row, wanted: Mapping[str, Scalar]) -> bool:
    return all(_same(row.get(column), value) for column, value in wanted.items())


def _same(one: Scalar, other: Scalar) -> bool:
    return type(one) is type(other) and one == other


def _alike(column: str, parameter: str) -> bool:
    said = {singular(word) for word in re.split(r"[._]", parameter.lower())}
    return bool(({singular(word) for word in column.lower().split("_")} - {"id"}) & said)


def _slug(word: str) -> str:
    return re.sub(r"[^a-z]+", "_", word.lower()).strip("_")
