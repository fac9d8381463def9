"""Mutants of the end and of the order: the wrong word at the end; looks too early, without answer, or none at all."""

from dataclasses import replace

from workbench.domain.actions import Defer, Done, GiveUp, Outcome
from workbench.domain.changes import Change, Operation
from workbench.domain.exchanges import Exchange
from workbench.domain.values import Row, Scalar
from workbench.verifier.audit.editing import Edit
from workbench.verifier.audit.gold import Gold
from workbench.verifier.audit.strays import made_row
from workbench.verifier.audit.trials import Kind, Trial, Trials, noun
from workbench.verifier.expressions import ExpressionFailure
from workbench.verifier.matchers import Between, Is, Matcher, OneOf
from workbench.verifier.reads import is_read
from workbench.verifier.references import UNBOUND
from workbench.verifier.spec import Clause, Order

OTHER_REASON = "audit_other_reason"
_EARLIER = 1000.0
"""Milliseconds."""


def ending_mutants(gold: Gold) -> Trials:
    """The gold's changes under another declared end."""
    yield _ended(gold, "no-end:outcome", "a run without a declared end", None)
    yield _ended(gold, "give-up:outcome", "giving up after all was done", GiveUp("audit"))
    right = gold.run.outcome
    if not isinstance(right, Defer):
        reason = gold.spec.ending.reason or OTHER_REASON
        yield _ended(gold, "write-then-defer:outcome", "deferring after the work was done", Defer(reason))
        return
    yield _ended(gold, "done-instead:outcome", "declaring done where deferring is right", Done())
    wrong = replace(right, reason=OTHER_REASON)
    yield _ended(gold, "wrong-reason:outcome", "deferring for another reason", wrong)
    for entity in ("", f"{right.entity}0"):
        story = f"deferring about {'nothing' if not entity else 'something else'}"
        if entity != right.entity:
            yield _ended(gold, "wrong-entity:outcome", story, replace(right, entity=entity))
    for clause in gold.bound.dormant:
        yield from _acted(gold, clause)


def order_mutants(gold: Gold) -> Trials:
    """What order clauses ask for, undone: no read, a read that never arrived, a read at the wrong time."""
    for order in gold.bound.orders:
        anchored = gold.assessment.charges.taken.get(order.anchor, [])
        if not anchored:
            continue
        if isinstance(order.subject, str):
            yield from _swapped(gold, order, order.subject)
            continue
        reads = [one.exchange for one in gold.reads if any(is_read(one, read, gold.scope) for read in order.subject)]
        others = tuple(exchange for exchange in gold.run.exchanges if exchange not in reads)
        failed = [_undelivered(exchange) for exchange in reads]
        after = order.relation == "after"
        shift = anchored[-1].at if after else (gold.run.outcome_at or anchored[-1].at)
        moved = [_moved(one, shift - (_EARLIER if after else -_EARLIER)) for one in reads]
        when = "before" if after else "after"
        yield _read(gold, "unread", order, "a run that never looked", others)
        yield _read(gold, "undelivered", order, "a look whose answer never arrived", (*others, *failed))
        yield _read(gold, "reorder", order, f"a look that came {when} the change", (*others, *moved))


def _ended(gold: Gold, id: str, story: str, outcome: Outcome | None) -> Trial:
    return Trial(Kind.MUTANT, id, story, Edit(gold.run.changes, outcome=outcome, keeps_outcome=False), "outcome")


def _read(gold: Gold, family: str, order: Order, story: str, exchanges: tuple[Exchange, ...]) -> Trial:
    return Trial(Kind.MUTANT, f"{family}:{order.id}", story, Edit(gold.run.changes, exchanges=exchanges), order.id)


def _undelivered(exchange: Exchange) -> Exchange:
    server = exchange.server
    return replace(
        exchange, status=None, error="audit", server=replace(server, delivered=False) if server is not None else None
    )


def _moved(exchange: Exchange, to: float) -> Exchange:
    server = exchange.server
    assert server is not None
    ended = to + server.ended - server.started
    return replace(exchange, started=to, ended=ended, server=replace(server, started=to, ended=ended))


def _swapped(gold: Gold, order: Order, subject: str) -> Trials:
    """The changes of the clause that must come first, after those of the other."""
    first, then = (subject, order.anchor) if order.relation == "before" else (order.anchor, subject)
    mine = {change.seq for change in gold.assessment.charges.taken.get(first, [])}
    theirs = [change.seq for change in gold.assessment.charges.taken.get(then, [])]
    if not mine or not theirs:
        return
    moved = [change for change in gold.run.changes if change.seq in mine]
    changes: list[Change] = []
    for change in gold.run.changes:
        if change.seq not in mine:
            changes.append(change)
        if change.seq == theirs[-1]:
            changes += [replace(one, at=change.at) for one in moved]
    story = f"a run in which **{first}** came after **{then}**"
    yield Trial(Kind.MUTANT, f"reorder:{order.id}", story, Edit(tuple(changes)), order.id)


def _acted(gold: Gold, clause: Clause) -> Trials:
    """Doing, before deferring, what would have been required without the reason to defer."""
    table = gold.schema.tables.get(clause.pattern.table)
    if table is None or clause.section != "require" or clause.pattern.operation is not Operation.INSERT:
        return
    cells = {column: found for column, matcher in clause.pattern.values for found in _wanted(gold, matcher)}
    row: Row = {**made_row(gold, table), **cells}
    story = f"a {noun(table.name)} made although deferring was right"
    yield Trial(Kind.MUTANT, f"acted:{clause.id}", story, gold.appended(gold.stranger(table, None, row)), clause.id)


def _wanted(gold: Gold, matcher: Matcher) -> list[Scalar]:
    """A value that the matcher asks for, where it names one."""
    if not isinstance(matcher, (Is, OneOf, Between)):
        return []
    try:
        values = [gold.scope.value(operand) for operand in matcher.operands()]
    except ExpressionFailure:
        return []
    return [v for v in values if v is not UNBOUND and not isinstance(v, (list, dict))][:1]
