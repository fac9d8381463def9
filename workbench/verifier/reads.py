"""Server-side reads: which requests were answered with what a spec wants to have been looked at."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
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
    wanted = urlsplit(read.path.format(*(quote(str(value), safe="") for value in values)))
    asked = urlsplit(one.server.path)
    if not _same_path(wanted.path, asked.path):
        return False
    given = parse_qsl(asked.query, keep_blank_values=True)
    return all(pair in given for pair in parse_qsl(wanted.query, keep_blank_values=True))


def resembles(one: Seen, read: Read) -> bool:
    """Whether the request is about the same thing: the same first segment of the path."""
    first = _first(read.path)
    return first in ("*", "{}") or _first(one.server.path) == first


def _same_path(wanted: str, asked: str) -> bool:
    left, right = _segments(wanted), _segments(asked)
    return len(left) == len(right) and all(a in ("*", b) for a, b in zip(left, right, strict=True))


def _segments(path: str) -> list[str]:
    return [unquote(segment) for segment in re.split(r"/+", path.strip("/"))]


def _first(path: str) -> str:
    return _segments(urlsplit(path).path)[0]
