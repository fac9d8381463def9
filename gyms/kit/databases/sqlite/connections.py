"""SQLite connections whose changes are journalled, and the SQLAlchemy engine over them."""

import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

from gyms.kit.databases.ledger import Ledger
from gyms.kit.databases.sqlite.triggers import FUNCTION
from gyms.kit.entries import encoded

_log = logging.getLogger(__name__)
_BUSY_SECONDS = 20.0


class WorldConnection(sqlite3.Connection):
    """A connection that tells its journal when a transaction ends and when it closes."""

    ledger: Ledger

    def commit(self) -> None:
        """Commits, then publishes what was committed before anyone can be told that it was."""
        super().commit()
        changed = self.ledger.transaction is not None
        self.ledger.transaction = None
        if changed:
            self.ledger.committed()

    def rollback(self) -> None:
        """Rolls back; the journal rows go with the rest."""
        super().rollback()
        self.ledger.transaction = None

    def close(self) -> None:
        """Leaves its count of changed rows with the journal and closes."""
        self.ledger.closing(self)
        super().close()


def connect(path: Path, ledger: Ledger) -> WorldConnection:
    """Opens a journalled connection. Transactions are begun explicitly: isolation level None, as SQLAlchemy advises."""
    connection = sqlite3.connect(
        path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False, factory=WorldConnection
    )
    connection.ledger = ledger
    connection.create_function(FUNCTION, -1, _noting(ledger))
    connection.set_trace_callback(_boundary(connection, ledger))
    for pragma in ("foreign_keys = ON", "recursive_triggers = ON", "trusted_schema = ON", "synchronous = OFF"):
        connection.execute(f"PRAGMA {pragma}")
    ledger.opened(connection)
    return connection


def _noting(ledger: Ledger) -> Callable[..., str]:
    def kit_journal(table: str, operation: str, *cells: Any) -> str:
        try:
            return encoded(ledger.note(ledger, table, operation, cells))
        except Exception:
            # SQLite turns it into "user-defined function raised exception" and fails the statement.
            _log.exception("The journal refused to %s a row of %s.", operation, table)
            raise

    return kit_journal


def _boundary(connection: WorldConnection, ledger: Ledger) -> Callable[[str], None]:
    """Notices transactions that raw SQL began and ended: a statement that starts outside of one starts another.

    Statements inside triggers are reported under the text of the one that set them off, so only another text counts:
    the same statement run twice in autocommit mode passes for one transaction.
    """
    last = ""

    def statement_starts(text: str) -> None:
        nonlocal last
        if text != last and not connection.in_transaction:
            ledger.transaction = None
        last = text

    return statement_starts


def engine_over(connect_raw: Callable[[], WorldConnection]) -> Engine:
    """An engine whose transactions take the write lock when they begin, so that none fails half way for want of it."""
    engine = create_engine("sqlite://", creator=connect_raw, poolclass=QueuePool, pool_size=8, max_overflow=32)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
