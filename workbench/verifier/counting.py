"""Clauses whose number of changes a parameter tells (``times: $travellers``): what they are for one task."""

from dataclasses import replace

from workbench.domain.values import JsonValue
from workbench.verifier.fitting import references
from workbench.verifier.problems import SpecProblem
from workbench.verifier.references import Scope, Unbound
from workbench.verifier.spec import Clause, Spec, Times


def counted(spec: Spec, scope: Scope) -> Spec:
    """The spec of one task: every count is a number, and what is to happen zero times is no clause any more.

    Raises SpecProblem for a count that is no whole number, and for one above 1 where others refer to the row.
    """
    if all(clause.count is None for clause in spec.clauses):
        return spec
    named = {one.name for one in references(spec, displayed=False)}
    clauses = [_counted(spec, clause, scope, single=clause.id in named) for clause in spec.clauses]
    kept = tuple(clause for clause in clauses if clause.times.most != 0)
    gone = {clause.id for clause in clauses} - {clause.id for clause in kept}
    orders = tuple(order for order in spec.orders if order.anchor not in gone and order.subject not in gone)
    return replace(spec, clauses=kept, orders=orders)


def _counted(spec: Spec, clause: Clause, scope: Scope, *, single: bool) -> Clause:
    if clause.count is None:
        return clause
    number = scope.value(clause.count)
    if isinstance(number, str) and number.startswith("$"):  # a preview without a world: it stands for its own name
        return clause
    if not _is_count(number) or (single and number not in (0, 1)):
        what = f"`{clause.count}` is {number!r}, which can't be how often `{clause.id}` happens."
        advice = "Others refer to its row, so give 0 or 1." if single else "Give a whole number from 0 up."
        raise SpecProblem(what, advice, source=spec.source, place=clause.count.place, rule="bad-reference")
    assert isinstance(number, int)
    return replace(clause, times=Times(number, number), count=None)


def _is_count(number: JsonValue | Unbound) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and number >= 0
