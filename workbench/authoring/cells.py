"""All cells of an initial state, by what they may be displayed as. Pure; made once for each state and kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from workbench.authoring.readings import Key, keys_of
from workbench.domain.episodes import InitialState
from workbench.domain.schema import Column, Table
from workbench.domain.values import Key as RowKey

Place = tuple[str, RowKey, str]
"""Table, primary key, column."""


@dataclass(frozen=True, slots=True)
class CellIndex:
    """Where which display may come from."""

    by_key: Mapping[Key, Sequence[Place]]
    texts: tuple[Key, ...]
    """Those that are words."""

    def places(self, key: Key) -> Sequence[Place]:
        """The cells that may be displayed so."""
        return self.by_key.get(key, ())


def displayed_columns(table: Table) -> tuple[Column, ...]:
    """Those that pages show: what points at other rows by number is not; the other row is shown instead."""
    pointers = {name for foreign in table.foreign_keys for name in foreign.columns}
    return tuple(one for one in table.columns if one.name not in pointers or one.type not in ("integer", "float"))


class _Held:
    """An initial state, told apart by identity: it holds mappings, which have no hash."""

    def __init__(self, initial: InitialState) -> None:
        self.initial = initial

    def __hash__(self) -> int:
        return id(self.initial)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.initial is self.initial


def index_of(initial: InitialState) -> CellIndex:
    """The index; the latest few are kept."""
    return _indexed(_Held(initial))


@lru_cache(maxsize=4)
def _indexed(held: _Held) -> CellIndex:
    found: dict[Key, list[Place]] = {}
    for name, rows in held.initial.tables.items():
        columns = [(column.name, column.type) for column in displayed_columns(held.initial.schema.tables[name])]
        for key, row in rows.items():
            for column, kind in columns:
                for shown in keys_of(row.get(column), kind):
                    found.setdefault(shown, []).append((name, key, column))
    return CellIndex(found, tuple(key for key in found if key[0] == "s"))
