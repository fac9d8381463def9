"""Runs without any skill. None of them may pass, whatever the spec; nobody can sign for them."""

import random
from collections.abc import Sequence
from dataclasses import replace

from workbench.domain.actions import Defer, Done, GiveUp, Outcome
from workbench.domain.changes import Actor, Change, Operation
from workbench.domain.schema import Table
from workbench.domain.values import Row, Scalar
from workbench.verifier.audit.editing import Edit
from workbench.verifier.audit.endings import OTHER_REASON
from workbench.verifier.audit.gold import STRANGER, Charged, Gold
from workbench.verifier.audit.mutants import other_cell, pool_of, targets_of
from workbench.verifier.audit.strays import made_row
from workbench.verifier.audit.trials import Kind, Trial, Trials
from workbench.verifier.references import UNBOUND

_RANDOM_RUNS = 12
_MOST_CLICKS = 8
_MOST_DELETIONS = 2000


def trivial_runs(gold: Gold) -> Trials:
    """Nothing, done at once, always defer, submit twice, delete everything, accept every default, click at random."""
    idle = tuple(change for change in gold.run.changes if change.actor is not Actor.AGENT)
    yield _idle("do-nothing", "doing nothing at all", idle, None)
    yield _idle("do-nothing", "giving up at once", idle, GiveUp())
    yield _idle("done-at-once", "declaring done at once", idle, Done())
    deferring = _deferral(gold)
    if gold.bound.outcome == "defer" and not gold.required:  # then the bare deferral is right: see one-sided-twin
        deferring = Defer(OTHER_REASON)
    yield _idle("always-defer", "deferring at once", idle, deferring)
    yield from _submit_twice(gold)
    yield from _delete_everything(gold, idle)
    yield from _accept_defaults(gold)
    for number in range(_RANDOM_RUNS):
        changes = (*idle, *_random_changes(gold, random.Random(number)))
        yield Trial(
            Kind.TRIVIAL,
            "trivial:click-at-random",
            "clicking at random",
            Edit(changes, exchanges=(), outcome=Done(), keeps_outcome=False, forgiving=True),
        )


def _idle(name: str, story: str, idle: Sequence[Change], outcome: Outcome | None) -> Trial:
    edit = Edit(tuple(idle), exchanges=(), outcome=outcome, keeps_outcome=False, forgiving=True)
    return Trial(Kind.TRIVIAL, f"trivial:{name}", story, edit)


def _deferral(gold: Gold) -> Defer:
    ending = gold.spec.ending
    entity = gold.scope.value(ending.entity) if ending.entity is not None else ""
    return Defer(ending.reason or OTHER_REASON, "" if entity is UNBOUND else str(entity))


def _submit_twice(gold: Gold) -> Trials:
    """Every request that did something required, with all that it did, a second time."""
    requests = {one.change.request or one.change.cause for one in gold.required} - {None}
    again: list[Change] = []
    ahead: dict[str, int] = {}
    for change in gold.run.changes:
        if (change.request or change.cause) in requests and change.actor is Actor.AGENT:
            ahead[change.table] = ahead.get(change.table, 0) + 1
            again.append(gold.again(change, ahead[change.table]))
    if not again:
        return
    last = max(change.at for change in again)
    at = max(change.seq for change in gold.run.changes if (change.request or change.cause) in requests)
    edit = gold.edited(at, *(replace(change, at=last) for change in again), forgiving=True)
    yield Trial(Kind.TRIVIAL, "trivial:submit-twice", "sending the same form twice", edit)


def _delete_everything(gold: Gold, idle: tuple[Change, ...]) -> Trials:
    """Alone, and beside the right work: a verifier without a frame sees only the work."""
    doomed = [(table, row) for table in gold.guarded for row in gold.untouched(table)][:_MOST_DELETIONS]
    if not doomed:
        return
    gone = tuple(gold.stranger(table, row, None) for table, row in doomed)
    alone = Edit((*idle, *gone), exchanges=(), outcome=Done(), keeps_outcome=False, forgiving=True)
    yield Trial(Kind.TRIVIAL, "trivial:delete-everything", "deleting everything", alone)
    beside = f"{len(gone)} deletions beside the right work"
    yield Trial(Kind.TRIVIAL, "trivial:delete-everything", beside, gold.appended(*gone))


def _accept_defaults(gold: Gold) -> Trials:
    """The form sent as it comes: defaults, first choices, and for an update nothing altered at all."""
    changes: list[Change] = []
    required = {one.at: one for one in gold.required}
    for at, change in enumerate(gold.run.changes):
        one = required.get(at)
        changes.append(_with_defaults(gold, one) if one is not None else change)
    if changes != list(gold.run.changes):
        edit = Edit(tuple(changes), forgiving=True)
        yield Trial(Kind.TRIVIAL, "trivial:accept-defaults", "accepting every default", edit)


def _with_defaults(gold: Gold, one: Charged) -> Change:
    change, table = one.change, gold.schema.tables[one.change.table]
    if change.new is None:
        return change
    if change.old is not None:
        return replace(change, new=change.old)
    return replace(change, new={**change.new, **dict(_defaults(gold, table, one))})


def _defaults(gold: Gold, table: Table, one: Charged) -> list[tuple[str, Scalar]]:
    """Only of columns that the clause speaks of: the others are not the form's."""
    named = {name for name, _ in one.clause.pattern.values}
    cells: list[tuple[str, Scalar]] = []
    for column in table.columns:
        if column.name not in named or column.name in table.key:
            continue
        targets = targets_of(gold, table, column)
        choices = targets if targets is not None else pool_of(gold, table, column)
        if column.default is not None:
            cells.append((column.name, column.default))
        elif column.nullable:
            cells.append((column.name, None))
        elif choices:
            cells.append((column.name, choices[0]))
    return cells


def _random_changes(gold: Gold, chance: random.Random) -> list[Change]:
    """One to eight random row events, those that can't happen left out when the books are kept."""
    changes: list[Change] = []
    tables = [table for table in gold.guarded if gold.untouched(table)]
    for number in range(chance.randint(1, _MOST_CLICKS) if tables else 0):
        table = chance.choice(tables)
        row: Row = chance.choice(gold.untouched(table))
        columns = [column for column in table.columns if column.name not in table.key]
        match chance.choice(list(Operation)):
            case Operation.INSERT:
                made = {**made_row(gold, table), **gold.fresh_key(table, number + 1)}
                changes.append(gold.stranger(table, None, made))
            case Operation.UPDATE if columns:
                column = chance.choice(columns)
                other = {**row, column.name: other_cell(gold, table, column, row)}
                changes.append(gold.stranger(table, row, other))
            case _:
                changes.append(gold.stranger(table, row, None))
    return [replace(change, request=f"{STRANGER}{number}") for number, change in enumerate(changes, start=1)]
