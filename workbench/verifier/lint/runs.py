"""Rules that need runs: what no run ever uses, and tasks that ask for what is there anyway."""

from collections.abc import Iterator
from fnmatch import fnmatchcase

from workbench.domain.changes import Change
from workbench.verifier.lint.context import Sample, Subject
from workbench.verifier.lint.marks import Mark, Weight, mark
from workbench.verifier.matchers import Is
from workbench.verifier.patterns import same_cell
from workbench.verifier.problems import Place
from workbench.verifier.references import Ref
from workbench.verifier.spec import Clause


def dead_clauses(subject: Subject) -> Iterator[Mark]:
    """``dead-clause``: no gold and no mutant is ever charged to it; a never that nothing ever broke."""
    if subject.coverage is None or not subject.samples:
        return
    bounds = [sample.bound for sample in subject.samples]
    in_force = {clause.id for bound in bounds for clause in (*bound.chargeable, *bound.never)}
    in_force |= {call.id for bound in bounds for call in bound.calls}
    for line in subject.spec.nevers:
        if line.id in in_force and line.id not in subject.coverage.tripped:
            what = f"Neither a gold nor a mutant ever broke `{line.id}`."
            yield mark("dead-clause", line.place, what, "Check that it can be broken at all.", Weight.ADVICE)
    for clause in subject.spec.clauses:
        if clause.id not in in_force:
            continue  # the twin's other half: see one-sided-twin
        if clause.section != "never" and clause.id not in subject.coverage.charged:
            what = f"Neither a gold nor a mutant was ever charged to `{clause.id}`."
            yield mark("dead-clause", clause.place, what, "Correct it, or remove it: what it allows nobody needs.")


def unmoved_values(subject: Subject) -> Iterator[Mark]:
    """``value-equals-old`` and ``value-equals-default``: a run that can't tell doing from leaving."""
    for sample in subject.samples:
        for clause in sample.bound.chargeable:
            if clause.section == "require":
                for change in sample.charges.taken.get(clause.id, ()):
                    yield from _unmoved(subject, sample, clause, change)


def lopsided_twins(subject: Subject) -> Iterator[Mark]:
    """``one-sided-twin`` and ``always-defer``: deferring must be right for some tasks and wrong for others."""
    ending = subject.spec.ending
    if ending.kind != "defer":
        return
    if ending.when is None:
        what = "Deferring is right for every task of this spec, so always deferring is enough."
        advice = "Add `when`, and a twin of the task for which it is false."
        yield mark("always-defer", ending.place, what, advice, Weight.ADVICE)
        return
    sides = {sample.bound.outcome for sample in subject.samples}
    if subject.coverage is not None and len(sides) == 1:
        missing = "deferring" if sides == {"done"} else "doing"
        what = f"No gold shows a task for which {missing} is right."
        yield mark("one-sided-twin", ending.place, what, "Record a gold of the other twin.")


def stale_signatures(subject: Subject) -> Iterator[Mark]:
    """``stale-signature``: what it signs does not survive."""
    if subject.coverage is None or not subject.samples:
        return
    for signature in subject.spec.accepts:
        if not any(fnmatchcase(id, signature.mutant) for id in subject.coverage.surviving):
            what = f"No surviving mutant is called `{signature.mutant}`."
            yield mark("stale-signature", signature.place, what, "Remove the signature.", Weight.ADVICE)


def no_gold(subject: Subject) -> Iterator[Mark]:
    """``no-gold``: there is no right run to make mutants of."""
    if subject.coverage is not None and not subject.samples:
        what = f"There is no satisfied gold run of {subject.spec.workout}, so the spec could not be tested."
        place = subject.spec.places.get("workout", Place(1, 1))
        yield mark("no-gold", place, what, "Record one and save it with the label gold.")


def _unmoved(subject: Subject, sample: Sample, clause: Clause, change: Change) -> Iterator[Mark]:
    table = subject.table(clause)
    where = dict(clause.pattern.where)
    for name, matcher in clause.pattern.values:
        column = table.column(name) if table is not None else None
        if change.new is None or column is None or not isinstance(matcher, Is) or not isinstance(matcher.operand, Ref):
            continue
        place = clause.place_of(f"values.{name}")
        if change.old is not None and same_cell(change.old[name], change.new[name]) and name not in where:
            what = f"In {sample.run.header.id} the new `{name}` is the old one, so leaving it is right too."
            rule, advice = "value-equals-old", "Let the workout choose another value."
        elif change.old is None and column.default is not None and same_cell(column.default, change.new[name]):
            what = f"In {sample.run.header.id} the wanted `{name}` is what the column has by default."
            rule, advice = "value-equals-default", "Let the workout choose another value."
        else:
            continue
        yield mark(rule, place, what, advice, Weight.ADVICE)
