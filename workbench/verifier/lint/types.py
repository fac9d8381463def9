"""Rules about the database: names and types that don't fit, tables nobody mentions, cascades nobody lists."""

from collections.abc import Iterator, Mapping
from typing import Final

from workbench.domain.changes import Operation
from workbench.domain.schema import Column, Table
from workbench.verifier.comparing import typed
from workbench.verifier.fitting import misfits
from workbench.verifier.lint.context import Subject
from workbench.verifier.lint.marks import Mark, Weight, mark, mark_of
from workbench.verifier.matchers import Between, Is, Matcher, Not, OneOf
from workbench.verifier.problems import Place
from workbench.verifier.references import MissingValue, Ref, Unbound
from workbench.verifier.spec import Clause, Policy, Spec

_FITS: Final[Mapping[str, tuple[str, ...]]] = {
    "integer": ("integer", "money", "float"),
    "money": ("integer", "money", "float"),
    "float": ("float",),
    "boolean": ("boolean",),
    "string": ("string", "date", "time", "datetime"),
    "date": ("date", "string"),
    "time": ("time", "string"),
    "datetime": ("datetime", "string"),
}
"""In columns of which types a value of a type can ever stand."""


def unfit(subject: Subject) -> Iterator[Mark]:
    """``unknown-table``, ``unknown-column``, ``type-mismatch``: what the database can't hold."""
    if subject.schema is not None:
        yield from (mark_of(problem) for problem in misfits(subject.spec, subject.schema))


def mistyped_references(subject: Subject) -> Iterator[Mark]:
    """``type-mismatch``: a parameter, or another row's column, of a type that never equals this column's."""
    for clause in subject.spec.clauses:
        table = subject.table(clause)
        if table is None:
            continue
        for name, matcher in _cells(clause, table):
            column = table.column(name)
            if column is None:
                continue
            for reference in _compared(matcher):
                found = _type_of(subject, reference, column)
                if found:
                    what = f"`{reference}` is {found}, which `{column.name}` ({column.type}) never equals."
                    yield mark("type-mismatch", reference.place, what, "Compare it with a column of its own type.")


def unmentioned_tables(subject: Subject) -> Iterator[Mark]:
    """``unmentioned-table``: a table that no clause and no policy names; it is strict, but nobody said so."""
    if subject.schema is None:
        return
    spec = subject.spec
    named = {clause.pattern.table for clause in spec.clauses} | spec.tables.keys()
    missing = sorted(subject.schema.tables.keys() - named)
    if missing:
        yield mark(
            "unmentioned-table",
            spec.places.get("tables", Place(1, 1)),
            f"Nothing is said about {', '.join(f'`{name}`' for name in missing)}: any change there is a breach.",
            "If that is meant, say it: `tables: {" + ", ".join(f"{name}: strict" for name in missing) + "}`.",
            Weight.ADVICE,
        )


def unlisted_cascades(subject: Subject) -> Iterator[Mark]:
    """``unlisted-cascade``: a delete that takes other rows along, which no clause expects."""
    spec = subject.spec
    covered = {(clause.pattern.table, clause.pattern.operation) for clause in spec.clauses if clause.section != "never"}
    for clause in spec.clauses:
        if clause.section == "never" or clause.pattern.operation is not Operation.DELETE:
            continue
        for child in subject.schema.tables.values() if subject.schema else ():
            for foreign in child.foreign_keys:
                operation = _FOLLOWS.get((foreign.on_delete or "").upper())
                loose = spec.policy(child.name) is Policy.EPHEMERAL or (child.name, operation) in covered
                if foreign.target != clause.pattern.table or operation is None or loose:
                    continue
                word = "deletes from" if operation is Operation.DELETE else "changes"
                yield mark(
                    "unlisted-cascade",
                    clause.place_of("delete"),
                    f"Deleting from `{clause.pattern.table}` also {word} `{child.name}`, which no clause takes.",
                    f"Add `{{id: …, {operation.value}: {child.name}, …}}` under `allow` or `require`.",
                )


_FOLLOWS: Final = {"CASCADE": Operation.DELETE, "SET NULL": Operation.UPDATE, "SET DEFAULT": Operation.UPDATE}


def _cells(clause: Clause, table: Table) -> Iterator[tuple[str, Matcher]]:
    for part, matcher in clause.pattern.key:
        if isinstance(part, str) or part < len(table.key):
            yield (part if isinstance(part, str) else table.key[part]), matcher
    yield from clause.pattern.where
    yield from clause.pattern.values


def _compared(matcher: Matcher) -> Iterator[Ref]:
    if isinstance(matcher, Not):
        yield from _compared(matcher.matcher)
    elif isinstance(matcher, (Is, Between)) or (isinstance(matcher, OneOf) and not matcher.listed):
        yield from (operand for operand in matcher.operands() if isinstance(operand, Ref))


def _type_of(subject: Subject, reference: Ref, column: Column) -> str:
    """The reference's type in words where it can never equal the column; else empty."""
    target = subject.spec.clause(reference.name)
    if target is not None:
        table = subject.table(target)
        other = table.column(reference.path[0]) if table is not None else None
        return f"`{other.type}`" if other is not None and column.type not in _FITS[other.type] else ""
    declared = _declared(subject.spec, reference)
    if isinstance(declared, str) and declared in _FITS and column.type not in _FITS[declared]:
        return f"declared `{declared}`"
    if declared == "list" or isinstance(declared, dict):
        return "no single value"
    for sample in subject.samples:
        try:
            value = sample.bound.scope.value(reference)
        except MissingValue:
            continue
        if value is not None and not isinstance(value, Unbound) and typed(value, column.type) is None:
            return f"{value!r} in a run"
    return ""


def _declared(spec: Spec, reference: Ref) -> object:
    if any(let.name == reference.name for let in spec.lets):
        return None
    found: object = (spec.params or {}).get(reference.name)
    for step in reference.path:
        found = found.get(step) if isinstance(found, dict) else None
    return found
