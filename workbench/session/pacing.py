"""When a recorded step may be done again: not before the world has come as far as it had come by then.

A page that says “saved” before a job has committed looks the same a moment too early. Whoever was recorded may have
waited, and waiting is no action. The commits of background jobs tell how long, and what was asked for after them: a
page that looks again by itself has to have looked.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from workbench.domain.changes import Actor, Change
from workbench.domain.exchanges import Exchange
from workbench.domain.steps import Step

Question = tuple[str, str]
"""Method and path of a request."""
_ASSETS = {"script", "stylesheet", "image", "font", "media"}


@dataclass(frozen=True, slots=True)
class JobCommit:
    """One transaction that a background job committed on the actor's behalf."""

    at: float
    """Milliseconds of the recording."""
    cause: int = 0
    """Index of the step whose request enqueued it; 0 where that is not known."""


@dataclass(frozen=True, slots=True)
class Due:
    """How far the world must have come."""

    commits: int = 0
    """Number of job commits."""
    asked: frozenset[Question] = frozenset()
    """What pages must have asked for since the last of them."""


@dataclass(frozen=True, slots=True)
class Course:
    """What a recording knows of the world's course: job commits, and when what was asked for, in their order."""

    commits: tuple[JobCommit, ...] = ()
    asked: tuple[tuple[float, Question], ...] = ()

    def reached(self, due: Due) -> bool:
        """Whether the world has come that far."""
        if len(self.commits) < due.commits:
            return False
        since = self.commits[due.commits - 1].at if due.commits else 0.0
        return due.asked <= self._asked(since, float("inf"))

    def dues(self, plan: Iterable[Step | None]) -> tuple[Due, ...]:
        """How far the world had come before each step of a plan; None stands for a step that was not recorded.

        Commits count if the steps that caused them are in the plan before it.
        """
        performed, found, last = {0}, [], Due()
        for step in plan:
            if step is not None:
                last = self._before(step, performed) or last
                performed.add(step.index)
            found.append(last)
        return tuple(found)

    def _before(self, step: Step, performed: set[int]) -> Due | None:
        before = [commit for commit in self.commits if commit.at <= step.started and commit.cause in performed]
        return Due(len(before), self._asked(before[-1].at, step.started)) if before else None

    def _asked(self, since: float, until: float) -> frozenset[Question]:
        return frozenset(question for at, question in self.asked if since <= at < until)


NOTHING_DUE = Due()
NOTHING_AWAITED = Course()


class Following:
    """Learns a recording's course. Changes with what it hears; of exchanges it keeps no content."""

    def __init__(self) -> None:
        self._steps: dict[str, int | None] = {}
        self._commits: dict[int, JobCommit] = {}
        self._asked: list[tuple[float, Question]] = []

    @property
    def course(self) -> Course:
        """So far."""
        return Course(tuple(self._commits.values()), tuple(self._asked))

    def hear_exchange(self, exchange: Exchange) -> None:
        """A request was answered, or failed."""
        self._steps[exchange.id] = exchange.step
        if exchange.resource_type not in _ASSETS:
            self._asked.append((exchange.started, (exchange.method, urlsplit(exchange.url).path)))

    def hear_change(self, change: Change) -> None:
        """A row changed. The request that caused it, if one did, was heard of before where that is to be known."""
        if change.job is not None and change.actor is Actor.AGENT:
            cause = self._steps.get(change.cause) if change.cause is not None else None
            self._commits.setdefault(change.transaction, JobCommit(change.at, cause or 0))


def course(changes: Iterable[Change], exchanges: Iterable[Exchange] = ()) -> Course:
    """What tells how far a recording had come when."""
    following = Following()
    for exchange in exchanges:
        following.hear_exchange(exchange)
    for change in changes:
        following.hear_change(change)
    return following.course
