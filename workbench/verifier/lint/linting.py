"""All rules over one spec. Never raises for what a spec may hold: what can't be read is a mark too."""

from collections.abc import Iterable, Sequence

from workbench.domain.episodes import RunRecord
from workbench.domain.schema import Schema
from workbench.verifier.assessing import assess
from workbench.verifier.binding import bind
from workbench.verifier.lint import calls, names, regions, runs, states, types
from workbench.verifier.lint.context import Coverage, Rule, Sample, Subject
from workbench.verifier.lint.marks import Mark, mark_of
from workbench.verifier.parsing import parse_spec
from workbench.verifier.problems import SpecProblem
from workbench.verifier.requests import seen
from workbench.verifier.spec import Spec

RULES: Sequence[Rule] = (
    types.unfit,
    types.mistyped_references,
    names.unused_parameters,
    names.unused_lets,
    names.unchecked_goal,
    names.nothing_required,
    regions.swallowed_nevers,
    regions.hopeless_clauses,
    regions.repeated_clauses,
    regions.any_row,
    calls.called_by_golds,
    calls.repeated_calls,
    calls.hopeless_reads,
    states.empty_ranges,
    states.beginnings,
    types.unmentioned_tables,
    types.unlisted_cascades,
    runs.dead_clauses,
    runs.unmoved_values,
    runs.lopsided_twins,
    runs.stale_signatures,
    runs.no_gold,
)


def lint(text: str, *, source: str, schema: Schema | None = None, golds: Sequence[RunRecord] = ()) -> tuple[Mark, ...]:
    """Everything to say about a spec's text, by line: what an editor shows beside it while it is written."""
    try:
        spec = parse_spec(text, source=source)
    except SpecProblem as problem:
        return (mark_of(problem),)
    marks: list[Mark] = []
    samples = []
    for run in golds:
        try:
            bound = bind(spec, run.header.parameters, run.initial)
        except SpecProblem as problem:
            marks.append(mark_of(problem))
            continue
        assessment = assess(bound, run.changes, seen(run.exchanges), run.outcome, run.outcome_at)
        samples.append(Sample(run, bound, assessment.charges))
    return ordered((*marks, *found(Subject(spec, schema, tuple(samples)))))


def lint_spec(spec: Spec, schema: Schema, samples: Iterable[Sample], coverage: Coverage) -> tuple[Mark, ...]:
    """Everything to say about a spec after an audit."""
    return ordered(found(Subject(spec, schema, tuple(samples), coverage)))


def found(subject: Subject) -> list[Mark]:
    """What every rule says."""
    return [mark for rule in RULES for mark in rule(subject)]


def ordered(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """By place, each once."""
    return tuple(sorted(dict.fromkeys(marks), key=lambda mark: (mark.line, mark.column, mark.rule)))
