"""The library gym twice: in SQLite files, and on a PostgreSQL server of the tests' own."""

from collections.abc import Iterator

import pytest

from gyms.kit.databases.choosing import databases_at
from gyms.kit.world import World
from gyms.kit.worlds import Worlds
from tests.gyms.kit.library import library
from tests.postgres import LocalServer


@pytest.fixture(scope="session")
def served_worlds(postgres: LocalServer) -> Iterator[Worlds]:
    with Worlds({"library": library}, databases_at(postgres.url)) as made:
        yield made


@pytest.fixture
def served(served_worlds: Worlds) -> Iterator[World]:
    """A world on the server."""
    opened = served_worlds.open("library", "lend_book")
    yield opened
    served_worlds.close_world(opened)
