"""All facts that a verdict is made of, without a word: what was charged, forbidden, missing, repaired, in order."""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.domain.actions import Outcome
from workbench.domain.changes import Change
from workbench.domain.values import Row
from workbench.domain.verdicts import FindingKind
from workbench.verifier.binding import Bound
from workbench.verifier.calling import Called, check_calls
from workbench.verifier.charging import Charges, Trouble, charge, exempt, spoilt_columns
from workbench.verifier.ending import EndingResult, check_ending
from workbench.verifier.expressions import ExpressionFailure
from workbench.verifier.histories import Histories
from workbench.verifier.ordering import OrderResult, check_order
from workbench.verifier.patterns import same_row
from workbench.verifier.rebasing import without
from workbench.verifier.references import Scope
from workbench.verifier.requests import Seen
from workbench.verifier.spec import Clause, Policy


@dataclass(frozen=True, slots=True)
class Loss:
    """A change that a require clause took and that did not last."""

    change: Change
    what: str
    culprit: Change | None


@dataclass(frozen=True, slots=True)
class Requirement:
    """How a require clause came out."""

    clause: Clause
    taken: tuple[Change, ...]
    losses: tuple[Loss, ...]

    @property
    def met(self) -> bool:
        """Enough changes, and every one of them lasted."""
        return len(self.taken) >= self.clause.times.least and not self.losses


@dataclass(frozen=True, slots=True)
class Assessment:
    """The facts of one run under one bound spec."""

    bound: Bound
    changes: tuple[Change, ...]
    histories: Histories
    charges: Charges
    labels: dict[int, str]
    """Of every change: the clause that takes it, or why it is exempt; breaches have none."""
    breaches: tuple[Change, ...]
    """Uncharged and not repaired."""
    repaired: tuple[Change, ...]
    forbidden: tuple[tuple[Clause, Change], ...]
    called: tuple[Called, ...]
    requirements: tuple[Requirement, ...]
    orders: tuple[OrderResult, ...]
    ending: EndingResult
    never_troubles: tuple[Trouble, ...]

    @property
    def legal(self) -> bool:
        """Whether nothing speaks against the run."""
        return self.flaws == 0 and not self.never_troubles

    @property
    def flaws(self) -> int:
        """How many things speak against the run."""
        return (
            len(self.breaches)
            + len(self.repaired)
            + len(self.forbidden)
            + len(self.called)
            + sum(not requirement.met for requirement in self.requirements)
            + sum(result.kind is not FindingKind.MET for result in self.orders)
            + (not self.ending.met)
        )


def assess(
    bound: Bound,
    changes: Sequence[Change],
    requests: Sequence[Seen],
    outcome: Outcome | None,
    outcome_at: float | None,
) -> Assessment:
    """Judges the changes, the requests and the declared end. Costs as much as there are changes and requests."""
    histories = Histories(bound.schema)
    for change in changes:
        histories.add(change)
    labels = {change.seq: exempt(bound.spec, change) for change in changes}
    own = [change for change in changes if labels[change.seq] is None]
    charges = charge(bound, own, histories)
    repaired = _repaired(bound, charges, histories)
    forbidden, troubles = _forbidden(bound, own, charges)
    return Assessment(
        bound=bound,
        changes=tuple(changes),
        histories=histories,
        charges=charges,
        labels={
            **{seq: label for seq, label in labels.items() if label is not None},
            **{seq: clause.id for seq, clause in charges.clause_of.items()},
        },
        breaches=tuple(change for change in charges.uncharged if change.seq not in repaired),
        repaired=tuple(change for change in charges.uncharged if change.seq in repaired),
        forbidden=forbidden,
        called=check_calls(bound.calls, requests, charges),
        requirements=tuple(
            requirement_of(clause, bound, charges, histories)
            for clause in bound.chargeable
            if clause.section == "require"
        ),
        orders=tuple(check_order(order, bound.spec, charges, requests, outcome_at) for order in bound.orders),
        ending=check_ending(bound, charges.scope, outcome),
        never_troubles=troubles,
    )


def scope_at(charges: Charges, change: Change) -> Scope:
    """The scope as it was when the change happened: rows that came later are not bound yet."""
    rows: dict[str, Row] = {
        id: row
        for id, row in charges.scope.rows.items()
        if charges.taken[id] and charges.taken[id][0].seq <= change.seq
    }
    return Scope(charges.scope.parameters, charges.scope.lets, charges.scope.clauses, rows)


def _repaired(bound: Bound, charges: Charges, histories: Histories) -> frozenset[int]:
    """Uncharged changes in repairable tables whose row ended as if they had never been."""
    repaired: set[int] = set()
    seen: set[int] = set()
    strangers = {change.seq for change in charges.uncharged}
    for change in charges.uncharged:
        if bound.spec.policy(change.table) is not Policy.REPAIRABLE or change.seq in seen:
            continue
        thread = histories.whole(change)
        mine = {other.seq for other in thread} & strangers
        seen |= mine
        left = without(thread, mine, histories)
        if left is not None and same_row(left[-1].new if left else thread[0].old, thread[-1].new):
            repaired |= mine
    return frozenset(repaired)


def _forbidden(
    bound: Bound, own: Sequence[Change], charges: Charges
) -> tuple[tuple[tuple[Clause, Change], ...], tuple[Trouble, ...]]:
    found: list[tuple[Clause, Change]] = []
    troubles: list[Trouble] = []
    for change in own:
        for clause in bound.never:
            if clause.pattern.table != change.table:
                continue
            try:
                if clause.pattern.matches(change, scope_at(charges, change), bound.schema):
                    found.append((clause, change))
            except ExpressionFailure as failure:
                troubles.append(Trouble(clause, change, str(failure)))
    return tuple(found), tuple(troubles)


def requirement_of(clause: Clause, bound: Bound, charges: Charges, histories: Histories) -> Requirement:
    """How a require clause came out under these charges."""
    taken = charges.taken[clause.id]
    losses = [loss for change in taken if (loss := _loss(clause, change, bound, charges, histories)) is not None]
    return Requirement(clause, tuple(taken), tuple(losses))


def _loss(clause: Clause, change: Change, bound: Bound, charges: Charges, histories: Histories) -> Loss | None:
    final, thread = histories.final(change), histories.whole(change)
    if change.new is None:
        return None if final is None else Loss(change, "is there again", thread[-1])
    if final is None:
        return Loss(change, "is gone again", thread[-1])
    try:
        spoilt = spoilt_columns(clause, change, histories, charges.scope, bound.schema)
    except ExpressionFailure as failure:  # already among the charges' troubles
        return Loss(change, str(failure), None)
    for what, culprit in spoilt:
        licence = charges.clause_of.get(culprit.seq) if culprit is not None else None
        if licence is None or licence.section != "require" or licence is clause:
            return Loss(change, what, culprit)
    return None
