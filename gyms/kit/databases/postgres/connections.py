"""PostgreSQL connections whose changes are journalled, and the SQLAlchemy engine over them."""

import logging
from collections.abc import Callable
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.errors import Diagnostic
from psycopg.pq import TransactionStatus
from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

from gyms.kit.databases.ledger import Ledger
from gyms.kit.databases.postgres.spelling import parsed
from gyms.kit.databases.postgres.tables import roomy
from gyms.kit.databases.postgres.triggers import SETTING, TOLD

_log = logging.getLogger(__name__)
_LOCK = 1
"""The advisory lock of a world's writers; every world has a database, hence locks, of its own."""
_OPTIONS = {
    SETTING: "on",
    "lock_timeout": "20s",
    "timezone": "UTC",
    "synchronous_commit": "off",
    "max_parallel_workers_per_gather": "0",
}
_COUNT = "SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)::bigint FROM pg_stat_xact_user_tables"
"""Rows changed since the server last took note of them, which it does between transactions, and not between any two."""

Told = Callable[[int, dict[str, Any]], None]
"""Hears the token of a row in the journal's table, and the entry that the journal made for it."""
Cells = Callable[[str, list[Any]], tuple[Any, ...]]
"""The raw cells of a parsed row of that table."""


class _Cursor(psycopg.Cursor[Any]):
    """Tells its connection of statements that fail."""

    def execute(self, *arguments: Any, **options: Any) -> "_Cursor":
        """As ever."""
        try:
            return super().execute(*arguments, **options)
        except psycopg.Error:
            assert isinstance(self.connection, WorldConnection)
            self.connection.failed = True
            raise


class WorldConnection(psycopg.Connection[Any]):
    """A connection that tells its journal of every row, of every transaction's end, and when it closes."""

    ledger: Ledger
    total_changes = 0
    """Rows that committed transactions changed, by the server's own count."""
    _transaction = ""
    """The server's number of the transaction under way."""
    _count_before = 0
    failed = False
    """Whether a statement of the transaction under way failed: the server counts rows that it changed before it did,
    and no trigger told of them."""
    _refusal: Exception | None = None

    def journal(self, ledger: Ledger, cells: Cells, told: Told) -> None:
        """From now on. Called once, before anything else is done with it."""
        self.ledger = ledger

        def notice(diagnostic: Diagnostic) -> None:
            if diagnostic.message_primary == TOLD:
                self._note(parsed(diagnostic.message_detail or ""), cells, told)

        self.add_notice_handler(notice)
        ledger.opened(self)

    def _note(self, row: list[Any], cells: Cells, told: Told) -> None:
        token, transaction, table, operation, old, new = row
        if transaction != self._transaction:  # raw SQL may have ended the one before
            self._transaction, self.ledger.transaction = transaction, None
        given = tuple(cell for part in (old, new) if part is not None for cell in cells(table, part))
        try:
            told(token, self.ledger.note(self.ledger, table, operation, given))
        except Exception as error:
            # The driver swallows what handlers raise: the transaction is kept from committing instead.
            _log.exception("The journal refused to %s a row of %s.", operation, table)
            self._refusal = error

    def commit(self) -> None:
        """Commits, then publishes what was committed before anyone can be told that it was.

        Raises what the journal raised about a row; then all is rolled back.
        """
        refusal = self._refusal
        if refusal is not None:
            self.rollback()
            raise refusal
        if self.info.transaction_status == TransactionStatus.INTRANS:
            self.total_changes += 0 if self.failed else max(0, self._counted() - self._count_before)
        super().commit()
        changed = self.ledger.transaction is not None
        self.ledger.transaction = None
        if changed:
            self.ledger.committed()

    def begin(self) -> None:
        """Begins a transaction: takes the world's lock and notes where the count of changed rows stands."""
        self.execute(f"SELECT pg_advisory_xact_lock({_LOCK})".encode())
        self._count_before = self._counted()
        self.failed = False

    def _counted(self) -> int:
        (count,) = self.execute(_COUNT).fetchone() or (0,)
        return int(count)

    def rollback(self) -> None:
        """Rolls back; the journal rows go with the rest."""
        super().rollback()
        self.ledger.transaction = None
        self._refusal = None

    def close(self) -> None:
        """Leaves its count of changed rows with the journal and closes."""
        if hasattr(self, "ledger"):
            self.ledger.closing(self)
        super().close()


def connect(conninfo: str, ledger: Ledger, cells: Cells, told: Told) -> WorldConnection:
    """Opens a journalled connection."""
    options = " ".join(f"-c {name}={value}" for name, value in _OPTIONS.items())
    connection = WorldConnection.connect(make_conninfo(conninfo, options=options), cursor_factory=_Cursor)
    connection.journal(ledger, cells, told)
    return connection


def engine_over(connect_raw: Callable[[], WorldConnection]) -> Engine:
    """An engine whose transactions take the world's one lock when they begin, and commit in that order."""
    engine = roomy(
        create_engine(
            "postgresql+psycopg://",
            creator=connect_raw,
            poolclass=QueuePool,
            pool_size=2,  # a server has connections for a hundred, all worlds together
            max_overflow=38,
            use_native_hstore=False,
        )
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        raw = connection.connection.driver_connection
        assert isinstance(raw, WorldConnection)
        raw.begin()

    return engine
