"""Whether a spec hangs together, and whether it fits a database: names, types, references."""

import re
from collections.abc import Iterator
from typing import NoReturn

from workbench.domain.changes import Operation
from workbench.domain.schema import Column, Schema, Table
from workbench.verifier.comparing import typed
from workbench.verifier.expressions import Expression
from workbench.verifier.matchers import Between, Contains, Holds, Is, Matcher, Not, OneOf
from workbench.verifier.problems import Place, SpecProblem
from workbench.verifier.references import Literal, Ref
from workbench.verifier.spec import Clause, Policy, Spec

_ROW_COLUMN = re.compile(r"(?<![\w.$])(old|new)\.([A-Za-z_]\w*)")


def check_references(spec: Spec) -> None:
    """Raises the first SpecProblem among the spec's own names and references."""
    _check_names(spec)
    _check_lets(spec)
    for clause in spec.clauses:
        _check_clause_references(spec, clause)
    _check_cycles(spec)
    _check_orders(spec)
    _check_calls(spec)
    _check_pages(spec)
    _check_ending(spec)


def check_against(spec: Spec, schema: Schema) -> None:
    """Raises the first SpecProblem of a spec that does not fit the schema: unknown names, impossible types."""
    for problem in misfits(spec, schema):
        raise problem


def misfits(spec: Spec, schema: Schema) -> Iterator[SpecProblem]:
    """Every way in which the spec does not fit the schema, in the order of the file's sections."""
    for let in spec.lets:
        yield from _lookup_misfits(spec, schema, let.expression)
    if spec.ending.when is not None:
        yield from _lookup_misfits(spec, schema, spec.ending.when)
    for clause in spec.clauses:
        table = schema.tables.get(clause.pattern.table)
        if table is None:
            yield _unknown_table(spec, schema, clause.pattern.table, clause.place_of(clause.pattern.operation.value))
        else:
            yield from _clause_misfits(spec, schema, clause, table)
    for order in spec.orders:
        if not isinstance(order.subject, str):
            for read in order.subject:
                yield from _reference_misfits(spec, schema, read.references)
    for call in spec.calls:
        yield from _reference_misfits(spec, schema, tuple(call.references()))
    for page in spec.pages:
        yield from _reference_misfits(
            spec, schema, [operand for operand in page.operands() if isinstance(operand, Ref)]
        )
    if isinstance(spec.ending.entity, Ref):
        yield from _reference_misfits(spec, schema, [spec.ending.entity])
    for name in spec.tables:
        if name not in schema.tables:
            yield _unknown_table(spec, schema, name, spec.places.get(f"tables.{name}", Place(1, 1)))


def references(spec: Spec, *, displayed: bool = True) -> Iterator[Ref]:
    """Every reference of the spec, clauses first; those of page clauses only where ``displayed`` ones are wanted."""
    for clause in spec.clauses:
        yield from (operand for operand in clause.pattern.operands() if isinstance(operand, Ref))
        if clause.count is not None:
            yield clause.count
    for let in spec.lets:
        yield from let.expression.references.values()
    for order in spec.orders:
        if not isinstance(order.subject, str):
            for read in order.subject:
                yield from read.references
    for call in spec.calls:
        yield from call.references()
    for page in spec.pages if displayed else ():
        yield from (operand for operand in page.operands() if isinstance(operand, Ref))
    if isinstance(spec.ending.entity, Ref):
        yield spec.ending.entity
    if spec.ending.when is not None:
        yield from spec.ending.when.references.values()


def _fail(spec: Spec, place: Place, what: str, advice: str, rule: str = "bad-reference") -> NoReturn:
    raise SpecProblem(what, advice, source=spec.source, place=place, rule=rule)


def _check_names(spec: Spec) -> None:
    clauses = {clause.id for clause in spec.clauses}
    lets = {let.name for let in spec.lets}
    for name in sorted(clauses & lets) + sorted((clauses | lets) & set(spec.params or {})):
        place = spec.places.get(f"let.{name}") or spec.places.get(f"params.{name}") or Place(1, 1)
        _fail(spec, place, f"`{name}` names two things.", "Rename one of them.")
    if spec.params is not None:
        for reference in references(spec):
            if reference.name not in {*clauses, *lets, *spec.params}:
                _fail(
                    spec,
                    reference.place,
                    f"`{reference}` is bound to nothing: there is no such parameter, let or clause.",
                    f"Add `{reference.name}` to `params`, or correct the name.",
                    "unbound-parameter",
                )


def _check_lets(spec: Spec) -> None:
    clauses = {clause.id for clause in spec.clauses}
    seen: set[str] = set()
    later = {let.name for let in spec.lets}
    for let in spec.lets:
        for reference in let.expression.references.values():
            if reference.name in clauses:
                _fail(
                    spec,
                    reference.place,
                    f"`{reference}` is not known at the start, where `let` is computed.",
                    "Use the reference in a clause instead.",
                )
            if reference.name in later - seen:
                _fail(spec, reference.place, f"`{reference}` is not computed yet.", "Put that `let` further up.")
        seen.add(let.name)


def _check_clause_references(spec: Spec, clause: Clause) -> None:
    if spec.policy(clause.pattern.table) is Policy.EPHEMERAL:
        _fail(
            spec,
            clause.place,
            f"`{clause.id}` speaks of {clause.pattern.table}, whose changes mean nothing to the verdict.",
            f"Remove the clause, or make {clause.pattern.table} strict under `tables`.",
            "ephemeral-clause",
        )
    if spec.ending.kind == "done" and clause.outcome == "defer":
        _fail(
            spec,
            clause.place_of("outcome"),
            f"`{clause.id}` is never in force: the outcome is always done.",
            "Remove `outcome: defer`, or say when deferring is right under `outcome`.",
            "never-in-force",
        )
    for operand in clause.pattern.operands():
        if isinstance(operand, Ref):
            _check_row_reference(spec, operand, clause.id)
    if clause.count is not None and spec.clause(clause.count.name) is not None:
        _fail(
            spec,
            clause.count.place,
            f"`{clause.count}` is not known before the run, and so is no number of times.",
            "Count by a parameter or a `let`.",
        )


def _check_row_reference(spec: Spec, reference: Ref, user: str | None) -> None:
    target = spec.clause(reference.name)
    if target is None:
        _check_not_a_call(spec, reference)
        return
    if reference.name == user:
        _fail(spec, reference.place, f"`{user}` refers to its own row.", "Compare columns with `check` instead.")
    if target.section == "never" or target.pattern.operation is Operation.DELETE or target.times.most != 1:
        _fail(
            spec,
            reference.place,
            f"`{reference}` is not one row: `{target.id}` does not insert or update exactly one.",
            f"Give `{target.id}` `times: 1`, or refer to another clause.",
        )
    if len(reference.path) != 1:
        _fail(spec, reference.place, f"`{reference}` must name one column.", f"Write `${reference.name}.column`.")


def _check_not_a_call(spec: Spec, reference: Ref) -> None:
    if any(call.id == reference.name for call in spec.calls):
        what = f"`{reference}` is no row: `{reference.name}` is about requests."
        _fail(spec, reference.place, what, "Refer to a require or allow clause.")


def _check_cycles(spec: Spec) -> None:
    uses = {
        clause.id: {operand.name for operand in clause.pattern.operands() if isinstance(operand, Ref)}
        for clause in spec.clauses
    }

    def visit(id: str, path: tuple[str, ...]) -> None:
        if id in path:
            found = spec.clause(id)
            assert found is not None
            words = " → ".join((*path[path.index(id) :], id))
            _fail(spec, found.place, f"These clauses refer to each other in a circle: {words}.", "Break the circle.")
        for other in sorted(uses[id] & uses.keys()):
            visit(other, (*path, id))

    for id in uses:
        visit(id, ())


def _check_orders(spec: Spec) -> None:
    for order in spec.orders:
        ids = [order.anchor] + ([order.subject] if isinstance(order.subject, str) else [])
        for id in ids:
            clause = spec.clause(id)
            if clause is None or clause.section == "never":
                _fail(
                    spec,
                    order.place,
                    f"`{id}` is not a require or allow clause.",
                    "Name the id of one; an order is measured against its changes.",
                )
        if len(set(ids)) < len(ids):
            _fail(spec, order.place, f"`{order.anchor}` can't come {order.relation} itself.", "Name two clauses.")
        if not isinstance(order.subject, str):
            for read in order.subject:
                for reference in read.references:
                    _check_row_reference(spec, reference, None)


def _check_calls(spec: Spec) -> None:
    for call in spec.calls:
        if call.outcome is not None and call.outcome not in spec.outcomes:
            _fail(
                spec,
                call.place_of("outcome"),
                f"`{call.id}` is never in force: the outcome is always {spec.ending.kind}.",
                f"Remove `outcome: {call.outcome}`, or say when deferring is right under `outcome`.",
                "never-in-force",
            )
        for reference in call.references():
            _check_row_reference(spec, reference, None)


def _check_pages(spec: Spec) -> None:
    """A page clause needs a backend change beside it, for every outcome that it is in force for."""
    for page in spec.pages:
        place = page.places.get("outcome", page.place)
        outcomes = [outcome for outcome in spec.outcomes if spec.in_force(page.outcome, "page", outcome)]
        if not outcomes:
            _fail(
                spec,
                place,
                f"`{page.id}` is never in force: the outcome is always {spec.ending.kind}.",
                f"Remove `outcome: {page.outcome}`, or say when deferring is right under `outcome`.",
                "never-in-force",
            )
        for outcome in outcomes:
            if not any(
                clause.section == "require" and spec.in_force(clause.outcome, "require", outcome)
                for clause in spec.clauses
            ):
                _fail(
                    spec,
                    page.place,
                    f"Nothing but `{page.id}` would have to be true where the outcome is {outcome}: "
                    "what a page says is no evidence.",
                    "Require the backend change that the page should show; a page clause can only add to it.",
                    "page-alone",
                )
        for operand in page.operands():
            if isinstance(operand, Ref):
                _check_row_reference(spec, operand, None)


def _check_ending(spec: Spec) -> None:
    ending = spec.ending
    for reference in ending.when.references.values() if ending.when else ():
        if spec.clause(reference.name):
            _fail(spec, reference.place, f"`{reference}` is not known at the start.", "Ask about the initial state.")
    if isinstance(ending.entity, Ref):
        _check_row_reference(spec, ending.entity, None)


def _unknown_table(spec: Spec, schema: Schema, name: str, place: Place) -> SpecProblem:
    return SpecProblem(
        f"There is no table `{name}`.",
        f"The gym has {', '.join(sorted(schema.tables))}.",
        source=spec.source,
        place=place,
        rule="unknown-table",
    )


def _unknown_column(spec: Spec, table: Table, name: str, place: Place) -> SpecProblem:
    names = ", ".join(column.name for column in table.columns)
    return SpecProblem(
        f"Table `{table.name}` has no column `{name}`.",
        f"It has {names}.",
        source=spec.source,
        place=place,
        rule="unknown-column",
    )


def _clause_misfits(spec: Spec, schema: Schema, clause: Clause, table: Table) -> Iterator[SpecProblem]:
    pattern = clause.pattern
    for part, matcher in pattern.key:
        place = clause.place_of(f"key.{part}")
        if isinstance(part, int):
            if part >= len(table.key):
                what = f"The key of `{table.name}` has {len(table.key)} column{'' if len(table.key) == 1 else 's'}."
                advice = f"It is {', '.join(table.key)}."
                yield SpecProblem(what, advice, source=spec.source, place=place, rule="unknown-column")
                continue
            part = table.key[part]  # noqa: PLW2901 - a position is a short way to name the column
        yield from _cell_misfits(spec, table, part, matcher, place)
    for side, columns in (("where", pattern.where), ("values", pattern.values)):
        for name, matcher in columns:
            yield from _cell_misfits(spec, table, name, matcher, clause.place_of(f"{side}.{name}"))
    for at, name in enumerate(pattern.only or ()):
        if table.column(name) is None:
            yield _unknown_column(spec, table, name, clause.place_of(f"only.{at}"))
    for expression in (*pattern.checks, *_expressions(pattern.where), *_expressions(pattern.values)):
        for _, name in _ROW_COLUMN.findall(expression.source):
            if table.column(name) is None:
                yield _unknown_column(spec, table, name, expression.place)
    yield from _reference_misfits(spec, schema, [ref for ref in pattern.operands() if isinstance(ref, Ref)])


def _cell_misfits(spec: Spec, table: Table, name: str, matcher: Matcher, place: Place) -> Iterator[SpecProblem]:
    column = table.column(name)
    if column is None:
        yield _unknown_column(spec, table, name, place)
        return
    for value in _literals(matcher):
        what = _impossible(column, value)
        if what:
            yield SpecProblem(what, "Correct the value.", source=spec.source, place=place, rule="type-mismatch")
    textual = column.type in ("string", "date", "time", "datetime")
    if not textual and any(isinstance(inner, Contains) for inner in _unwrapped(matcher)):
        what = f"`{name}` is {column.type}, which contains no text."
        advice = "Compare the value as a whole."
        yield SpecProblem(what, advice, source=spec.source, place=place, rule="type-mismatch")


def _impossible(column: Column, value: object) -> str:
    if value is None:
        return "" if column.nullable else f"`{column.name}` can never be null."
    shown = f'"{value}"' if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)
    result = typed(value, column.type)
    if result is None or (column.type in ("date", "time", "datetime") and isinstance(result, str)):
        return f"`{column.name}` is {column.type}, so it can never be {shown}."
    return ""


def _unwrapped(matcher: Matcher) -> Iterator[Matcher]:
    yield matcher
    if isinstance(matcher, Not):
        yield from _unwrapped(matcher.matcher)


def _literals(matcher: Matcher) -> Iterator[object]:
    for inner in _unwrapped(matcher):
        if isinstance(inner, (Is, OneOf, Between)):
            yield from (operand.value for operand in inner.operands() if isinstance(operand, Literal))


def _expressions(columns: tuple[tuple[str, Matcher], ...]) -> Iterator[Expression]:
    for _, matcher in columns:
        for inner in _unwrapped(matcher):
            if isinstance(inner, Holds):
                yield inner.expression


def _reference_misfits(spec: Spec, schema: Schema, refs: tuple[Ref, ...] | list[Ref]) -> Iterator[SpecProblem]:
    for reference in refs:
        target = spec.clause(reference.name)
        table = schema.tables.get(target.pattern.table) if target else None
        if table is not None and table.column(reference.path[0]) is None:
            yield _unknown_column(spec, table, reference.path[0], reference.place)


def _lookup_misfits(spec: Spec, schema: Schema, expression: Expression) -> Iterator[SpecProblem]:
    for lookup in expression.lookups:
        table = schema.tables.get(lookup.table)
        place = Place(expression.place.line, expression.place.column + lookup.offset)
        if table is None:
            yield _unknown_table(spec, schema, lookup.table, place)
            continue
        for column in lookup.columns:
            if table.column(column) is None:
                yield _unknown_column(spec, table, column, place)
