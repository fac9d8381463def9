"""Which place worlds keep their databases in, by a URL."""

import os
from collections.abc import Mapping

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from gyms.kit.databases.database import Databases
from gyms.kit.failures import BrokenDatabase

VARIABLE = "WORKBENCH_DATABASE"
"""The environment's word for the URL; without one, or with ``sqlite``, worlds are kept in files."""
_EXAMPLE = "postgresql://user:password@host:5432/postgres"


def databases_at(url: str) -> Databases | None:
    """The place that a URL names; None for SQLite files. Raises BrokenDatabase where it names none that can be used.

    The URL's own database is only a door: each world gets one of its own beside it.
    """
    if not url or url.removesuffix("://") == "sqlite":
        return None
    try:
        kind = make_url(url).get_backend_name()
    except ArgumentError as error:
        raise BrokenDatabase("What names the database is no URL.", f"Write {_EXAMPLE}, or sqlite.") from error
    if kind not in {"postgresql", "postgres"}:
        raise BrokenDatabase(f"Worlds can't be kept in {kind}.", f"Write {_EXAMPLE}, or sqlite.")
    from gyms.kit.databases.postgres.server import Server  # noqa: PLC0415 - the driver takes its time to load

    return Server(url)


def chosen_databases(environment: Mapping[str, str] = os.environ) -> Databases | None:
    """The place that the environment names; None for SQLite files."""
    return databases_at(environment.get(VARIABLE, ""))
