"""What the kit asks of a database, whatever keeps it."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any, Protocol

import sqlalchemy as sa

from gyms.kit.databases.ledger import Ledger
from gyms.kit.databases.reader import Entries, Reader, SchemaText
from gyms.kit.gym import Gym
from gyms.kit.shapes import TableShape
from gyms.kit.template import Template


class Database(Protocol):
    """The database of one world, from its initial state on."""

    schema: SchemaText
    """As it was at the start."""

    def engine(self, ledger: Callable[[], Ledger]) -> sa.Engine:
        """What the world works with, made once: every connection has a ledger and tells it of each row. Transactions
        take the write lock when they begin, so that they commit in the order of their journal entries."""
        ...

    def reading(self) -> AbstractContextManager[Reader]:
        """Opens it for a look past the journal."""
        ...

    def entries(self, after: int) -> list[dict[str, Any]]:
        """What the journal holds beyond that ``seq``, committed."""
        ...

    def reset(self, entries: Entries, *, complete: bool) -> None:
        """Back to the initial state, and proven to be; ``entries`` is all that the journal holds, ``complete`` whether
        no row changed beside it. Nothing else may be at work in the world."""
        ...

    def close(self) -> None:
        """Closes every connection and deletes the database."""
        ...


class Databases(Protocol):
    """A place that worlds keep their databases in."""

    kind: str
    """What it is, with its version: ``SQLite 3.45.1``."""

    def shapes(self, metadata: sa.MetaData) -> Mapping[str, TableShape]:
        """The tables as the journal is to note them here, by name."""
        ...

    def create(self, gym: Gym, template: Template, number: int) -> Database:
        """A database of its own for the world of that number, in the template's state."""
        ...

    def close(self) -> None:
        """Deletes what is still left."""
        ...
