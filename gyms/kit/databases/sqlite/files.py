"""A database file for every world: a copy of its template."""

import logging
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from gyms.kit.databases.ledger import Ledger
from gyms.kit.databases.names import JOURNAL, quoted
from gyms.kit.databases.reader import Entries, SchemaText
from gyms.kit.databases.sqlite.connections import connect, engine_over
from gyms.kit.databases.sqlite.rows import read_schema, row_by_key, rows_of
from gyms.kit.databases.sqlite.undoing import undo
from gyms.kit.entries import decoded
from gyms.kit.gym import Gym
from gyms.kit.shapes import RawRow, TableShape, shapes_of
from gyms.kit.template import SMALL, Template

_log = logging.getLogger(__name__)


class FileReader:
    """Reads over one connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, shape: TableShape) -> Iterator[RawRow]:
        """All rows of a table in key order, the hidden rowid among their cells where there is one."""
        return rows_of(self._connection, shape)

    def row(self, shape: TableShape, key: Sequence[Any]) -> RawRow | None:
        """The row of that raw key, or None."""
        return row_by_key(self._connection, shape, key)

    def count(self, table: str) -> int:
        """Number of rows."""
        return int(self._connection.execute(f"SELECT count(*) FROM {quoted(table)}").fetchone()[0])

    def schema(self) -> SchemaText:
        """What the database says it is made of."""
        return read_schema(self._connection)


class FileDatabase:
    """One world's file."""

    def __init__(self, path: Path, template: Template) -> None:
        self.path = path
        self._template = template
        self.schema: SchemaText = template.schema
        template.copy_to(path)
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
        self._engine: sa.Engine | None = None
        self._read: sqlite3.Connection | None = None

    def engine(self, ledger: Callable[[], Ledger]) -> sa.Engine:
        """What the world works with."""
        self._engine = engine_over(lambda: connect(self.path, ledger()))
        return self._engine

    @contextmanager
    def reading(self) -> Iterator[FileReader]:
        """Over a connection of its own."""
        with closing(sqlite3.connect(self.path)) as connection:
            yield FileReader(connection)

    def entries(self, after: int) -> list[dict[str, Any]]:
        """What the journal's table holds beyond that ``seq``. For one thread at a time."""
        if self._read is None:
            self._read = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
            self._read.execute("PRAGMA query_only = ON")
        rows = self._read.execute(f"SELECT seq, entry FROM {JOURNAL} WHERE seq > ? ORDER BY seq", (after,))
        return [{"seq": seq, **decoded(text)} for seq, text in rows]

    def reset(self, entries: Entries, *, complete: bool) -> None:
        """Undoes the journal; copies the template anew, slower and as sure, where that is not known to be all."""
        wrong = undo(self.path, self._template, entries) + self._miscounted()
        if wrong or not complete:
            _log.warning("%s is rebuilt from its template: %s", self.path.name, " ".join(wrong) or "unseen changes.")
            with closing(sqlite3.connect(self.path)) as connection:
                self._template.restore(connection)

    def _miscounted(self) -> list[str]:
        """A last look at the whole, where the world is small enough for that to cost nothing."""
        if self._template.total > SMALL:
            return []
        with self.reading() as reader:
            counts = self._template.counts.items()
            return [f"{name} has a wrong number of rows." for name, count in counts if reader.count(name) != count]

    def close(self) -> None:
        """Closes every connection and deletes the file."""
        if self._engine is not None:
            self._engine.dispose()
        if self._read is not None:
            self._read.close()
            self._read = None
        for suffix in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)


class Files:
    """A folder of database files; whoever made the folder deletes it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.kind = f"SQLite {sqlite3.sqlite_version}"

    def shapes(self, metadata: sa.MetaData) -> Mapping[str, TableShape]:
        """With the rowids that SQLite hides."""
        return shapes_of(metadata)

    def create(self, gym: Gym, template: Template, number: int) -> FileDatabase:  # noqa: ARG002 - its tables come along
        """A copy of the template."""
        return FileDatabase(self._folder / f"world-{number}.db", template)

    def close(self) -> None:
        """Nothing is left that the folder does not hold."""
