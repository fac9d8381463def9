"""One world's database on a PostgreSQL server: made from its gym's empty tables, filled from its template."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import psycopg
import sqlalchemy as sa

from gyms.kit.databases.ledger import Ledger
from gyms.kit.databases.names import JOURNAL, quoted
from gyms.kit.databases.postgres.connections import connect, engine_over
from gyms.kit.databases.postgres.reading import ServerReader
from gyms.kit.databases.postgres.spelling import parameter, parsed, read_row
from gyms.kit.databases.postgres.triggers import keeps_count
from gyms.kit.databases.reader import Entries, SchemaText
from gyms.kit.failures import BrokenDatabase
from gyms.kit.gym import Gym
from gyms.kit.template import Template


class ServerDatabase:
    """Changes as its world does. ``create`` makes the database anew with empty tables, ``drop`` deletes it, and
    ``conninfo`` is where it is."""

    def __init__(
        self, gym: Gym, template: Template, conninfo: str, create: Callable[[], None], drop: Callable[[], None]
    ) -> None:
        self.conninfo = conninfo
        self._metadata = gym.metadata
        self._template = template
        self._create = create
        self._drop = drop
        self._told: dict[int, dict[str, Any]] = {}
        """What the journal said of each row, by its token in the journal's table."""
        self._engine: sa.Engine | None = None
        self._read: psycopg.Connection[Any] | None = None
        self._make()
        with self.reading() as reader:
            self.schema: SchemaText = reader.schema()

    def _make(self) -> None:
        self._create()
        with psycopg.connect(self.conninfo) as connection, connection.cursor() as cursor:
            for name in self._template.shapes:
                self._fill(cursor, self._metadata.tables[name])

    def _fill(self, cursor: psycopg.Cursor[Any], table: sa.Table) -> None:
        """In the order in which the template's rows were made, past triggers: the initial state is no change."""
        columns = [column for column in table.columns if column.computed is None]
        name = quoted(str(table.name))
        names = ", ".join(quoted(str(column.name)) for column in columns)
        cursor.execute(f"ALTER TABLE {name} DISABLE TRIGGER USER".encode())
        with cursor.copy(f"COPY {name} ({names}) FROM STDIN".encode()) as copy:
            for row in self._template.rows_as_made(str(table.name)):
                copy.write_row([parameter(column, row[str(column.name)]) for column in columns])
        cursor.execute(f"ALTER TABLE {name} ENABLE TRIGGER USER".encode())
        last = self._template.last_number(str(table.name))
        if keeps_count(table) and table.autoincrement_column is not None and last:
            key = str(table.autoincrement_column.name)
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", (name, key, last))

    def engine(self, ledger: Callable[[], Ledger]) -> sa.Engine:
        """What the world works with."""
        self._engine = engine_over(lambda: connect(self.conninfo, ledger(), self._cells, self._told.__setitem__))
        return self._engine

    def _cells(self, table: str, row: list[Any]) -> tuple[Any, ...]:
        return read_row(self._metadata.tables[table], row)

    @contextmanager
    def reading(self) -> Iterator[ServerReader]:
        """Over a connection of its own."""
        with psycopg.connect(self.conninfo, autocommit=True) as connection:
            yield ServerReader(connection, self._metadata)

    def entries(self, after: int) -> list[dict[str, Any]]:
        """What the journal's table holds beyond that ``seq``, with what was told of it. For one thread at a time.

        Rows that a stranger wrote, who knew how to pass for the world, are left out: the account finds the gap.
        """
        if self._read is None:
            self._read = psycopg.connect(self.conninfo, autocommit=True)
        query = f'SELECT seq, token, "table", old::text, new::text FROM {JOURNAL} WHERE seq > %s ORDER BY seq'
        found = self._read.execute(query.encode(), (after,))
        return [
            {**self._told[token], "seq": seq, "old": self._row(table, old), "new": self._row(table, new)}
            for seq, token, table, old, new in found
            if token in self._told
        ]

    def _row(self, table: str, text: str | None) -> dict[str, Any] | None:
        if text is None:
            return None
        return dict(zip(self._template.shapes[table].columns, self._cells(table, parsed(text)), strict=True))

    def reset(self, entries: Entries, *, complete: bool) -> None:  # noqa: ARG002 - it does not lean on the journal
        """Makes it anew, whatever happened to it: rows undone one by one would lie in another order than at first."""
        self._let_go()
        self._drop()
        self._told.clear()
        self._make()

    def _let_go(self) -> None:
        if self._engine is not None:
            self._engine.dispose()
        if self._read is not None:
            self._read.close()
            self._read = None

    def close(self) -> None:
        """Closes every connection and deletes the database; where the server is gone, whoever uses it next does."""
        self._let_go()
        with suppress(BrokenDatabase):
            self._drop()
