"""The closed frame: every change of the agent is charged to exactly one clause, or it is a breach."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from workbench.domain.changes import Actor, Change, Operation
from workbench.domain.schema import Schema
from workbench.verifier.binding import Bound
from workbench.verifier.expressions import ExpressionFailure
from workbench.verifier.flow import Flow
from workbench.verifier.histories import Histories
from workbench.verifier.references import Ref, Scope
from workbench.verifier.spec import Clause, Policy, Spec

EPHEMERAL: Final = "(ephemeral)"
SYSTEM: Final = "(system)"
_MOST_BINDINGS = 64
_HOPELESS_BINDINGS = 8
"""How many are tried for the best explanation where no binding can make the run legal."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A predicate of a clause that could not be computed for a change."""

    clause: Clause
    change: Change
    reason: str


@dataclass(slots=True)
class Charges:
    """The outcome of charging. Frozen once ``charge`` has returned it."""

    clause_of: dict[int, Clause]
    """``Change.seq`` to the clause that takes it."""
    taken: dict[str, list[Change]]
    """Clause id to its changes, in order; every chargeable clause has an entry."""
    uncharged: list[Change]
    """Changes of the agent that no clause takes, in order."""
    scope: Scope
    """With the rows that clauses are bound to."""
    troubles: list[Trouble] = field(default_factory=list)
    undecided: str = ""
    """Why no charging was found although there may be one; nearly always empty."""
    score: int = 0
    """Changes and minimums left over: 0 for a legal run."""


def exempt(spec: Spec, change: Change) -> str | None:
    """Why the change is not charged at all, or None when it must be."""
    if change.actor is not Actor.AGENT:
        return SYSTEM
    if spec.policy(change.table) is Policy.EPHEMERAL:
        return EPHEMERAL
    return None


def bindable(bound: Bound) -> list[Clause]:
    """The clauses whose rows are referred to, those first that others depend on."""
    by_id = {clause.id: clause for clause in bound.chargeable}
    ordered: dict[str, Clause] = {}

    def visit(clause: Clause) -> None:
        for name in sorted(row_references(clause) & by_id.keys()):
            visit(by_id[name])
            ordered[name] = by_id[name]

    for clause in bound.chargeable:
        visit(clause)
    return list((ordered | {id: clause for id, clause in by_id.items() if id in _named_elsewhere(bound)}).values())


def _named_elsewhere(bound: Bound) -> set[str]:
    """What never, call and order clauses and the outcome refer to."""
    names = {name for clause in bound.never for name in row_references(clause)}
    for order in bound.orders:
        if not isinstance(order.subject, str):
            names.update(reference.name for read in order.subject for reference in read.references)
    for call in bound.calls:
        names.update(reference.name for reference in call.references())
    if isinstance(bound.spec.ending.entity, Ref):
        names.add(bound.spec.ending.entity.name)
    return names


def row_references(clause: Clause) -> frozenset[str]:
    """Names that the clause refers to."""
    return frozenset(operand.name for operand in clause.pattern.operands() if isinstance(operand, Ref))


def charge(bound: Bound, changes: Sequence[Change], histories: Histories) -> Charges:
    """The best charging of the agent's changes: a legal one if there is one."""
    return _Search(bound, changes, histories).best()


class _Search:
    """Tries every way to bind the rows that clauses refer to, best guess first, and charges the rest by flow."""

    def __init__(self, bound: Bound, changes: Sequence[Change], histories: Histories) -> None:
        self._bound = bound
        self._changes = changes
        self._histories = histories
        self._clauses = bound.chargeable
        self._index = {clause.id: position for position, clause in enumerate(self._clauses)}
        self._bindable = bindable(bound)
        self._by_shape: dict[tuple[str, Operation], list[int]] = {}
        for position, clause in enumerate(self._clauses):
            self._by_shape.setdefault((clause.pattern.table, clause.pattern.operation), []).append(position)
        self._troubles: dict[tuple[str, int], Trouble] = {}
        self._fixed: dict[tuple[int, int], bool] = {}
        self._dependent = [bool(row_references(clause) & self._index.keys()) for clause in self._clauses]

    def best(self) -> Charges:
        found: Charges | None = None
        hopeless = self._hopeless()
        for tried, pins in enumerate(self._bindings({}, 0)):
            if found is not None and tried == (_HOPELESS_BINDINGS if hopeless else _MOST_BINDINGS):
                if not hopeless:
                    found.undecided = f"There are more than {_MOST_BINDINGS} ways to read which rows the clauses mean."
                break
            charges = self._charge(pins)
            if found is None or charges.score < found.score:
                found = charges
            if found.score == 0:
                break
        assert found is not None
        found.troubles = list(self._troubles.values())
        return found

    def _bindings(self, pins: Mapping[int, Change], depth: int) -> Iterator[Mapping[int, Change]]:
        """Which change stands for each clause that others refer to."""
        if depth == len(self._bindable):
            yield pins
            return
        clause = self._bindable[depth]
        scope = self._scope(pins)
        used = {change.seq for change in pins.values()}
        candidates = [c for c in self._changes if c.seq not in used and self._takes(self._index[clause.id], c, scope)]
        candidates.sort(key=lambda change: not self._lasts(clause, change, scope))
        for change in candidates:
            yield from self._bindings({**pins, self._index[clause.id]: change}, depth + 1)
        if not candidates or clause.section == "allow":
            yield from self._bindings(pins, depth + 1)

    def _charge(self, pins: Mapping[int, Change]) -> Charges:
        scope = self._scope(pins)
        flow = Flow([clause.times for clause in self._clauses])
        for position, change in pins.items():
            flow.pin(change.seq, position)
        fleeting: list[tuple[int, int]] = []
        for change in self._changes:
            for position in self._by_shape.get((change.table, change.operation), ()):
                if self._takes(position, change, scope):
                    clause = self._clauses[position]
                    if clause.section == "require" and not self._lasts(clause, change, scope):
                        fleeting.append((change.seq, position))
                    else:
                        flow.open(change.seq, position)
        self._settle(flow)
        if fleeting:
            for seq, position in fleeting:
                flow.open(seq, position)
            self._settle(flow)
        return self._charges(flow, scope)

    def _settle(self, flow: Flow) -> None:
        flow.fill()
        for change in self._changes:
            flow.place(change.seq)

    def _charges(self, flow: Flow, scope: Scope) -> Charges:
        by_seq = {change.seq: change for change in self._changes}
        taken = {
            clause.id: [by_seq[seq] for seq in sorted(seqs)]
            for clause, seqs in zip(self._clauses, flow.taken, strict=True)
        }
        uncharged = [change for change in self._changes if change.seq not in flow.clause_of]
        fleeting = sum(
            clause.section == "require" and not self._lasts(clause, change, scope)
            for clause in self._clauses
            for change in taken[clause.id]
        )
        return Charges(
            clause_of={seq: self._clauses[position] for seq, position in sorted(flow.clause_of.items())},
            taken=taken,
            uncharged=uncharged,
            scope=scope,
            score=len(uncharged) + flow.missing() + fleeting,
        )

    def _scope(self, pins: Mapping[int, Change]) -> Scope:
        scope = self._bound.fresh_scope()
        for position, change in pins.items():
            if change.new is not None:
                scope.rows[self._clauses[position].id] = change.new
        return scope

    def _takes(self, position: int, change: Change, scope: Scope) -> bool:
        known = None if self._dependent[position] else self._fixed.get((position, change.seq))
        if known is None:
            known = self._matches(self._clauses[position], change, scope)
            if not self._dependent[position]:
                self._fixed[position, change.seq] = known
        return known

    def _matches(self, clause: Clause, change: Change, scope: Scope) -> bool:
        try:
            return clause.pattern.matches(change, scope, self._bound.schema)
        except ExpressionFailure as failure:
            self._troubles[clause.id, change.seq] = Trouble(clause, change, str(failure))
            return False

    def _lasts(self, clause: Clause, change: Change, scope: Scope) -> bool:
        """Whether the change's row is as the clause wants it at the end, or was taken further by a require clause."""
        final = self._histories.final(change)
        if clause.pattern.operation is Operation.DELETE:
            return final is None
        if final is None:
            return False
        try:
            spoilt = spoilt_columns(clause, change, self._histories, scope, self._bound.schema)
        except ExpressionFailure as failure:
            self._troubles[clause.id, change.seq] = Trouble(clause, change, str(failure))
            return False
        return all(culprit is not None and self._licensed(clause, culprit, scope) for _, culprit in spoilt)

    def _licensed(self, clause: Clause, culprit: Change, scope: Scope) -> bool:
        if exempt(self._bound.spec, culprit) is not None:
            return False
        positions = self._by_shape.get((culprit.table, culprit.operation), ())
        return any(
            self._clauses[position].section == "require"
            and self._clauses[position] is not clause
            and self._takes(position, culprit, scope)
            for position in positions
        )

    def _hopeless(self) -> bool:
        """Whether some row that clauses refer to is there more than once, with nowhere else to go."""
        scope = self._bound.fresh_scope()
        for clause in self._bindable:
            position, shape = self._index[clause.id], (clause.pattern.table, clause.pattern.operation)
            alone = clause.times.most == 1 and self._by_shape[shape] == [position] and not self._dependent[position]
            if alone and sum(self._takes(position, change, scope) for change in self._changes) > 1:
                return True
        return False


def spoilt_columns(
    clause: Clause, change: Change, histories: Histories, scope: Scope, schema: Schema | None
) -> list[tuple[str, Change | None]]:
    """What is no longer as the clause wants it at the end: words, and the change that altered it last."""
    final = histories.final(change)
    if final is None:
        return []
    return [
        (miss.text, histories.last_to_alter(change, miss.subject))
        for miss in clause.pattern.wanted(final, change, scope, schema)
    ]
