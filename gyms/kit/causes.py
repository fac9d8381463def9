"""On whose behalf rows change right now: a request, a job or the harness. Carried by a context variable."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from gyms.kit.failures import BrokenGym

AGENT = "agent"
SYSTEM = "system"
HARNESS = "harness"


@dataclass
class Cause:
    """One request or job while it runs. It collects the row work done in its name until the journal settles it."""

    actor: str
    request: str | None = None
    """Id of the request that changes rows; None in a job."""
    job: str | None = None
    cause: str | None = None
    """For a job: id of the request that enqueued it, where there was one."""
    noted: dict[int, dict[str, Any]] = field(default_factory=dict)
    """Journal entries written in its name by token, whether or not they commit."""
    transactions: list[int] = field(default_factory=list)
    """Transactions it committed, known once it is settled."""


_current: ContextVar[Cause | None] = ContextVar("gyms_kit_cause", default=None)


def current_cause() -> Cause:
    """The cause at work; raises BrokenGym where there is none, so that no change can go unattributed."""
    cause = _current.get()
    if cause is None:
        raise BrokenGym(
            "Rows were changed outside of any request or job.",
            "Change rows in a handler, or enqueue a job with world.jobs.enqueue; don't start threads of your own.",
        )
    return cause


def ambient_cause() -> Cause | None:
    """The cause at work, or None."""
    return _current.get()


@contextmanager
def acting(cause: Cause) -> Iterator[Cause]:
    """Everything in this context, and in threads that copy it, happens on behalf of ``cause``."""
    token = _current.set(cause)
    try:
        yield cause
    finally:
        _current.reset(token)
