"""What the backend did: committed row events, and work that was rolled back."""

from dataclasses import dataclass
from enum import StrEnum

from workbench.domain.values import Key, Row


class Operation(StrEnum):
    """What happened to the row."""

    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"


class Actor(StrEnum):
    """On whose behalf the row changed."""

    AGENT = "agent"
    """The person or agent in the browser, also through jobs that a request of theirs started."""
    SYSTEM = "system"
    """The world itself: other people, schedules, jobs that nobody in this browser started."""
    HARNESS = "harness"
    """The workbench, while it prepares the world."""


@dataclass(frozen=True, slots=True)
class Change:
    """One committed row event, in commit order."""

    seq: int
    """Position in the world's journal, from 1, without gaps."""
    transaction: int
    """Changes of one transaction share it; it grows with commits."""
    table: str
    key: Key
    operation: Operation
    old: Row | None
    """The whole row before; None for an insert."""
    new: Row | None
    """The whole row after; None for a delete."""
    actor: Actor
    request: str | None
    """Id of the server-side request that committed it; None for a background job."""
    job: str | None
    """Name of the background job that committed it; None inside a request."""
    at: float
    world_time: str
    step: int | None = None
    """Index of the step that caused it; None where no request ties it to one (a background job)."""
    cause: str | None = None
    """For a job: id of the request that enqueued it, where there was one."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """Row work that was rolled back: shown, never judged as a change."""

    transaction: int
    table: str
    key: Key
    operation: Operation
    old: Row | None
    new: Row | None
    request: str | None
    at: float
    step: int | None = None
