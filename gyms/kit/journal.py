"""The journal of one world: every committed row event in order, and the work that was rolled back.

Row triggers write entries into the world's own database (see ``triggers``). Entries are read back after each commit,
so what is published is what committed. Work noted in a request's or job's name that never committed is an attempt.
"""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from gyms.kit.causes import Cause, acting, current_cause
from gyms.kit.clock import WorldClock
from gyms.kit.databases.ledger import Counting, Ledger
from gyms.kit.entries import wire_attempt, wire_change
from gyms.kit.shapes import HIDDEN_ROWID, TableShape


@dataclass(frozen=True)
class Tally:
    """What the connections themselves counted, beside the journal."""

    counted: int
    """Rows that the database says were changed through the kit's connections, the journal's own rows included."""
    noted: int
    """Times that a journal trigger fired, committed or not."""

    @property
    def unexplained(self) -> int:
        """Row changes that no trigger saw. Each trigger accounts for two: the row's and the journal's own.

        Rows removed by REPLACE and work of failed statements are noted but not counted, hence never below the truth
        by more than those.
        """
        return max(0, self.counted - 2 * self.noted)


Publish = Callable[[list[dict[str, Any]], list[dict[str, Any]]], None]
"""Told about committed changes and attempts, each once, in order, as they go over the wire."""


class Journal:
    """Changes with every commit on its world's connections; safe to use from many threads."""

    def __init__(
        self, stored: Callable[[int], list[dict[str, Any]]], shapes: Mapping[str, TableShape], clock: WorldClock
    ) -> None:
        """``stored`` reads the committed entries beyond a ``seq`` from the world's database."""
        self._stored = stored
        self.shapes = shapes
        """The tables under the journal, by name."""
        self._clock = clock
        self._lock = threading.RLock()
        self._forget()
        self._connections: set[Counting] = set()
        self._closed_count = 0
        self._baseline = 0
        self.publish: Publish = lambda _changes, _attempts: None

    def _forget(self) -> None:
        self._last = 0
        self._tokens = 0
        self._transactions = 0
        self._committed: dict[int, int] = {}
        """Token to transaction of entries read back but not yet settled."""

    # -- connections --------------------------------------------------------------------------------------------

    def ledger(self) -> Ledger:
        """For one connection that is about to be opened; only those with a ledger can change rows."""
        return Ledger(self._note, self.read_back, self._opened, self._closing)

    def _opened(self, connection: Counting) -> None:
        with self._lock:
            self._connections.add(connection)

    def _closing(self, connection: Counting) -> None:
        with self._lock:
            if connection in self._connections:
                self._connections.discard(connection)
                self._closed_count += connection.total_changes

    # -- writing ------------------------------------------------------------------------------------------------

    def _note(self, ledger: Ledger, table: str, operation: str, cells: tuple[Any, ...]) -> dict[str, Any]:
        """Called by the triggers. Runs inside the write transaction, so numbers are handed out in commit order."""
        cause = current_cause()
        with self._lock:
            self._tokens += 1
            token = self._tokens
            if ledger.transaction is None:
                self._transactions += 1
                ledger.transaction = self._transactions
        entry: dict[str, Any] = {
            "token": token,
            "transaction": ledger.transaction,
            "table": table,
            "operation": operation,
            **_old_and_new(self.shapes[table], operation, cells),
            "actor": cause.actor,
            "request": cause.request,
            "job": cause.job,
            "cause": cause.cause,
            "at": time.time() * 1000,
            "world_time": self._clock.now().isoformat(),
        }
        cause.noted[token] = entry
        return entry

    # -- reading ------------------------------------------------------------------------------------------------

    def entries(self, after: int = 0) -> list[dict[str, Any]]:
        """Committed entries with raw cells, in commit order; each carries its ``seq``."""
        with self._lock:
            return self._stored(after)

    def changes(self, after: int = 0) -> list[dict[str, Any]]:
        """Committed changes as they go over the wire."""
        return [wire_change(self.shapes[entry["table"]], entry) for entry in self.entries(after)]

    def read_back(self) -> None:
        """Publishes what has committed since the last time."""
        with self._lock:
            entries = self.entries(self._last)
            if not entries:
                return
            self._last = entries[-1]["seq"]
            self._committed.update((entry["token"], entry["transaction"]) for entry in entries)
            self.publish([wire_change(self.shapes[entry["table"]], entry) for entry in entries], [])

    @contextmanager
    def acting(self, cause: Cause) -> Iterator[Cause]:
        """Does work on behalf of ``cause``, then settles what came of it."""
        with acting(cause):
            try:
                yield cause
            finally:
                self.settle(cause)

    def settle(self, cause: Cause) -> None:
        """Tells what ``cause`` committed from what it only attempted. Call it when its work is over."""
        if not cause.noted:
            return
        with self._lock:
            self.read_back()
            committed = {token: self._committed.pop(token) for token in cause.noted if token in self._committed}
            attempts = [entry for token, entry in cause.noted.items() if token not in committed]
            cause.transactions = sorted({*cause.transactions, *committed.values()})
            cause.noted.clear()
            if attempts:
                self.publish([], [wire_attempt(self.shapes[entry["table"]], entry) for entry in attempts])

    # -- starting over ------------------------------------------------------------------------------------------

    def tally(self) -> Tally:
        """The connections' own count of changed rows since the world began, against the journal's."""
        with self._lock:
            open_count = sum(connection.total_changes for connection in self._connections)
            return Tally(counted=open_count + self._closed_count - self._baseline, noted=self._tokens)

    def restart(self) -> None:
        """After the journal's table was emptied: numbers begin again at 1."""
        with self._lock:
            self._forget()
            self._baseline = 0
            self._baseline = self.tally().counted


def _old_and_new(shape: TableShape, operation: str, cells: tuple[Any, ...]) -> dict[str, Any]:
    """Old and new raw rows by column name; the hidden rowid goes under ``_rowid_`` beside them."""
    names = ((HIDDEN_ROWID,) if shape.hidden_rowid else ()) + shape.columns
    width = len(names)
    old = dict(zip(names, cells[:width], strict=True)) if operation != "insert" else None
    new = dict(zip(names, cells[-width:], strict=True)) if operation != "delete" else None
    return {"old": old, "new": new}
