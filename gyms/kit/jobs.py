"""Background work on the world's clock: a confirmation mail in 20 seconds, a nightly clean-up, another patient."""

import heapq
import itertools
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from gyms.kit.causes import AGENT, SYSTEM, Cause, ambient_cause
from gyms.kit.clock import WorldClock

Work = Callable[[Session], None]
"""What a job does, in one transaction that commits when it returns."""


@dataclass(frozen=True, order=True)
class Job:
    """Work that is due at a moment of world time."""

    due: float
    """Seconds of world time since the start."""
    ordinal: int
    """Ties are run in the order they were enqueued."""
    name: str = field(compare=False)
    work: Work = field(compare=False)
    actor: str = field(compare=False)
    cause: str | None = field(compare=False)

    def as_cause(self) -> Cause:
        """What the journal says about its changes."""
        return Cause(actor=self.actor, job=self.name, cause=self.cause)


class Jobs:
    """A world's queue; changes when work is enqueued, taken or cleared. Safe to use from handler threads."""

    def __init__(self, clock: WorldClock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._queue: list[Job] = []
        self._ordinals = itertools.count(1)
        self.changed: Callable[[], None] = lambda: None
        """Called after each enqueue, so that whoever runs the world looks at the queue again."""

    def enqueue(self, name: str, delay_seconds: float, work: Work) -> None:
        """Run ``work(session)`` once, that much world time from now.

        Enqueued inside a request (or by such a job) it acts for the agent and names the request as its cause;
        elsewhere it acts for the system.
        """
        within = ambient_cause()
        agent = within is not None and within.actor == AGENT
        job = Job(
            due=self._clock.elapsed() + delay_seconds,
            ordinal=next(self._ordinals),
            name=name,
            work=work,
            actor=AGENT if agent else SYSTEM,
            cause=(within.request or within.cause) if within is not None and agent else None,
        )
        with self._lock:
            heapq.heappush(self._queue, job)
        self.changed()

    def next_due(self) -> float | None:
        """When the next job is due, in seconds of world time since the start; None when none waits."""
        with self._lock:
            return self._queue[0].due if self._queue else None

    def take_due(self) -> Job | None:
        """The next job whose time has come, taken from the queue."""
        now = self._clock.elapsed()
        with self._lock:
            return heapq.heappop(self._queue) if self._queue and self._queue[0].due <= now else None

    def pending(self, actor: str | None = None) -> tuple[str, ...]:
        """Names of the jobs that wait (of one actor, or all), in the order they would run."""
        with self._lock:
            return tuple(job.name for job in sorted(self._queue) if actor in {None, job.actor})

    def clear(self) -> None:
        """Forget all, for a reset world."""
        with self._lock:
            self._queue.clear()
            self._ordinals = itertools.count(1)
