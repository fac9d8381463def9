"""What the demonstrations show a table to be: part of the task, a trail of looks, or a queue that works itself off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workbench.domain.changes import Actor, Change, Operation
from workbench.domain.episodes import RunRecord

_LOOKS = ("GET", "HEAD")


class Part(StrEnum):
    """What a table plays in the demonstrations."""

    TASK = "task"
    TRAIL = "trail"
    """Looking alone leaves it."""
    TOUCHED = "touched"
    """Looking alone alters rows that are there."""
    QUEUE = "queue"
    """Work that is taken off it in the background."""
    SCRATCH = "scratch"
    """What is put into it is taken out again."""
    UNSTEADY = "unsteady"
    """It comes out another way in each demonstration."""


@dataclass(frozen=True, slots=True)
class Behaviour:
    """A table's part, with the reason that an author reads."""

    part: Part
    why: str


def behaviours(runs: Sequence[RunRecord]) -> Mapping[str, Behaviour]:
    """Every table that the agent's side changed in any of the runs, in order of first touch."""
    tables = dict.fromkeys(change.table for run in runs for change in acted(run))
    return {table: _behaviour(table, runs) for table in tables}


def acted(run: RunRecord) -> tuple[Change, ...]:
    """The changes that a verdict charges: the agent's own, also through jobs."""
    return tuple(change for change in run.changes if change.actor is Actor.AGENT)


def _behaviour(table: str, runs: Sequence[RunRecord]) -> Behaviour:
    each = [[change for change in acted(run) if change.table == table] for run in runs]
    every = [change for changes in each for change in changes]
    inserts = all(change.operation is Operation.INSERT for change in every)
    looked = [change for run, changes in zip(runs, each, strict=True) for change in changes if _by_a_look(run, change)]
    if looked and inserts:
        return Behaviour(Part.TRAIL, "rows are left behind by mere looks")
    if looked and len(looked) == len(every):
        return Behaviour(Part.TOUCHED, "mere looks alter rows that are there")
    if _is_queue(every) and not _is_referred_to(table, every, runs):
        return Behaviour(
            Part.QUEUE, "its rows are worked off in the background, and nothing that is asked for stays in it"
        )
    if _is_scratch(every, runs):
        return Behaviour(Part.SCRATCH, "what is put into it is taken out again, and nothing of it stays")
    if inserts and _marks_only(table, runs[0]):
        return Behaviour(Part.TRAIL, "a row only says that something happened, and when")
    if len({len(changes) for changes in each}) > 1:
        return Behaviour(Part.UNSTEADY, "the demonstrations change it a different number of times")
    return Behaviour(Part.TASK, "the demonstration changed it")


def _by_a_look(run: RunRecord, change: Change) -> bool:
    source = change.request or change.cause
    made = next((one for one in run.exchanges if one.id == source), None)
    return made is not None and made.method in _LOOKS


def _is_queue(changes: Sequence[Change]) -> bool:
    """A row is put in by a request and then altered by a job, which is how queues look and records don't."""
    put = {change.key for change in changes if change.operation is Operation.INSERT and change.request}
    taken = {change.key for change in changes if change.operation is not Operation.INSERT and change.job}
    return bool(put) and put == taken and len(changes) > len(put)


def _is_referred_to(table: str, changes: Sequence[Change], runs: Sequence[RunRecord]) -> bool:
    """Other rows of the run point at its new ones, as they do at a record that a job completes."""
    put = {change.key for change in changes if change.operation is Operation.INSERT}
    return any(
        (change.new or {}).get(key.columns[0]) in {one[0] for one in put if len(one) == 1}
        for run in runs
        for change in acted(run)
        if change.table != table and change.operation is Operation.INSERT
        for key in run.initial.schema.tables[change.table].foreign_keys
        if key.target == table and len(key.columns) == 1
    )


def _is_scratch(changes: Sequence[Change], runs: Sequence[RunRecord]) -> bool:
    """Every row that is touched was put in by the same run, and is gone at the end: a draft, a basket."""
    gone = [change for change in changes if change.operation is Operation.DELETE]
    if not gone:
        return False
    return all(_comes_and_goes([change for change in acted(run) if change.table == gone[0].table]) for run in runs)


def _comes_and_goes(changes: Sequence[Change]) -> bool:
    put = {change.key for change in changes if change.operation is Operation.INSERT}
    taken = {change.key for change in changes if change.operation is Operation.DELETE}
    return put == taken and all(change.key in put for change in changes)


def _marks_only(table: str, run: RunRecord) -> bool:
    """Nothing but what it points at and a moment: a mark. A pair of pointers without a moment may be the task."""
    known = run.initial.schema.tables.get(table)
    if known is None:
        return False
    pointing = {column for key in known.foreign_keys for column in key.columns}
    rest = [column for column in known.columns if column.name not in pointing and column.name not in known.key]
    return bool(rest) and all(column.type == "datetime" for column in rest)
