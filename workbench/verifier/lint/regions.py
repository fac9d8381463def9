"""Rules about clauses beside each other: what one takes and another forbids, and what is said twice."""

from collections.abc import Iterator

from workbench.domain.changes import Operation
from workbench.verifier.lint.context import Subject
from workbench.verifier.lint.marks import Mark, Weight, mark
from workbench.verifier.patterns import Pattern
from workbench.verifier.spec import Clause


def swallowed_nevers(subject: Subject) -> Iterator[Mark]:
    """``allow-swallows-never``: the allow takes everything that the never forbids, and maybe more."""
    for allow, never in _pairs(subject, "allow"):
        if _contains(allow.pattern, never.pattern) and not _contains(never.pattern, allow.pattern):
            yield mark(
                "allow-swallows-never",
                allow.place,
                f"`{allow.id}` allows everything that `{never.id}` (line {never.place.line}) forbids.",
                f"Narrow `{allow.id}` by `key`, `where`, `values` or `only`; the never holds all the same.",
            )


def hopeless_clauses(subject: Subject) -> Iterator[Mark]:
    """``never-swallows-clause``: whatever the clause takes is forbidden."""
    for section in ("require", "allow"):
        for clause, never in _pairs(subject, section):
            if _contains(never.pattern, clause.pattern):
                yield mark(
                    "never-swallows-clause",
                    clause.place,
                    f"Whatever `{clause.id}` takes, `{never.id}` (line {never.place.line}) forbids.",
                    f"Narrow `{never.id}`, or remove `{clause.id}`.",
                )


def repeated_clauses(subject: Subject) -> Iterator[Mark]:
    """``repeated-clause``: the same demand under two names."""
    seen: dict[tuple[object, ...], Clause] = {}
    for clause in subject.spec.clauses:
        pattern = clause.pattern
        demand = (clause.section, clause.outcome, pattern.table, pattern.operation, *map(repr, _demands(pattern)))
        what = (*demand, pattern.only)
        if what in seen:
            first = seen[what]
            text = f"`{clause.id}` says the same as `{first.id}` (line {first.place.line})."
            yield mark("repeated-clause", clause.place, text, "Remove one, or say how often with `times`.")
        seen.setdefault(what, clause)


def any_row(subject: Subject) -> Iterator[Mark]:
    """``any-row``: an update or delete that names no row, so that any row will do."""
    for clause in subject.spec.clauses:
        pattern = clause.pattern
        named = pattern.key or pattern.where or pattern.checks
        if clause.section != "never" and pattern.operation is not Operation.INSERT and not named:
            yield mark(
                "any-row",
                clause.place,
                f"`{clause.id}` speaks of every row of `{pattern.table}`.",
                "Name the row with `key` or `where`.",
                Weight.ADVICE,
            )


def _pairs(subject: Subject, section: str) -> Iterator[tuple[Clause, Clause]]:
    for clause in subject.spec.clauses:
        for never in subject.spec.clauses:
            same = (clause.pattern.table, clause.pattern.operation) == (never.pattern.table, never.pattern.operation)
            together = clause.outcome is None or never.outcome is None or clause.outcome == never.outcome
            if clause.section == section and never.section == "never" and same and together:
                yield clause, never


def _contains(wide: Pattern, narrow: Pattern) -> bool:
    """Whether everything that ``narrow`` speaks of surely falls under ``wide`` too.

    Decided by what is written: each demand of the wide one must be among those of the narrow one.
    """
    demands = [repr(demand) for demand in _demands(narrow)]
    if any(repr(demand) not in demands for demand in _demands(wide)):
        return False
    if wide.operation is not Operation.UPDATE:
        return True
    outer, inner = _columns(wide), _columns(narrow)
    return outer is None or (inner is not None and inner <= outer)


def _columns(pattern: Pattern) -> frozenset[str] | None:
    """Columns that an update touches, or that a never watches; None for any."""
    if pattern.only is not None:
        return frozenset(pattern.only)
    if pattern.purpose.value == "never":
        return None
    return frozenset(name for name, _ in pattern.values)


def _demands(pattern: Pattern) -> Iterator[object]:
    """Everything that narrows the pattern, comparable whatever line it stands in."""
    for side, cells in (("key", pattern.key), ("where", pattern.where), ("values", pattern.values)):
        for name, matcher in cells:
            yield side, name, type(matcher).__name__, _written(matcher)
    for check in pattern.checks:
        yield "check", check.source


def _written(matcher: object) -> str:
    """The matcher without the places of its references."""
    operands = [str(getattr(one, "value", one)) for one in matcher.operands()]  # type: ignore[attr-defined]
    expression = getattr(matcher, "expression", None)
    inner = getattr(matcher, "matcher", None)
    extras = (getattr(matcher, "normalisers", ()), getattr(matcher, "tolerance", 0))
    nested = _written(inner) if inner is not None else ""
    return f"{operands} {extras} {expression.source if expression else ''} {type(inner).__name__} {nested}"
