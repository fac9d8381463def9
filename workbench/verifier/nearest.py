"""The nearest miss: what came closest to what was wanted, and which predicate it failed by how much."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.domain.changes import Change
from workbench.domain.verdicts import FindingKind
from workbench.verifier.assessing import Assessment, Requirement
from workbench.verifier.binding import Bound
from workbench.verifier.charging import EPHEMERAL, SYSTEM
from workbench.verifier.expressions import ExpressionFailure
from workbench.verifier.ordering import OrderResult
from workbench.verifier.patterns import Miss
from workbench.verifier.reads import is_read, resembles
from workbench.verifier.references import Scope
from workbench.verifier.requests import Seen
from workbench.verifier.spec import Clause
from workbench.verifier.telling import Teller

_MOST_CANDIDATES = 50


def of_requirement(assessment: Assessment, requirement: Requirement, teller: Teller) -> tuple[str, Change | None]:
    """The change that came closest to an unmet requirement, in words."""
    clause = requirement.clause
    pattern = clause.pattern
    candidates = [change for change in assessment.breaches if change.table == pattern.table]
    first = {change.seq for change in candidates}
    candidates += [
        change
        for change in assessment.changes
        if change.table == pattern.table
        and change.seq not in first
        and assessment.labels.get(change.seq) not in (clause.id, SYSTEM, EPHEMERAL)
    ]
    same = [change for change in candidates if change.operation is pattern.operation]
    best = _closest(clause, same, assessment.charges.scope, assessment.bound)
    if best is not None:
        change, misses = best
        return f"Change {change.seq} came closest: {_joined(misses)}.", change
    if candidates:
        return f"Instead, {teller.what(candidates[0])} (change {candidates[0].seq}).", candidates[0]
    return f"Nothing was {_verb(clause)} **{pattern.table}**.", None


@dataclass(frozen=True, slots=True)
class Rival:
    """The clause that came closest to taking a change."""

    clause: Clause
    misses: tuple[Miss, ...]
    taken: tuple[Change, ...]
    """What the clause took instead."""

    @property
    def full(self) -> bool:
        """It would have taken the change, had it not taken enough already."""
        return not self.misses and len(self.taken) == self.clause.times.most

    @property
    def text(self) -> str:
        """Why it did not take the change."""
        if self.misses:
            return f"**{self.clause.id}** came closest: {_joined(list(self.misses))}."
        numbers = ", ".join(str(other.seq) for other in self.taken)
        return (
            f"**{self.clause.id}** already has change{'s' if len(self.taken) > 1 else ''} {numbers}." if numbers else ""
        )


def of_breach(assessment: Assessment, change: Change) -> Rival | None:
    """The clause that came closest to taking a change that none takes; None where none is about such changes."""
    best: tuple[list[Miss], Clause] | None = None
    for clause in assessment.bound.chargeable:
        if (clause.pattern.table, clause.pattern.operation) != (change.table, change.operation):
            continue
        misses = _misses(clause, change, assessment.charges.scope, assessment.bound)
        if misses is not None and (best is None or len(misses) < len(best[0])):
            best = (misses, clause)
    if best is None:
        return None
    return Rival(best[1], tuple(best[0]), tuple(assessment.charges.taken[best[1].id]))


def repeats(assessment: Assessment, rival: Rival, change: Change) -> Change | None:
    """The change that the clause took and that this one would do again, without effect or beside it."""
    if rival.full:
        return rival.taken[0]
    if change.new is None or not rival.clause.pattern.values:
        return None
    bound, scope = assessment.bound, assessment.charges.scope
    for other in rival.taken:
        if change.key == other.key and other.seq < change.seq:
            try:
                if next(rival.clause.pattern.wanted(change.new, change, scope, bound.schema), None) is None:
                    return other
            except ExpressionFailure:
                return None
    return None


def of_order(assessment: Assessment, result: OrderResult, reads: Sequence[Seen]) -> str:
    """The read that came closest to the one that an order wants."""
    subject = result.order.subject
    if result.change is None:
        return f"**{result.order.anchor}** never happened."
    if isinstance(subject, str) or result.kind is FindingKind.MET:
        return ""
    for one in reads:
        if any(is_read(one, read, assessment.charges.scope) for read in subject):
            return f"{_asked(one)} {_why_not(one, result, result.change)}."
    related = [one for one in reads if any(resembles(one, read) for read in subject)]
    after = [one for one in related if one.server.started >= result.change.at]
    close = after or related
    return f"Closest was {_asked(close[-1])}." if close else "Nothing like it was read."


def _closest(
    clause: Clause, candidates: Iterable[Change], scope: Scope, bound: Bound
) -> tuple[Change, list[Miss]] | None:
    best: tuple[Change, list[Miss]] | None = None
    for _, change in zip(range(_MOST_CANDIDATES), candidates, strict=False):
        misses = _misses(clause, change, scope, bound)
        if misses and (best is None or len(misses) < len(best[1])):
            best = (change, misses)
    return best


def _misses(clause: Clause, change: Change, scope: Scope, bound: Bound) -> list[Miss] | None:
    try:
        return list(clause.pattern.misses(change, scope, bound.schema))
    except ExpressionFailure:
        return None


def _joined(misses: list[Miss]) -> str:
    texts = [miss.text for miss in misses]
    return "; ".join(texts[:3]) + (f" and {len(texts) - 3} more" if len(texts) > 3 else "")


def _verb(clause: Clause) -> str:
    return {"insert": "added to", "update": "changed in", "delete": "deleted from"}[clause.pattern.operation.value]


def _asked(one: Seen) -> str:
    step = f" at step {one.exchange.step}" if one.exchange.step is not None else ""
    return f"{one.server.method} {one.server.path} ({one.exchange.id}{step})"


def _why_not(one: Seen, result: OrderResult, change: Change) -> str:
    if not one.server.delivered:
        return "never reached the browser"
    if not one.counts:
        return f"was answered with {one.server.status}"
    if result.order.relation == "after" and one.server.started < change.at:
        return f"was too early: {(change.at - one.server.started) / 1000:.1f} s before change {change.seq}"
    return "was too late" + (", after the declared end" if result.order.relation == "after" else "")
