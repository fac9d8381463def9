"""Server-side reads: which requests were answered with what a spec wants to have been looked at."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from workbench.domain.exchanges import Exchange, ServerSide
from workbench.verifier.references import UNBOUND, Scope
from workbench.verifier.spec import Read


@dataclass(frozen=True, slots=True)
class Seen:
    """A request that the server answered, and whether it counts as a read."""

    exchange: Exchange
    server: ServerSide

    @property
    def counts(self) -> bool:
        """Answered with content, and the answer arrived."""
        return self.server.delivered and (200 <= self.server.status < 300 or self.server.status == 304)


def seen(exchanges: Iterable[Exchange]) -> list[Seen]:
    """The reads among the exchanges, in the order in which the server began them."""
    found = [
        Seen(exchange, exchange.server)
        for exchange in exchanges
        if exchange.server is not None and exchange.server.method in ("GET", "HEAD")
    ]
    return sorted(found, key=lambda one: one.server.started)


def is_read(one: Seen, read: Read, scope: Scope) -> bool:
    """Whether the request asked for this path; a query in the template must be part of the request's."""
    if one.server.method != read.method:
        return False
    values = [scope.value(reference) for reference in read.references]
    if UNBOUND in values:
        return False
    wanted, demanded = _taken_apart(read.path.format(*(quote(str(value), safe="") for value in values)))
    asked, given = _taken_apart(one.server.path)
    return (
        len(wanted) == len(asked)
        and all(a in ("*", b) for a, b in zip(wanted, asked, strict=True))
        and all(pair in given for pair in demanded)
    )


def resembles(one: Seen, read: Read) -> bool:
    """Whether the request is about the same thing: the same first segment of the path."""
    first = _first(read.path)
    return first in ("*", "{}") or _first(one.server.path) == first


@lru_cache(maxsize=4096)
def _taken_apart(path: str) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Segments and query pairs. The same few paths are asked for again and again."""
    parts = urlsplit(path)
    return tuple(_segments(parts.path)), tuple(parse_qsl(parts.query, keep_blank_values=True))


def _segments(path: str) -> list[str]:
    return [unquote(segment) for segment in re.split(r"/+", path.strip("/"))]


def _first(path: str) -> str:
    return _segments(urlsplit(path).path)[0]
