"""Requests that reached the world's server, and the templates by which a spec speaks of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from workbench.domain.exchanges import Exchange, ServerSide
from workbench.verifier.references import UNBOUND, Ref, Scope

METHODS: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
READS: Final = ("GET", "HEAD")
"""The methods that only look."""
_STAR = re.compile(r"(?<=/)\*(?=[/?]|$)")

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Request:
    """A request as a spec writes it, such as ``GET /visits/{the-visit.id}``."""

    method: str
    path: str
    """Template: ``{}`` stands for a value, ``*`` for one whole segment; what its query says must be asked, too."""
    references: tuple[Ref, ...]
    """What its braces refer to, in order."""

    def filled(self, scope: Scope, any_segment: str = "*") -> str | None:
        """The path with its values, percent-encoded; None where one refers to a row that isn't there yet.

        ``any_segment`` takes the place of every ``*``. Raises MissingValue.
        """
        values = [scope.value(reference) for reference in self.references]
        if UNBOUND in values:
            return None
        path = self.path if any_segment == "*" else _STAR.sub(any_segment, self.path)
        return path.format(*(quote(str(value), safe="") for value in values))

    def phrase(self, values: Iterable[str]) -> str:
        """Such as "POST /visits/31/cancel"; any segment is "…"."""
        return f"{self.method} {_STAR.sub('…', self.path).format(*values)}"


@dataclass(frozen=True, slots=True)
class Seen:
    """A request that the server has seen."""

    exchange: Exchange
    server: ServerSide

    @property
    def looks(self) -> bool:
        """Whether it only reads."""
        return self.server.method in READS

    @property
    def counts(self) -> bool:
        """Answered with content, and the answer arrived."""
        return self.server.delivered and (200 <= self.server.status < 300 or self.server.status == 304)


def seen(exchanges: Iterable[Exchange]) -> list[Seen]:
    """The requests that reached the server, in the order in which it began them."""
    found = [Seen(exchange, exchange.server) for exchange in exchanges if exchange.server is not None]
    return sorted(found, key=lambda one: one.server.started)


def asks(one: Seen, wanted: Request, scope: Scope) -> bool:
    """Whether the request is one of those that the template stands for. Raises MissingValue."""
    if one.server.method != wanted.method:
        return False
    path = wanted.filled(scope)
    if path is None:
        return False
    segments, demanded = _wanted(path)
    asked, given = _asked(one.server.path)
    return (
        len(segments) == len(asked)
        and all(want in (None, have) for want, have in zip(segments, asked, strict=True))
        and all(pair in given for pair in demanded)
    )


def first_segment(path: str) -> str:
    """What a path begins with."""
    return _segments(urlsplit(path).path)[0]


@lru_cache(maxsize=4096)
def _wanted(path: str) -> tuple[tuple[str | None, ...], Pairs]:
    """Segments, None for any, and query pairs. A value that happens to be a star is encoded and means itself."""
    parts = urlsplit(path)
    return tuple(None if one == "*" else unquote(one) for one in _segments(parts.path)), _pairs(parts.query)


@lru_cache(maxsize=4096)
def _asked(path: str) -> tuple[tuple[str, ...], Pairs]:
    """Segments and query pairs. The same few paths are asked for again and again."""
    parts = urlsplit(path)
    return tuple(map(unquote, _segments(parts.path))), _pairs(parts.query)


def _pairs(query: str) -> Pairs:
    return tuple(parse_qsl(query, keep_blank_values=True))


def _segments(path: str) -> list[str]:
    return re.split(r"/+", path.strip("/"))
