"""Initial states in little room: tables stay packed until a lookup or a sentence needs them, equal ones are one."""

import hashlib
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from weakref import WeakValueDictionary

import msgspec
import zstandard

from workbench.archive.codec import keyed
from workbench.domain.episodes import InitialState
from workbench.domain.schema import Schema
from workbench.domain.values import Key, Row

_ROWS = 200_000
"""How many unpacked rows are kept, of the tables that were asked for last."""


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class _Packed:
    """One table, compressed JSON."""

    data: bytes
    key: tuple[str, ...]


class StoredTables:
    """Packs initial states. Remembers schemas, what is packed as long as somebody holds it, and what was asked for."""

    def __init__(self, rows: int = _ROWS) -> None:
        self._room = rows
        self._packed: WeakValueDictionary[bytes, _Packed] = WeakValueDictionary()
        self._unpacked: OrderedDict[_Packed, Mapping[Key, Row]] = OrderedDict()
        self._rows = 0
        self._schemas: list[Schema] = []

    def packed(self, initial: InitialState) -> InitialState:
        """The same state, its tables packed, its schema the one object that all equal schemas have become."""
        schema = self._shared(initial.schema)
        tables = {name: self._pack(rows, schema.tables[name].key) for name, rows in initial.tables.items()}
        return replace(initial, schema=schema, tables=PackedTables(tables, self))

    def rows_of(self, packed: _Packed) -> Mapping[Key, Row]:
        """The rows by key."""
        rows = self._unpacked.get(packed)
        if rows is None:
            rows = keyed(msgspec.json.decode(zstandard.decompress(packed.data)), packed.key)
            self._keep(packed, rows)
        self._unpacked.move_to_end(packed)
        return rows

    def _shared(self, schema: Schema) -> Schema:
        known = next((one for one in self._schemas if one == schema), None)
        if known is None:
            self._schemas.append(schema)
        return known or schema

    def _pack(self, rows: Mapping[Key, Row], key: tuple[str, ...]) -> _Packed:
        plain = msgspec.json.encode([dict(row) for row in rows.values()])
        name = hashlib.sha256(repr(key).encode() + plain).digest()
        found = self._packed.get(name)
        if found is None:
            found = self._packed[name] = _Packed(zstandard.compress(plain, 1), key)
        return found

    def _keep(self, packed: _Packed, rows: Mapping[Key, Row]) -> None:
        self._unpacked[packed] = rows
        self._rows += len(rows)
        while self._rows > self._room and len(self._unpacked) > 1:
            _, gone = self._unpacked.popitem(last=False)
            self._rows -= len(gone)


class PackedTables(Mapping[str, Mapping[Key, Row]]):
    """Rows of every table by key, unpacked when asked for."""

    def __init__(self, packed: Mapping[str, _Packed], store: StoredTables) -> None:
        self._packed, self._store = packed, store

    def __getitem__(self, name: str) -> Mapping[Key, Row]:
        return self._store.rows_of(self._packed[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)

    def __contains__(self, name: object) -> bool:
        return name in self._packed
