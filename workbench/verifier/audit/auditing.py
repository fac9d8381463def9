"""The audit itself: lint, golds, then everything that can be made of them, judged one by one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

from workbench.domain.episodes import RunRecord
from workbench.domain.schema import Schema
from workbench.domain.verdicts import FindingKind, Ruling, Verdict
from workbench.verifier.audit.advising import tell
from workbench.verifier.audit.benign import benign_variants
from workbench.verifier.audit.calling import call_mutants
from workbench.verifier.audit.editing import Edit, settle
from workbench.verifier.audit.endings import ending_mutants, order_mutants
from workbench.verifier.audit.gold import Gold, study
from workbench.verifier.audit.mutants import change_mutants
from workbench.verifier.audit.report import (
    AuditEvent,
    AuditReport,
    Finished,
    Planned,
    Survivor,
    Tried,
    gathered,
)
from workbench.verifier.audit.strays import stray_mutants
from workbench.verifier.audit.trials import Kind, Trial, Trials
from workbench.verifier.audit.trivial import trivial_runs
from workbench.verifier.judging import judge
from workbench.verifier.lint.context import Coverage, Sample
from workbench.verifier.lint.linting import lint_spec
from workbench.verifier.spec import Signature, Spec


def audit(spec: Spec, schema: Schema, golds: Sequence[RunRecord]) -> Iterator[AuditEvent]:
    """Tests a spec: ``Planned`` once, ``Tried`` for each run judged, ``Finished`` with the report.

    Pure; stop it by no longer asking. Costs as much as a few hundred judgements per gold. Golds are runs that are said
    to be right; those that are not SATISFIED are reported, and nothing is made of them. What a page would have shown in
    a made-up run nobody knows, so those are judged without page clauses: a mutant that dies so dies with them too.
    """
    coverage, backend = Coverage(), replace(spec, pages=())
    right: list[Gold] = []
    proven: list[Tried] = []
    for run in golds:
        verdict = judge(spec, run)
        proven.append(tell(spec, _gold_trial(run), run, verdict))
        if verdict.ruling is Ruling.SATISFIED:
            right.append(study(backend, run))
        _note(coverage, verdict)
    plan = [(gold, list(trials(gold))) for gold in right]
    yield Planned(len(proven) + sum(len(made) for _, made in plan))
    yield from proven
    tried: list[Tried] = []
    for gold, made in plan:
        for trial in made:
            run_or_none = settle(gold.run, trial.edit)
            if run_or_none is None:  # the world itself could not have done this
                continue
            verdict = judge(backend, run_or_none)
            _note(coverage, verdict)
            tried.append(tell(spec, trial, run_or_none, verdict))
            yield tried[-1]
    yield Finished(_report(spec, schema, right, proven, tried, coverage))


def trials(gold: Gold) -> Trials:
    """Everything that is made of one gold."""
    yield from trivial_runs(gold)
    yield from change_mutants(gold)
    yield from stray_mutants(gold)
    yield from order_mutants(gold)
    yield from call_mutants(gold)
    yield from ending_mutants(gold)
    yield from benign_variants(gold)


def _gold_trial(run: RunRecord) -> Trial:
    return Trial(Kind.GOLD, "gold:run", "the gold run", Edit(run.changes))


def _note(coverage: Coverage, verdict: Verdict) -> None:
    coverage.charged.update(verdict.charges.values())
    coverage.tripped.update(
        finding.clause for finding in verdict.findings if finding.clause and finding.kind is FindingKind.BREACH
    )


def _report(
    spec: Spec,
    schema: Schema,
    right: Sequence[Gold],
    proven: Sequence[Tried],
    tried: Sequence[Tried],
    coverage: Coverage,
) -> AuditReport:
    samples = [Sample(gold.run, gold.bound, gold.assessment.charges) for gold in right]
    found = gathered([*proven, *tried])
    survivors = [_signed(spec, one) for one in found if one.tried.kind is Kind.MUTANT]
    coverage.surviving.update(survivor.tried.id for survivor in survivors)
    return AuditReport(
        source=spec.source,
        workout=spec.workout,
        golds=tuple(proven),
        tried=tuple(tried),
        survivors=tuple(sorted(survivors, key=lambda survivor: bool(survivor.signed))),
        failures=tuple(one for one in found if one.tried.kind is not Kind.MUTANT),
        marks=lint_spec(spec, schema, samples, coverage),
    )


def _signed(spec: Spec, survivor: Survivor) -> Survivor:
    signature = signature_of(spec, survivor.tried.id)
    return replace(survivor, signed=signature.sentence) if signature is not None else survivor


def signature_of(spec: Spec, id: str) -> Signature | None:
    """The first signature that means the mutant of this name."""
    return next((one for one in spec.accepts if fnmatchcase(id, one.mutant)), None)
