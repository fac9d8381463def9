"""What must come before or after what: of clauses, and of reads from the server."""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.domain.changes import Change
from workbench.domain.verdicts import FindingKind
from workbench.verifier.charging import Charges
from workbench.verifier.reads import is_read
from workbench.verifier.requests import Seen
from workbench.verifier.spec import Clause, Order, Spec


@dataclass(frozen=True, slots=True)
class OrderResult:
    """How an order clause came out."""

    order: Order
    kind: FindingKind
    """met, unmet or breach."""
    change: Change | None = None
    """The change that it was decided at."""
    read: Seen | None = None
    """The read that met it."""


def check_order(
    order: Order, spec: Spec, charges: Charges, reads: Sequence[Seen], outcome_at: float | None
) -> OrderResult:
    """Decides an order clause for a whole run."""
    anchor = spec.clause(order.anchor)
    assert anchor is not None
    anchored = charges.taken.get(anchor.id, [])
    if not isinstance(order.subject, str):
        if order.relation == "after":
            return _read_after(order, anchor, anchored, charges, reads, outcome_at)
        return _read_before(order, anchored, charges, reads)
    subject = spec.clause(order.subject)
    assert subject is not None
    first, then = (subject, anchor) if order.relation == "before" else (anchor, subject)
    return _clause_before(order, first, charges.taken.get(first.id, []), charges.taken.get(then.id, []))


def _read_after(
    order: Order,
    anchor: Clause,
    anchored: list[Change],
    charges: Charges,
    reads: Sequence[Seen],
    outcome_at: float | None,
) -> OrderResult:
    """After the last change of the anchor, and before the end was declared."""
    if not anchored:
        kind = FindingKind.UNMET if anchor.section == "require" else FindingKind.MET
        return OrderResult(order, kind)
    for one in reads:
        in_time = outcome_at is None or one.server.started <= outcome_at
        if one.server.started >= anchored[-1].at and in_time and _fits(one, order, charges):
            return OrderResult(order, FindingKind.MET, anchored[-1], one)
    return OrderResult(order, FindingKind.UNMET, anchored[-1])


def _read_before(order: Order, anchored: list[Change], charges: Charges, reads: Sequence[Seen]) -> OrderResult:
    """Before the first change of the anchor."""
    if not anchored:
        return OrderResult(order, FindingKind.MET)
    for one in reads:
        if one.server.ended <= anchored[0].at and _fits(one, order, charges):
            return OrderResult(order, FindingKind.MET, anchored[0], one)
    return OrderResult(order, FindingKind.BREACH, anchored[0])


def _clause_before(order: Order, first: Clause, firsts: list[Change], thens: list[Change]) -> OrderResult:
    """No change of the one clause before the other has had its due."""
    due = max(1, first.times.least)
    ready = firsts[due - 1].seq if len(firsts) >= due else None
    for change in thens:
        if ready is None or change.seq < ready:
            return OrderResult(order, FindingKind.BREACH, change)
    return OrderResult(order, FindingKind.MET, thens[0] if thens else None)


def _fits(one: Seen, order: Order, charges: Charges) -> bool:
    assert not isinstance(order.subject, str)
    return one.counts and any(is_read(one, read, charges.scope) for read in order.subject)
