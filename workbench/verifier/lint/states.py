"""Rules about the beginning: what can't be met from there, and what is met already."""

from collections.abc import Iterator

from workbench.domain.changes import Operation
from workbench.domain.schema import Table
from workbench.domain.values import Row
from workbench.verifier.comparing import typed, within
from workbench.verifier.lint.context import Sample, Subject, accepts
from workbench.verifier.lint.marks import Mark, Weight, mark
from workbench.verifier.matchers import Between, Cell, Is, Matcher
from workbench.verifier.references import Literal
from workbench.verifier.spec import Clause

_ADVICE = "Correct the clause, or let the workout provide such a row."


def empty_ranges(subject: Subject) -> Iterator[Mark]:
    """``unsatisfiable``: a range whose end lies before its beginning."""
    for clause in subject.spec.clauses:
        table = subject.table(clause)
        for side, cells in (("where", clause.pattern.where), ("values", clause.pattern.values)):
            for name, matcher in cells:
                column = table.column(name) if table is not None else None
                if isinstance(matcher, Between) and _is_empty(matcher, column.type if column else None):
                    what = f"Nothing lies in the range that `{clause.id}` wants for `{name}`."
                    place = clause.place_of(f"{side}.{name}")
                    yield mark("unsatisfiable", place, what, "Swap its ends.")


def beginnings(subject: Subject) -> Iterator[Mark]:
    """``unsatisfiable`` and ``already-true``: what a run's initial state says about the requirements."""
    for sample in subject.samples:
        for clause in sample.bound.chargeable:
            table = subject.table(clause)
            if clause.section == "require" and table is not None and sample.run.initial.complete:
                yield from _inserts(subject, sample, clause, table)
                yield from _old_rows(subject, sample, clause, table)


def _inserts(subject: Subject, sample: Sample, clause: Clause, table: Table) -> Iterator[Mark]:
    pattern = clause.pattern
    if pattern.operation is not Operation.INSERT:
        return
    initial, scope = sample.run.initial, sample.bound.scope
    for column, matcher in pattern.values:
        for foreign in table.foreign_keys:
            made = any(
                (one.pattern.table, one.pattern.operation) == (foreign.target, Operation.INSERT)
                for one in subject.spec.clauses
            )
            shape = table.column(column)
            if foreign.columns != (column,) or made or not isinstance(matcher, Is) or shape is None:
                continue
            if typed(scope.value(matcher.operand), shape.type) is None:
                continue  # null, or another kind of value: that is told elsewhere
            targets = [row[foreign.target_columns[0]] for row in initial.tables.get(foreign.target, {}).values()]
            if not any(accepts(matcher, Cell(target, shape.type, None, None), scope) for target in targets):
                what = f"`{clause.id}` wants a `{column}` that no row of `{foreign.target}` has."
                yield mark("unsatisfiable", clause.place_of(f"values.{column}"), what, _ADVICE)
    rows = initial.tables.get(table.name, {}).values()
    if pattern.values and any(_all(pattern.values, row, table, sample) for row in rows):
        what = f"A row like the one that `{clause.id}` wants is there already."
        advice = "Let the workout choose parameters for which there is none, or demand more of the row."
        yield mark("already-true", clause.place, what, advice, Weight.ADVICE)


def _old_rows(subject: Subject, sample: Sample, clause: Clause, table: Table) -> Iterator[Mark]:
    pattern = clause.pattern
    if pattern.operation is Operation.INSERT:
        return
    if any(
        one.pattern.table == table.name and one.section != "never" and one.id != clause.id
        for one in subject.spec.clauses
    ):
        return  # another clause may make or alter the row first
    demands = [(_column(table, part), matcher) for part, matcher in pattern.key]
    demands += list(pattern.where)
    answers = [
        (row, _each(demands, row, table, sample)) for row in sample.run.initial.tables.get(table.name, {}).values()
    ]
    if any(answer is None for _, answer in answers):
        return
    rows = [row for row, answer in answers if answer]
    if len(rows) < (clause.times.least if pattern.operation is Operation.DELETE else 1):
        few = "No row" if not rows else f"Only {len(rows)} of the rows that are needed"
        what = f"{few} of `{table.name}` {'is' if not rows else 'are'} at the start as `{clause.id}` wants."
        yield mark("unsatisfiable", clause.place, what, _ADVICE)
    elif pattern.values and all(_all(pattern.values, row, table, sample) for row in rows):
        what = f"What `{clause.id}` requires is true from the start, so nothing could be changed."
        advice = "Let the workout choose parameters that differ from what is there."
        yield mark("already-true", clause.place, what, advice)


def _all(cells: tuple[tuple[str, Matcher], ...], row: Row, table: Table, sample: Sample) -> bool:
    return _each(list(cells), row, table, sample) is True


def _each(cells: list[tuple[str, Matcher]], row: Row, table: Table, sample: Sample) -> bool | None:
    """Whether the row meets every demand; None where one can't be decided and none fails."""
    sure: bool | None = True
    for name, matcher in cells:
        column = table.column(name)
        answer = accepts(matcher, Cell(row.get(name), column.type if column else None, row, row), sample.bound.scope)
        if answer is False:
            return False
        sure = None if answer is None else sure
    return sure


def _column(table: Table, part: str | int) -> str:
    return part if isinstance(part, str) else table.key[part] if part < len(table.key) else str(part)


def _is_empty(matcher: Between, type_name: str | None) -> bool:
    low, high = matcher.low, matcher.high
    if not isinstance(low, Literal) or not isinstance(high, Literal):
        return False
    return not within(low.value, low.value, high.value, type_name)
