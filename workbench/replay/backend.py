"""The backend panel: what each step did to the database, and what all of it comes to."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from workbench.domain.changes import Actor, Attempt, Change, Operation
from workbench.domain.values import Key, Row
from workbench.domain.verdicts import Ruling
from workbench.replay import wording
from workbench.replay.causality import cause_of, describe_cause
from workbench.replay.index import Index
from workbench.replay.position import Position
from workbench.replay.tone import Tone


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of a diff; None on the side where the row does not exist."""

    column: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class DiffRow:
    """One committed change or one rolled-back attempt, cell by cell."""

    seq: int | None
    """None for an attempt: it has no place in the journal."""
    table: str
    key: str
    operation: Operation
    cells: tuple[Cell, ...]
    at: float
    step: int
    request: str | None
    by: str
    """Who did it, such as ``POST /visits (r17)``."""
    clause: str | None
    """The clause that took it, ``(ephemeral)``, ``(system)``; None when no clause did."""
    charge: str
    """The same in words."""
    tone: Tone


@dataclass(frozen=True, slots=True)
class NetRow:
    """What several changes of one row come to. ``operation`` is None when they cancel out: changed and undone."""

    table: str
    key: str
    operation: Operation | None
    cells: tuple[Cell, ...]
    history: tuple[DiffRow, ...]
    tone: Tone


@dataclass(frozen=True, slots=True)
class Backend:
    """Diffs by step, and for every row ever touched what it came to after each of its changes."""

    index: Index
    of_step: Mapping[int, tuple[DiffRow, ...]]
    nets: tuple[tuple[tuple[float, ...], tuple[NetRow, ...]], ...]
    """For each touched row: the times of its changes, and the net result after each of them."""

    def step_rows(self, position: Position) -> tuple[DiffRow, ...]:
        """What the step did, in commit order, attempts among them."""
        return self.of_step.get(position.step, ())

    def total_rows(self, position: Position) -> tuple[NetRow, ...]:
        """What everything up to this moment comes to, one entry per touched row, in order of first touch."""
        now = self.index.reached(position)
        counts = ((bisect_right(times, now), rows) for times, rows in self.nets)
        return tuple(rows[count - 1] for count, rows in counts if count)


def build_backend(index: Index) -> Backend:
    """Derive all diffs once; linear in the number of changes."""
    of_step: dict[int, list[DiffRow]] = defaultdict(list)
    histories: dict[tuple[str, Key], list[tuple[Change, DiffRow]]] = defaultdict(list)
    for change in index.episode.run.changes:
        row = _diff_row(index, change)
        of_step[row.step].append(row)
        histories[change.table, change.key].append((change, row))
    for attempt in index.episode.run.attempts:
        row = _attempt_row(index, attempt)
        of_step[row.step].append(row)
    ordered = {step: tuple(sorted(rows, key=lambda row: row.at)) for step, rows in of_step.items()}
    return Backend(index, ordered, tuple(_nets(history) for history in histories.values()))


def diff(old: Row | None, new: Row | None) -> tuple[Cell, ...]:
    """The cells that differ; all cells when the row came or went."""
    if old is None or new is None:
        whole = new if old is None else old
        return tuple(
            Cell(column, None if old is None else wording.cell(value), None if new is None else wording.cell(value))
            for column, value in (whole or {}).items()
        )
    columns = dict.fromkeys((*old, *new))
    return tuple(
        Cell(column, wording.cell(old.get(column)), wording.cell(new.get(column)))
        for column in columns
        if _differs(old.get(column), new.get(column))
    )


def _differs(old: object, new: object) -> bool:
    return type(old) is not type(new) or old != new


def _diff_row(index: Index, change: Change) -> DiffRow:
    charge, tone = charge_of(index, change)
    return DiffRow(
        seq=change.seq,
        table=change.table,
        key=wording.key(change.key),
        operation=change.operation,
        cells=diff(change.old, change.new),
        at=change.at,
        step=index.step_for(cause_of(index, change).step, change.at),
        request=change.request or change.cause,
        by=describe_cause(index, change),
        clause=index.verdict.charges.get(change.seq),
        charge=charge,
        tone=tone,
    )


def _attempt_row(index: Index, attempt: Attempt) -> DiffRow:
    return DiffRow(
        seq=None,
        table=attempt.table,
        key=wording.key(attempt.key),
        operation=attempt.operation,
        cells=diff(attempt.old, attempt.new),
        at=attempt.at,
        step=index.step_for(cause_of(index, attempt).step, attempt.at),
        request=attempt.request,
        by=describe_cause(index, attempt),
        clause=None,
        charge="rolled back: no change",
        tone=Tone.QUIET,
    )


def charge_of(index: Index, change: Change) -> tuple[str, Tone]:
    """Which clause takes the change, in words, and how that is to be taken."""
    clause = index.verdict.charges.get(change.seq)
    if breach := index.breach_of(change.seq):
        return (f"breach of {breach.clause}" if breach.clause else "no clause allows this"), Tone.BROKEN
    match clause:
        case "(ephemeral)":
            return "ephemeral table", Tone.QUIET
        case "(system)":
            return "not the agent's doing", Tone.QUIET
        case str():
            return clause, Tone.MET
    if change.actor is not Actor.AGENT:
        return "not the agent's doing", Tone.QUIET
    if index.verdict.ruling is Ruling.UNDECIDED:
        return "not judged", Tone.NEUTRAL
    return "no clause allows this", Tone.BROKEN


def _nets(history: list[tuple[Change, DiffRow]]) -> tuple[tuple[float, ...], tuple[NetRow, ...]]:
    first = history[0][0].old
    rows = tuple(row for _, row in history)
    nets = tuple(_net(first, change.new, rows[: count + 1]) for count, (change, _) in enumerate(history))
    return tuple(row.at for row in rows), nets


def _net(old: Row | None, new: Row | None, history: tuple[DiffRow, ...]) -> NetRow:
    latest = history[-1]
    cells = () if old is None and new is None else diff(old, new)
    operation = None
    if old is None and new is not None:
        operation = Operation.INSERT
    elif old is not None and new is None:
        operation = Operation.DELETE
    elif cells:
        operation = Operation.UPDATE
    return NetRow(latest.table, latest.key, operation, cells, history, heaviest(history))


def heaviest(history: tuple[DiffRow, ...]) -> Tone:
    """The tone of several changes together."""
    tones = {row.tone for row in history}
    order = (Tone.BROKEN, Tone.DISTURBED, Tone.MET, Tone.NEUTRAL, Tone.QUIET)
    return next(tone for tone in order if tone in tones)
