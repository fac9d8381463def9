"""Facts into findings: sentences with evidence, the nearest miss, the author's reason."""

from collections.abc import Iterator, Sequence

from workbench.domain.changes import Change, Operation
from workbench.domain.verdicts import Evidence, Finding, FindingKind
from workbench.verifier import nearest
from workbench.verifier.assessing import Assessment, Requirement
from workbench.verifier.calls import Call
from workbench.verifier.ordering import OrderResult
from workbench.verifier.requests import Seen
from workbench.verifier.shown import counted
from workbench.verifier.spec import Clause, Order
from workbench.verifier.telling import Teller, asked
from workbench.verifier.wording import NUMBERS, OUTCOME, Wording

_MOST_BREACHES = 25
_MOST_EVIDENCE = 100
_ORDER = (FindingKind.BREACH, FindingKind.UNMET, FindingKind.UNDECIDED, FindingKind.REPAIRED, FindingKind.MET)


class Explainer:
    """Explains one assessment."""

    def __init__(self, assessment: Assessment, reads: Sequence[Seen], wording: Wording, teller: Teller) -> None:
        self._facts = assessment
        self._reads = reads
        self._wording = wording
        self._teller = teller

    def findings(self) -> list[Finding]:
        """Everything there is to say, breaches first."""
        found = [*self._forbidden(), *self._called(), *self._breaches(), *self._repaired()]
        found += [self._requirement(requirement) for requirement in self._facts.requirements]
        found += [self._order(result) for result in self._facts.orders]
        found += [*self._quiet_nevers(), *self._quiet_calls(), self._ending(), *self._quiet_frame()]
        return sorted(found, key=lambda finding: _ORDER.index(finding.kind))

    def troubles(self) -> list[Finding]:
        """Predicates that could not be computed."""
        troubles = [*self._facts.never_troubles, *self._facts.charges.troubles]
        found = [
            Finding(
                FindingKind.UNDECIDED,
                trouble.clause.id,
                f"**{trouble.clause.id}** could not be checked for change {trouble.change.seq}: {trouble.reason}.",
                evidence=(self._teller.evidence(trouble.change), Evidence(line=trouble.clause.place.line)),
            )
            for trouble in troubles
        ]
        if self._facts.charges.undecided:
            found.append(Finding(FindingKind.UNDECIDED, None, self._facts.charges.undecided))
        return found

    def _forbidden(self) -> Iterator[Finding]:
        for clause, change in self._facts.forbidden:
            yield Finding(
                FindingKind.BREACH,
                clause.id,
                f"{self._sentence(clause)[:-1]}, but {self._teller.what(change)} by change {change.seq}.",
                clause.because,
                (self._teller.evidence(change),),
            )

    def _called(self) -> Iterator[Finding]:
        for called in self._facts.called:
            call, first, more = called.call, called.requests[0], len(called.requests) - 1
            rest = f", and {counted(more, 'request')} more" if more else ""
            yield Finding(
                FindingKind.BREACH,
                call.id,
                f"{self._call(call)[:-1]}, but {asked(first)} reached the server{rest}.",
                call.because,
                (*(self._made(one) for one in called.requests[:_MOST_EVIDENCE]), _line(call)),
            )

    def _made(self, one: Seen) -> Evidence:
        return Evidence(exchange=one.exchange.id, step=one.exchange.step)

    def _breaches(self) -> Iterator[Finding]:
        forbidden = {change.seq for _, change in self._facts.forbidden}
        told = [change for change in self._facts.breaches if change.seq not in forbidden]
        for change in told[:_MOST_BREACHES]:
            yield self._breach(change)
        rest = told[_MOST_BREACHES:]
        if rest:
            yield Finding(
                FindingKind.BREACH,
                None,
                f"{counted(len(rest), 'further change')} {'is' if len(rest) == 1 else 'are'} taken by no clause.",
                evidence=tuple(self._teller.evidence(change) for change in rest[:_MOST_EVIDENCE]),
            )

    def _breach(self, change: Change) -> Finding:
        dormant = self._dormant(change)
        rival = nearest.of_breach(self._facts, change)
        told = self._teller.what(change)
        what = f"Change {change.seq} is taken by **no clause**: {told} ({self._teller.source(change)})."
        near = rival.text if rival is not None else ""
        first = nearest.repeats(self._facts, rival, change) if rival is not None else None
        if dormant is not None and self._facts.bound.outcome == "defer":
            what = f"Change {change.seq} **acts without authority**: {told}, where deferring was right."
            near = f"It is what **{dormant.id}** asks for when the task may be done."
        elif rival is not None and rival.full:
            what, near = self._too_many(rival, change), ""
        if first is not None:
            near = f"{near} {self._teller.sent_twice(first, change)}".strip()
        return Finding(FindingKind.BREACH, None, what, "", self._evidence(change, first), near)

    def _evidence(self, change: Change, first: Change | None) -> tuple[Evidence, ...]:
        return tuple(self._teller.evidence(one) for one in (change, first) if one is not None)

    def _too_many(self, rival: nearest.Rival, change: Change) -> str:
        clause = rival.clause
        total = len(rival.taken) + sum(
            (other.table, other.operation) == (change.table, change.operation) and self._also_too_many(rival, other)
            for other in self._facts.charges.uncharged[:_MOST_BREACHES]
        )
        words = {"insert": "were added to", "update": "were changed in", "delete": "were deleted from"}
        number = _count(total).capitalize()
        rows = f"**{number} rows** {words[change.operation.value]} **{change.table}**"
        if change.operation is Operation.UPDATE:
            rows = f"**{number} changes** like this were made in **{change.table}**"
        limit = f"{'exactly' if clause.section == 'require' else 'at most'} {_count(clause.times.most or 0)}"
        verb = "is required" if clause.section == "require" else "is allowed"
        return f"{rows}; {limit} {verb}. Change {change.seq} is too many: {self._teller.what(change)}."

    def _also_too_many(self, rival: nearest.Rival, other: Change) -> bool:
        found = nearest.of_breach(self._facts, other)
        return found is not None and found.full and found.clause is rival.clause

    def _repaired(self) -> Iterator[Finding]:
        for change in self._facts.repaired:
            yield Finding(
                FindingKind.REPAIRED,
                None,
                f"Change {change.seq} was harm, **undone** before the end: {self._teller.what(change)}.",
                evidence=(self._teller.evidence(change),),
            )

    def _requirement(self, requirement: Requirement) -> Finding:
        clause = requirement.clause
        sentence = self._sentence(clause)
        evidence = tuple(self._teller.evidence(change) for change in requirement.taken)
        if requirement.met:
            return Finding(FindingKind.MET, clause.id, sentence, clause.because, evidence)
        if requirement.losses:
            loss = requirement.losses[0]
            culprit = f" by change {loss.culprit.seq}" if loss.culprit is not None else ""
            near = f"Change {loss.change.seq} did it, but at the end the row {_ended(loss.what)}{culprit}."
            if loss.culprit is not None:
                evidence += (self._teller.evidence(loss.culprit),)
            return Finding(FindingKind.UNMET, clause.id, sentence, clause.because, evidence, near)
        near, change = nearest.of_requirement(self._facts, requirement, self._teller)
        if change is not None:
            evidence += (self._teller.evidence(change),)
        got = f"It happened {_count(len(requirement.taken))} of {_count(clause.times.least)} times. "
        near = (got if requirement.taken else "") + near
        return Finding(FindingKind.UNMET, clause.id, sentence, clause.because, evidence or (_line(clause),), near)

    def _order(self, result: OrderResult) -> Finding:
        order = result.order
        evidence: tuple[Evidence, ...] = ()
        if result.read is not None:
            evidence = (self._made(result.read),)
        elif result.change is not None:
            evidence = (self._teller.evidence(result.change),)
        near = "" if result.kind is FindingKind.MET else nearest.of_order(self._facts, result, self._reads)
        if isinstance(order.subject, str) and result.kind is FindingKind.BREACH and result.change is not None:
            near = f"Change {result.change.seq} came too early."
        sentence = self._wording.order(order, self._facts.charges.scope)
        return Finding(result.kind, order.id, sentence, order.because, evidence or (_line(order),), near)

    def _quiet_nevers(self) -> Iterator[Finding]:
        broken = {clause.id for clause, _ in self._facts.forbidden}
        broken |= {trouble.clause.id for trouble in self._facts.never_troubles}
        for clause in self._facts.bound.never:
            if clause.id not in broken:
                yield Finding(FindingKind.MET, clause.id, self._sentence(clause), clause.because, (_line(clause),))

    def _quiet_calls(self) -> Iterator[Finding]:
        broken = {called.call.id for called in self._facts.called}
        for call in self._facts.bound.calls:
            if call.id not in broken:
                yield Finding(FindingKind.MET, call.id, self._call(call), call.because, (_line(call),))

    def _quiet_frame(self) -> Iterator[Finding]:
        if not self._facts.breaches and not self._facts.repaired:
            yield Finding(FindingKind.MET, None, self._wording.frame())

    def _ending(self) -> Finding:
        ending = self._facts.ending
        kind = FindingKind.MET if ending.met else FindingKind.UNMET
        near = f"{ending.miss[0].upper()}{ending.miss[1:]}." if ending.miss else ""
        line = Evidence(line=self._facts.bound.spec.ending.place.line)
        return Finding(kind, OUTCOME, self._wording.outcome(), "", (line,), near)

    def _sentence(self, clause: Clause) -> str:
        return self._wording.clause(clause, self._facts.charges.scope)

    def _call(self, call: Call) -> str:
        return self._wording.call(call, self._facts.charges.scope)

    def _dormant(self, change: Change) -> Clause | None:
        for clause in self._facts.bound.dormant:
            if (clause.pattern.table, clause.pattern.operation) == (change.table, change.operation):
                return clause
        return None


def _count(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def _ended(what: str) -> str:
    return what if what.startswith("is ") else f"had it no longer: {what}, made so"


def _line(clause: Clause | Order | Call) -> Evidence:
    return Evidence(line=clause.place.line)
