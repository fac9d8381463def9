"""The verdict: bind, check the journal, assess, explain. Pure; never at the first match; nothing swallowed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from workbench.domain.episodes import RunRecord
from workbench.domain.verdicts import Evidence, Finding, FindingKind, Ruling, Verdict
from workbench.verifier.assessing import Assessment, assess
from workbench.verifier.binding import bind
from workbench.verifier.explaining import Explainer
from workbench.verifier.naming import Names
from workbench.verifier.problems import SpecProblem
from workbench.verifier.reads import Seen, seen
from workbench.verifier.rebasing import without
from workbench.verifier.reconciling import discrepancies
from workbench.verifier.showing import PageResult, check_pages, displayed_scope, page_finding
from workbench.verifier.shown import listed
from workbench.verifier.spec import Spec
from workbench.verifier.telling import Teller
from workbench.verifier.wording import Wording

_MOST_SUPPOSED = 8
"""How many counterfactuals are tried for one verdict; each costs as much as the judgement itself."""


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
    reads = seen(run.exchanges)
    assessment = assess(bound, run.changes, reads, run.outcome, run.outcome_at)
    wording = Wording(bound)
    teller = Teller(bound.schema, Names(bound.schema, run.initial), {one.id: one for one in run.exchanges})
    explainer = Explainer(assessment, reads, wording, teller)
    doubts = [*_doubts(spec, run)]
    if not assessment.legal:
        doubts += explainer.troubles()
    displayed = displayed_scope(bound, assessment.charges.scope, assessment.charges.taken)
    pages = check_pages(bound, displayed, run.pages)
    findings = [*explainer.findings(), *(page_finding(one, wording, displayed, run.pages) for one in pages)]
    if not doubts:
        findings = _with_counterfactuals(findings, assessment, pages, reads, run)
    ruling = Ruling.UNDECIDED if doubts else _ruling(assessment, pages)
    return Verdict(ruling, _ordered([*findings, *doubts]), assessment.labels)


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
    for reason in run.interruptions:
        yield _undecided(f"The recording was interrupted: {reason}")
    if run.final is None:
        yield _undecided("The run was **cut off**: its final state was never read.")
        return
    if not run.final.drained:
        yield _undecided(f"Pending work was **not done** within {spec.drain:g} s of the world's clock after the end.")
    for problem in run.final.problems:
        yield _undecided(f"The world's own check failed: {problem}")


def _with_counterfactuals(
    findings: list[Finding],
    assessment: Assessment,
    pages: Sequence[PageResult],
    reads: Sequence[Seen],
    run: RunRecord,
) -> list[Finding]:
    """Adds "Without change 14 this run is SATISFIED." wherever it is true."""
    blamed = [change.seq for change in (*assessment.breaches, *assessment.repaired)]
    blamed += [change.seq for _, change in assessment.forbidden if change.seq not in blamed]
    if not blamed:
        flaws = assessment.flaws + sum(page.kind is not FindingKind.MET for page in pages)
        return [_with_the_one_thing(finding, flaws) for finding in findings]
    everything = (
        f"Without {_numbers(blamed)} this run is SATISFIED." if _legal_without(blamed, assessment, reads, run) else ""
    )
    result = []
    for number, finding in enumerate(findings):
        seqs = [evidence.change for evidence in finding.evidence[:1] if evidence.change in blamed]
        if finding.kind not in (FindingKind.BREACH, FindingKind.REPAIRED) or not seqs:
            result.append(finding)
            continue
        alone = ""
        if len(blamed) > 1 and number < _MOST_SUPPOSED and _legal_without(seqs, assessment, reads, run):
            alone = f"Without {_numbers(seqs)} this run is SATISFIED."
        result.append(replace(finding, counterfactual=alone or everything))
    return result


def _legal_without(seqs: Sequence[int | None], assessment: Assessment, reads: Sequence[Seen], run: RunRecord) -> bool:
    left = without(assessment.changes, {seq for seq in seqs if seq is not None}, assessment.histories)
    if left is None:
        return False
    bound = assessment.bound
    supposed = assess(bound, left, reads, run.outcome, run.outcome_at)
    displayed = displayed_scope(bound, supposed.charges.scope, supposed.charges.taken)
    return _ruling(supposed, check_pages(bound, displayed, run.pages)) is Ruling.SATISFIED


def _with_the_one_thing(finding: Finding, flaws: int) -> Finding:
    """An unmet finding that alone stands between the run and its reward."""
    if finding.kind is FindingKind.UNMET and flaws == 1:
        return replace(finding, counterfactual="With this met the run is SATISFIED.")
    return finding


def _numbers(seqs: Sequence[int | None]) -> str:
    words = [str(seq) for seq in sorted(seq for seq in seqs if seq is not None)]
    if len(words) > 6:
        words = [*words[:5], f"{len(words) - 5} more"]
    return f"change{'s' if len(words) > 1 else ''} {listed(words)}"


def _ordered(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    order = (FindingKind.BREACH, FindingKind.UNMET, FindingKind.UNDECIDED, FindingKind.REPAIRED, FindingKind.MET)
    return tuple(sorted(findings, key=lambda finding: order.index(finding.kind)))


def _undecided(sentence: str, *evidence: Evidence) -> Finding:
    return Finding(FindingKind.UNDECIDED, None, sentence, evidence=evidence)
