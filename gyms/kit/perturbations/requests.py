"""The requests of a world as perturbations see them: numbered by kind as they come."""

import asyncio
from collections import Counter
from urllib.parse import urlsplit

from starlette.types import Scope

from gyms.kit.exchanges import header_map
from gyms.kit.form_tokens import FIELD
from gyms.kit.perturbations import Hit
from gyms.kit.world import World

_READS = frozenset({"GET", "HEAD"})
_SHOWN = frozenset({"document", ""})
"""What ``Sec-Fetch-Dest`` says of what the window itself shows; clients that don't say are taken for such."""


class Arrivals:
    """Changes with each request; a world that is reset gets a new one. Lives on the server's loop."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._counts: Counter[str] = Counter()
        self._latest = 0
        """Ordinal of the latest fetch that was answered."""
        self._answered = asyncio.Event()
        """Set, and replaced, each time a fetch was answered."""

    def hit(self, scope: Scope, body: bytes) -> Hit:
        """The hit of a request that has just come."""
        headers = header_map(scope)
        method, path = scope["method"], scope["path"]
        meant_for = headers.get("sec-fetch-dest", "")
        reads = method in _READS
        came_from = urlsplit(headers.get("referer", ""))
        ordinal = self._count("all")
        fetch = self._count("fetches") if reads and meant_for == "empty" else 0
        return Hit(
            seed=self._world.task.seed,
            ordinal=ordinal,
            method=method,
            path=path,
            background=meant_for == "empty",
            idempotent=reads or self._harmless_twice(method, path, body),
            referer=f"{came_from.path}?{came_from.query}" if came_from.query else came_from.path,
            headers=headers,
            query=bytes(scope.get("query_string", b"")).decode("latin-1"),
            page_ordinal=self._count("pages") if meant_for in _SHOWN else 0,
            send_ordinal=0 if reads else self._count("sends"),
            fetch_ordinal=fetch,
            overtaken=lambda: self._overtaken(fetch),
        )

    def _harmless_twice(self, method: str, path: str, body: bytes) -> bool:
        """A form with a one-time token that the site looks at, or a path that the gym vouches for."""
        once = FIELD.encode() in body and self._world.form_tokens.covers(method, path)
        return once or any(_is(path, known) for known in self._world.gym.idempotent)

    def answered(self, hit: Hit) -> None:
        """The response to this hit has gone out."""
        if hit.fetch_ordinal > self._latest:
            self._latest = hit.fetch_ordinal
            self._answered.set()
            self._answered = asyncio.Event()

    async def _overtaken(self, fetch: int) -> None:
        while self._latest <= fetch:
            await self._answered.wait()

    def _count(self, kind: str) -> int:
        self._counts[kind] += 1
        return self._counts[kind]


def _is(path: str, pattern: str) -> bool:
    """Whether a path fits a pattern in which ``*`` stands for one segment."""
    parts, wanted = path.split("/"), pattern.split("/")
    return len(parts) == len(wanted) and all(want in {"*", part} for part, want in zip(parts, wanted, strict=True))
