"""From a change back to the request and the step that caused it, and forward again."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from workbench.domain.changes import Attempt, Change
from workbench.domain.exchanges import Exchange
from workbench.replay.index import Index
from workbench.replay.position import Focus, Phase, Position


@dataclass(frozen=True, slots=True)
class Cause:
    """Where a change came from. Fields are None where the trail ends."""

    step: int | None
    exchange: Exchange | None
    job: str | None
    """The background job in between."""


def cause_of(index: Index, change: Change | Attempt) -> Cause:
    """The trail back from a change."""
    job = change.job if isinstance(change, Change) else None
    request = change.request or (change.cause if isinstance(change, Change) else None)
    exchange = index.exchange.get(request) if request else None
    step = change.step if change.step is not None else (exchange.step if exchange else None)
    return Cause(step, exchange, job)


def describe_cause(index: Index, change: Change | Attempt) -> str:
    """Such as ``POST /visits (r17)`` or ``job commit_visit, started by POST /visits (r17)``."""
    cause = cause_of(index, change)
    request = change.request or (change.cause if isinstance(change, Change) else None)
    by = f"{title_of(cause.exchange)} ({request})" if cause.exchange else (f"request {request}" if request else "")
    if cause.job:
        return f"job {cause.job}" + (f", started by {by}" if by else ", no request started it")
    return by or "nothing in this browser"


def effects_of_request(index: Index, request: str) -> tuple[Change, ...]:
    """What that request committed, by itself or through jobs that it started."""
    return index.changes_by_request.get(request, ())


def effects_of_step(index: Index, step: int) -> tuple[tuple[Exchange, ...], tuple[Change, ...]]:
    """Requests and changes that came of a step."""
    return index.exchanges_of.get(step, ()), index.changes_of.get(step, ())


def place_of_change(index: Index, seq: int) -> tuple[Position, Focus] | None:
    """Where to stand to see a change, and what to point at; None when there is no such change."""
    change = index.change.get(seq)
    if change is None:
        return None
    step = index.step_for(cause_of(index, change).step, change.at)
    return _after(step), Focus(change=seq, exchange=change.request or change.cause)


def place_of_exchange(index: Index, exchange_id: str) -> tuple[Position, Focus] | None:
    """Where to stand to see an exchange, and what to point at; None when there is no such exchange."""
    exchange = index.exchange.get(exchange_id)
    if exchange is None:
        return None
    return _after(index.step_for(exchange.step, exchange.started)), Focus(exchange=exchange_id)


def title_of(exchange: Exchange) -> str:
    """``POST /visits?draft=1``: method and path without origin."""
    return f"{exchange.method} {path_of(exchange)}"


def path_of(exchange: Exchange) -> str:
    """The path with its query; other origins keep their host."""
    if exchange.server:
        return exchange.server.path
    parts = urlsplit(exchange.url)
    if parts.scheme in {"data", "blob", "about"}:
        return exchange.url[:60]
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _after(step: int) -> Position:
    return Position(step, Phase.AFTER)
