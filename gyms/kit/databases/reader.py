"""Reading a database past its journal."""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from gyms.kit.shapes import RawRow, TableShape

SchemaText = frozenset[tuple[str, str, str | None]]
"""Kind (``table``, ``index``, ``trigger`` …), name and definition of all that a database is made of."""

Entries = Sequence[dict[str, Any]]
"""Journal entries with raw cells, in commit order, each with its ``seq``."""


class Reader(Protocol):
    """Reads a database as it stands, past the journal. Cells are raw: spelled as SQLite stores them, wherever they
    lie, so that one initial state can be compared with any database."""

    def rows(self, shape: TableShape) -> Iterator[RawRow]:
        """All rows of a table in key order."""
        ...

    def row(self, shape: TableShape, key: Sequence[Any]) -> RawRow | None:
        """The row of that raw key, or None."""
        ...

    def count(self, table: str) -> int:
        """Number of rows."""
        ...

    def schema(self) -> SchemaText:
        """What the database says it is made of."""
        ...
