"""The verdict: bind, check the journal, assess, explain. Pure; never at the first match; nothing swallowed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from workbench.domain.episodes import RunRecord
from workbench.domain.verdicts import Evidence, Finding, FindingKind, Ruling, Verdict
from workbench.verifier.assessing import Assessment, assess
from workbench.verifier.binding import bind
from workbench.verifier.explaining import Explainer
from workbench.verifier.naming import Names
from workbench.verifier.problems import SpecProblem
from workbench.verifier.rebasing import without
from workbench.verifier.reconciling import discrepancies
from workbench.verifier.requests import Seen, seen
from workbench.verifier.showing import PageResult, check_pages, displayed_scope, page_finding
from workbench.verifier.shown import listed
from workbench.verifier.spec import Spec
from workbench.verifier.telling import Teller
from workbench.verifier.wording import Wording

_MOST_SUPPOSED = 8
"""How many counterfactuals are tried for one verdict; each costs as much as the judgement itself."""
_NOTHING_YET = "This specification asks for **nothing yet**: record a gold and say what must have changed."


def judge(spec: Spec, run: RunRecord) -> Verdict:
    """Whether the run did what the spec says, with reasons.

    Never raises for what a spec or a run may hold: what can't be decided is UNDECIDED, with its reason.
    """
    try:
        bound = bind(spec, run.header.parameters, run.initial)
    except SpecProblem as problem:
        return Verdict(Ruling.UNDECIDED, (_undecided(f"{problem.what} {problem.advice}", Evidence(line=problem.line)),))
    wrong = tuple(
        _undecided(f"The journal can't be trusted: {sentence}", *([Evidence(change=seq)] if seq is not None else []))
        for sentence, seq in discrepancies(run)
    )
    if wrong:
        return Verdict(Ruling.UNDECIDED, (*wrong, *_doubts(spec, run)))
    requests = seen(run.exchanges)
    assessment = assess(bound, run.changes, requests, run.outcome, run.outcome_at)
    wording = Wording(bound)
    teller = Teller(bound.schema, Names(bound.schema, run.initial), {one.id: one for one in run.exchanges})
    explainer = Explainer(assessment, requests, wording, teller)
    doubts = [*_doubts(spec, run)]
    if not assessment.legal:
        doubts += explainer.troubles()
    displayed = displayed_scope(bound, assessment.charges.scope, assessment.charges.taken)
    pages = check_pages(bound, displayed, run.pages)
    findings = [*explainer.findings(), *(page_finding(one, wording, displayed, run.pages) for one in pages)]
    if not doubts:
        findings = _with_counterfactuals(findings, assessment, pages, requests, run)
    ruling = Ruling.UNDECIDED if doubts else _ruling(assessment, pages)
    return Verdict(ruling, _ordered([*findings, *doubts]), assessment.labels)


def waits_for_gold(verdict: Verdict) -> bool:
    """Whether it is undecided for this alone: that the spec asks for nothing yet. It may be made from such a run."""
    doubts = [finding.sentence for finding in verdict.findings if finding.kind is FindingKind.UNDECIDED]
    return doubts == [_NOTHING_YET]


def _ruling(assessment: Assessment, pages: Sequence[PageResult]) -> Ruling:
    """Page clauses have a say only where everything else is satisfied: they can take a reward away, never give one."""
    if not assessment.legal or any(page.kind is FindingKind.UNMET for page in pages):
        return Ruling.VIOLATED
    if any(page.kind is FindingKind.UNDECIDED for page in pages):
        return Ruling.UNDECIDED
    return Ruling.SATISFIED


def _doubts(spec: Spec, run: RunRecord) -> Iterator[Finding]:
    """Why the record can't carry a verdict."""
    if run.header.workout != spec.workout:
        yield _undecided(f"This spec is for {spec.workout}, but the run is of {run.header.workout}.")
    if spec.unfinished:
        yield _undecided(_NOTHING_YET)
    for reason in run.interruptions:
        yield _undecided(f"The recording was interrupted: {reason}")
    if run.final is None:
        yield _undecided("The run was **cut off**: its final state was never read.")
        return
    if not run.final.drained:
        yield _undecided(f"Pending work was **not done** within {spec.drain:g} s of the world's clock after the end.")
    for problem in run.final.problems:
        yield _undecided(f"The world's own check failed: {problem}")


@dataclass(frozen=True, slots=True)
class _Blame:
    """What a run would have to be without: changes by number, and requests with all that they did."""

    changes: tuple[int, ...] = ()
    requests: tuple[str, ...] = ()

    @property
    def parts(self) -> int:
        """How many things these are."""
        return len(self.changes) + len(self.requests)

    @property
    def sentence(self) -> str:
        """Such as "Without change 14 and request r17 this run is SATISFIED."."""
        kinds = [_named("change", [str(seq) for seq in sorted(self.changes)]), _named("request", list(self.requests))]
        return f"Without {' and '.join(filter(None, kinds))} this run is SATISFIED."


def _with_counterfactuals(
    findings: list[Finding],
    assessment: Assessment,
    pages: Sequence[PageResult],
    requests: Sequence[Seen],
    run: RunRecord,
) -> list[Finding]:
    """Adds "Without change 14 this run is SATISFIED." wherever it is true."""
    blamed = _blamed(assessment)
    if not blamed.parts:
        flaws = assessment.flaws + sum(page.kind is not FindingKind.MET for page in pages)
        return [_with_the_one_thing(finding, flaws) for finding in findings]
    everything = blamed.sentence if _legal_without(blamed, assessment, requests, run) else ""
    result = []
    for number, finding in enumerate(findings):
        own = _blamed_by(finding, blamed, assessment)
        if finding.kind not in (FindingKind.BREACH, FindingKind.REPAIRED) or not own.parts:
            result.append(finding)
            continue
        alone = ""
        if blamed.parts > own.parts and number < _MOST_SUPPOSED and _legal_without(own, assessment, requests, run):
            alone = own.sentence
        result.append(replace(finding, counterfactual=alone or everything))
    return result


def _blamed(assessment: Assessment) -> _Blame:
    changes = [change.seq for change in (*assessment.breaches, *assessment.repaired)]
    changes += [change.seq for _, change in assessment.forbidden if change.seq not in changes]
    return _Blame(tuple(changes), tuple(dict.fromkeys(one for made in _called(assessment).values() for one in made)))


def _blamed_by(finding: Finding, blamed: _Blame, assessment: Assessment) -> _Blame:
    called = _called(assessment).get(finding.clause or "")
    if called is not None:
        return _Blame(requests=called)
    changes = (evidence.change for evidence in finding.evidence[:1])
    return _Blame(tuple(seq for seq in changes if seq is not None and seq in blamed.changes))


def _called(assessment: Assessment) -> dict[str, tuple[str, ...]]:
    """The requests that broke each call clause."""
    return {called.call.id: tuple(one.exchange.id for one in called.requests) for called in assessment.called}


def _legal_without(blame: _Blame, assessment: Assessment, requests: Sequence[Seen], run: RunRecord) -> bool:
    gone = set(blame.requests)
    dropped = {change.seq for change in assessment.changes if gone & {change.request, change.cause}}
    left = without(assessment.changes, dropped.union(blame.changes), assessment.histories)
    if left is None:
        return False
    bound = assessment.bound
    made = [one for one in requests if one.exchange.id not in gone]
    supposed = assess(bound, left, made, run.outcome, run.outcome_at)
    displayed = displayed_scope(bound, supposed.charges.scope, supposed.charges.taken)
    return _ruling(supposed, check_pages(bound, displayed, run.pages)) is Ruling.SATISFIED


def _with_the_one_thing(finding: Finding, flaws: int) -> Finding:
    """An unmet finding that alone stands between the run and its reward."""
    if finding.kind is FindingKind.UNMET and flaws == 1:
        return replace(finding, counterfactual="With this met the run is SATISFIED.")
    return finding


def _named(noun: str, names: list[str]) -> str:
    """Such as "changes 3, 4 and 7"; nothing for none."""
    if len(names) > 6:
        names = [*names[:5], f"{len(names) - 5} more"]
    return f"{noun}{'s' if len(names) > 1 else ''} {listed(names)}" if names else ""


def _ordered(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    order = (FindingKind.BREACH, FindingKind.UNMET, FindingKind.UNDECIDED, FindingKind.REPAIRED, FindingKind.MET)
    return tuple(sorted(findings, key=lambda finding: order.index(finding.kind)))


def _undecided(sentence: str, *evidence: Evidence) -> Finding:
    return Finding(FindingKind.UNDECIDED, None, sentence, evidence=evidence)
