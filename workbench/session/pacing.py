"""When a recorded step may be done again: not before the background has done what it had done by then.

A page that says “saved” before a job has committed looks the same a moment too early. Whoever was recorded may have
waited, and waiting is no action, so the commits of background jobs tell how long.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.domain.changes import Actor, Change
from workbench.domain.exchanges import Exchange
from workbench.domain.steps import Step


@dataclass(frozen=True, slots=True)
class JobCommit:
    """One transaction that a background job committed on the actor's behalf."""

    at: float
    """Milliseconds of the recording."""
    cause: int = 0
    """Index of the step whose request enqueued it; 0 where that is not known."""


def job_commits(changes: Iterable[Change], exchanges: Iterable[Exchange] = ()) -> tuple[JobCommit, ...]:
    """The commits of jobs that requests of the actor's enqueued, in their order."""
    steps = {exchange.id: exchange.step for exchange in exchanges}
    found: dict[int, JobCommit] = {}
    for change in changes:
        if change.job is not None and change.actor is Actor.AGENT:
            cause = steps.get(change.cause) if change.cause is not None else None
            found.setdefault(change.transaction, JobCommit(change.at, cause or 0))
    return tuple(found.values())


def due(commits: Sequence[JobCommit], plan: Iterable[Step | None]) -> tuple[int, ...]:
    """How many commits must be there before each step of a plan; None stands for a step that was not recorded.

    Those count that came before the step when it was recorded, of jobs whose causes are in the plan before it.
    """
    performed, counts, most = {0}, [], 0
    for step in plan:
        if step is not None:
            before = [commit for commit in commits if commit.at <= step.started and commit.cause in performed]
            most = max(most, len(before))
            performed.add(step.index)
        counts.append(most)
    return tuple(counts)
