"""Closing many things, each of which may fail."""

import contextlib
from collections.abc import AsyncIterator, Callable
from typing import Any


@contextlib.asynccontextmanager
async def trying_all() -> AsyncIterator[Callable[[Any], Any]]:
    """Gives an ``attempt`` to await each part with; the first failure is raised once all were tried."""
    failures: list[Exception] = []

    async def attempt(work: Any) -> None:
        try:
            await work
        except Exception as error:
            failures.append(error)

    yield attempt
    if failures:
        raise failures[0]
