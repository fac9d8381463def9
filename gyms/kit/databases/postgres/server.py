"""A PostgreSQL server that worlds keep their databases on: each world one, named for the process that made it.

Whoever made databases holds an advisory lock as long as it lives; a later one deletes what the dead have left.
"""

import secrets
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import psycopg
import sqlalchemy as sa
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.errors import InsufficientPrivilege
from sqlalchemy.engine import make_url

from gyms.kit.databases.names import quoted
from gyms.kit.databases.postgres.tables import create_tables
from gyms.kit.databases.postgres.triggers import journal_statements
from gyms.kit.databases.postgres.world_database import ServerDatabase
from gyms.kit.failures import BrokenDatabase
from gyms.kit.gym import Gym
from gyms.kit.shapes import TableShape, shapes_of
from gyms.kit.template import Template

_PREFIX = "gym_worlds_"
_OLDEST = 140_000
_PATIENCE = "10"
"""Seconds for a server to answer."""
_ADVICE = "Start the server or mend its address; without one, worlds are kept in SQLite files."


class Server:
    """Holds one connection to the URL's own database; its role must be allowed to create databases. Safe to use from
    many threads. Raises BrokenDatabase when the server can't be reached or used."""

    def __init__(self, url: str) -> None:
        plain = make_url(url).set(drivername="postgresql")
        self._conninfo = make_conninfo(plain.render_as_string(hide_password=False), connect_timeout=_PATIENCE)
        self._token = secrets.token_hex(6)
        self._lock = threading.Lock()
        self._emptied: dict[str, str] = {}
        """Gym to the database with its empty tables."""
        self.kind = "PostgreSQL"
        self._made: set[str] = set()
        self._admin: psycopg.Connection[Any] | None = None
        try:
            with self._trouble():
                self._check()
                self._sweep()
        except BrokenDatabase:
            self.close()
            raise

    @contextmanager
    def _trouble(self) -> Iterator[None]:
        try:
            yield
        except (psycopg.OperationalError, InsufficientPrivilege) as error:
            place = conninfo_to_dict(self._conninfo)
            name = f"{place.get('host') or 'local socket'}:{place.get('port') or 5432}"
            reason = str(error).strip().partition("\n")[0].rstrip(".")
            raise BrokenDatabase(f"The database server {name} can't be used: {reason}.", _ADVICE) from error

    def _ask(self, query: str, *values: Any) -> Any:
        """The first value that the server answers, None where it answers with none. Should the connection turn out to
        be lost, say because the server was restarted, it asks once more over a new one."""
        known = self._admin is not None
        try:
            return self._ask_once(query, values)
        except psycopg.OperationalError:
            if not known or self._admin is None or not self._admin.closed:
                raise
            return self._ask_once(query, values)

    def _ask_once(self, query: str, values: tuple[Any, ...]) -> Any:
        if self._admin is None or self._admin.closed:
            self._admin = psycopg.connect(self._conninfo, autocommit=True)
            self._admin.execute("SELECT pg_advisory_lock(%s)", (int(self._token, 16),))
        cursor = self._admin.execute(query.encode(), values or None)
        row = cursor.fetchone() if cursor.description else None
        return row[0] if row else None

    def _check(self) -> None:
        version = self._ask("SHOW server_version")
        self.kind = f"PostgreSQL {version}".partition(" (")[0]
        if int(self._ask("SHOW server_version_num")) < _OLDEST:
            raise BrokenDatabase(f"{self.kind} is too old.", "Take PostgreSQL 14 or later.")
        if not self._ask("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"):
            role = self._ask("SELECT current_user")
            raise BrokenDatabase(f"The role {role} may not create databases.", f"ALTER ROLE {role} CREATEDB allows it.")

    def _sweep(self) -> None:
        """Deletes databases whose makers are gone."""
        found = self._ask("SELECT array_agg(datname::text) FROM pg_database WHERE datname LIKE %s", f"{_PREFIX}%")
        left: dict[str, list[str]] = {}
        for name in found or ():
            left.setdefault(name.removeprefix(_PREFIX).partition("_")[0], []).append(name)
        for token, names in left.items():
            if self._ask("SELECT pg_try_advisory_lock(%s)", int(token, 16)):
                for name in names:
                    self._drop(name)
                self._ask("SELECT pg_advisory_unlock(%s)", int(token, 16))

    def shapes(self, metadata: sa.MetaData) -> Mapping[str, TableShape]:
        """A server hides no row numbers."""
        return {name: replace(shape, hidden_rowid=False) for name, shape in shapes_of(metadata).items()}

    def create(self, gym: Gym, template: Template, number: int) -> ServerDatabase:
        """A database of its own for the world of that number."""
        name = f"{_PREFIX}{self._token}_{number}"

        def create() -> None:
            with self._lock, self._trouble():
                self._create(name, self._empty(gym))

        def drop() -> None:
            with self._lock, self._trouble():
                self._drop(name)

        with self._trouble():
            return ServerDatabase(gym, template, self._at(name), create, drop)

    def _empty(self, gym: Gym) -> str:
        """The database with the gym's tables, under the journal and without a row."""
        if gym.name not in self._emptied:
            name = f"{_PREFIX}{self._token}_{gym.name}"
            self._drop(name)  # one that was left half made
            self._create(name, "template0", "ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'")  # texts compare as in SQLite
            engine = sa.create_engine(
                "postgresql+psycopg://", creator=lambda: psycopg.connect(self._at(name)), poolclass=sa.NullPool
            )
            create_tables(engine, gym.metadata)
            with psycopg.connect(self._at(name)) as connection:
                for statement in journal_statements(gym.metadata, self.shapes(gym.metadata)):
                    connection.execute(statement.encode())
            self._emptied[gym.name] = name
        return self._emptied[gym.name]

    def _at(self, name: str) -> str:
        return make_conninfo(self._conninfo, dbname=name)

    def _create(self, name: str, template: str, more: str = "") -> None:
        self._ask(f"CREATE DATABASE {quoted(name)} TEMPLATE {quoted(template)} {more}")
        self._made.add(name)

    def _drop(self, name: str) -> None:
        self._ask(f"DROP DATABASE IF EXISTS {quoted(name)} WITH (FORCE)")
        self._made.discard(name)

    def close(self) -> None:
        """Deletes every database that was made here and is still left."""
        with self._lock:
            try:
                for name in sorted(self._made):
                    self._drop(name)
            except psycopg.Error:  # the server is gone; the next to use it sweeps
                self._made.clear()
            if self._admin is not None:
                self._admin.close()
