"""A spec bound to one task: parameters filled in, ``let`` computed, the right outcome decided."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from workbench.domain.episodes import InitialState
from workbench.domain.schema import Schema
from workbench.domain.values import JsonValue, Row, Scalar
from workbench.verifier.calls import Call
from workbench.verifier.comparing import equal, typed
from workbench.verifier.counting import counted
from workbench.verifier.expressions import Expression, ExpressionFailure, Look
from workbench.verifier.fitting import check_against, references
from workbench.verifier.pages import PageClause
from workbench.verifier.problems import Place, SpecProblem
from workbench.verifier.references import MissingValue, Ref, Scope
from workbench.verifier.spec import Clause, Order, Spec

WHEN = "outcome.when"
"""The name under which an initial state stores the answer of the outcome's ``when``."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What a run is judged by."""

    spec: Spec
    scope: Scope
    schema: Schema | None
    initial: InitialState | None
    outcome: str
    """done or defer: which end is right for this task."""
    chargeable: tuple[Clause, ...]
    """require and allow clauses in force, in charging order."""
    never: tuple[Clause, ...]
    dormant: tuple[Clause, ...]
    """require and allow clauses that belong to the other outcome: acting on them is acting without authority."""
    orders: tuple[Order, ...]
    pages: tuple[PageClause, ...] = ()
    calls: tuple[Call, ...] = ()

    def fresh_scope(self) -> Scope:
        """A scope of its own in which no clause's row is bound yet."""
        return Scope(self.scope.parameters, self.scope.lets, self.scope.clauses)


class StateLook:
    """Answers lookups from the rows of an initial state. Scans the table: the cost is its size."""

    def __init__(self, initial: InitialState) -> None:
        self._initial = initial

    def count(self, table: str, where: Mapping[str, JsonValue]) -> int:
        if not where and table in self._initial.counts:
            return self._initial.counts[table]
        return len(self.rows(table, where))

    def rows(self, table: str, where: Mapping[str, JsonValue]) -> Sequence[Row]:
        shape = self._initial.schema.tables.get(table)
        if shape is None:
            raise ExpressionFailure(f"there is no table {table}")
        if not self._initial.complete:
            raise ExpressionFailure(f"the world is too large to have stored all of {table}")
        types: dict[str, str] = {}
        for name in where:
            column = shape.column(name)
            if column is None:
                raise ExpressionFailure(f"{table} has no column {name}")
            types[name] = column.type
        found = [
            (repr(key), row)
            for key, row in self._initial.tables.get(table, {}).items()
            if all(equal(row.get(name), value, types[name]) for name, value in where.items())
        ]
        return [row for _, row in sorted(found, key=itemgetter(0))]


def bind(spec: Spec, parameters: Mapping[str, JsonValue], initial: InitialState | None) -> Bound:
    """Binds the spec. Raises SpecProblem: it does not fit the schema, or a parameter or lookup is missing."""
    return Binder(spec).bind(parameters, initial)


class Binder:
    """Binds one spec to many tasks; what does not depend on the task is worked out once. Remembers what it has seen."""

    def __init__(self, spec: Spec) -> None:
        self._spec = spec
        self._references: dict[tuple[str, tuple[str, ...]], Ref] = {}
        for one in references(spec):
            self._references.setdefault((one.name, one.path), one)
        self._schema: Schema | None = None
        self._in_force: dict[tuple[str, tuple[int, ...]], tuple[Spec, InForce]] = {}

    def bind(self, parameters: Mapping[str, JsonValue], initial: InitialState | None) -> Bound:
        """The spec for one task. Raises as ``bind`` does."""
        spec = self._spec
        schema = self._fitting(initial.schema) if initial is not None else None
        scope = _scope(spec, parameters, initial)
        check_parameters(spec, scope, self._references.values())
        outcome = _outcome(spec, scope, initial)
        spec, parts = self._parts(counted(spec, scope), outcome)
        return Bound(
            spec,
            scope,
            schema,
            initial,
            outcome,
            parts.chargeable,
            parts.never,
            parts.dormant,
            parts.orders,
            parts.pages,
            parts.calls,
        )

    def _parts(self, spec: Spec, outcome: str) -> tuple[Spec, "InForce"]:
        """The spec and its clauses in force, as objects that are the same for tasks that count the same."""
        key = (
            outcome,
            tuple(
                -1 if (found := spec.clause(c.id)) is None else found.times.least
                for c in self._spec.clauses
                if c.count is not None
            ),
        )
        if key not in self._in_force:
            self._in_force[key] = (spec, InForce.of(spec, outcome))
        return self._in_force[key]

    def _fitting(self, schema: Schema) -> Schema:
        """The schema, as an object that is the same for equal schemas in a row."""
        if self._schema is None or (schema is not self._schema and schema != self._schema):
            check_against(self._spec, schema)
            self._schema = schema
        return self._schema


@dataclass(frozen=True, slots=True)
class InForce:
    """The clauses that count where one outcome is right."""

    chargeable: tuple[Clause, ...]
    never: tuple[Clause, ...]
    dormant: tuple[Clause, ...]
    orders: tuple[Order, ...]
    pages: tuple[PageClause, ...]
    calls: tuple[Call, ...]

    @classmethod
    def of(cls, spec: Spec, outcome: str) -> "InForce":
        """Sorts the spec's clauses."""
        in_force = [clause for clause in spec.clauses if spec.in_force(clause.outcome, clause.section, outcome)]
        return cls(
            chargeable=tuple(clause for clause in in_force if clause.section != "never"),
            never=tuple(clause for clause in in_force if clause.section == "never"),
            dormant=tuple(clause for clause in spec.clauses if clause not in in_force and clause.section != "never"),
            orders=tuple(order for order in spec.orders if spec.in_force(order.outcome, "order", outcome)),
            pages=tuple(page for page in spec.pages if spec.in_force(page.outcome, "page", outcome)),
            calls=tuple(call for call in spec.calls if spec.in_force(call.outcome, "never", outcome)),
        )


def let_values(spec: Spec, parameters: Mapping[str, JsonValue], look: Look) -> dict[str, Scalar]:
    """What ``InitialState.lookups`` must hold for a world too large to store. Raises SpecProblem.

    ``look`` asks the world itself. Values that are whole rows or lists can't be stored and are left out.
    """
    scope = _empty_scope(spec, parameters)
    lets: dict[str, JsonValue] = {}
    for name, expression in _computed(spec):
        lets[name] = _evaluate(spec, expression, Scope(scope.parameters, lets, scope.clauses), look)
    return {name: value for name, value in lets.items() if not isinstance(value, (list, dict))}


def check_parameters(spec: Spec, scope: Scope, named: Iterable[Ref] | None = None) -> None:
    """Raises SpecProblem for a reference that nothing stands behind, or a parameter of another type than declared."""
    for reference in references(spec) if named is None else named:
        try:
            scope.value(reference)
        except MissingValue as missing:
            raise _unbound(spec, missing) from None
    for name, declared in (spec.params or {}).items():
        place = spec.places.get(f"params.{name}", spec.places.get("params", Place(1, 1)))
        if name not in scope.parameters:
            raise SpecProblem(
                f"The parameter `{name}` is missing.",
                "The workout must provide it.",
                source=spec.source,
                place=place,
                rule="unbound-parameter",
            )
        _check_type(spec, name, declared, scope.parameters[name], place)


def _check_type(spec: Spec, name: str, declared: JsonValue, value: JsonValue, place: Place) -> None:
    if isinstance(declared, dict):
        for part, inner in declared.items():
            if not isinstance(value, Mapping) or part not in value:
                what = f"The parameter `{name}` has no `{part}`."
                advice = "The workout must provide it."
                raise SpecProblem(what, advice, source=spec.source, place=place, rule="unbound-parameter")
            _check_type(spec, f"{name}.{part}", inner, value[part], place)
        return
    fits = isinstance(value, list) if declared == "list" else typed(value, str(declared)) is not None
    if declared != "any" and not fits:
        what = f"The parameter `{name}` is {value!r}, not {declared}."
        advice = "Correct the declaration or the workout."
        raise SpecProblem(what, advice, source=spec.source, place=place, rule="type-mismatch")


def _scope(spec: Spec, parameters: Mapping[str, JsonValue], initial: InitialState | None) -> Scope:
    scope = _empty_scope(spec, parameters)
    lets: dict[str, JsonValue] = {}
    look = StateLook(initial) if initial is not None else None
    for name, expression in _computed(spec):
        if initial is not None and not initial.complete and name in initial.lookups:
            lets[name] = initial.lookups[name]
        elif look is not None or not expression.lookups:
            lets[name] = _evaluate(spec, expression, Scope(scope.parameters, lets, scope.clauses), look)
        else:
            lets[name] = f"${name}"
    return Scope(scope.parameters, lets, scope.clauses)


def _empty_scope(spec: Spec, parameters: Mapping[str, JsonValue]) -> Scope:
    return Scope(parameters, {}, frozenset(clause.id for clause in spec.clauses))


def _computed(spec: Spec) -> list[tuple[str, Expression]]:
    when = [(WHEN, spec.ending.when)] if spec.ending.when is not None else []
    return [*((let.name, let.expression) for let in spec.lets), *when]


def _evaluate(spec: Spec, expression: Expression, scope: Scope, look: Look | None) -> JsonValue:
    try:
        return expression.evaluate(scope, look=look)
    except MissingValue as missing:
        raise _unbound(spec, missing) from None
    except ExpressionFailure as failure:
        raise SpecProblem(
            f"{failure}.", "Correct the expression or the world.", source=spec.source, place=expression.place
        ) from None


def _unbound(spec: Spec, missing: MissingValue) -> SpecProblem:
    return SpecProblem(
        f"{missing}.",
        "The workout must provide it as a parameter, or the name is misspelt.",
        source=spec.source,
        place=missing.reference.place,
        rule="unbound-parameter",
    )


def _outcome(spec: Spec, scope: Scope, initial: InitialState | None) -> str:
    ending = spec.ending
    if ending.kind == "done" or ending.when is None:
        return ending.kind
    answer = scope.lets[WHEN]
    if not isinstance(answer, bool):
        if initial is None:  # a preview without a world: the sentence will say "if"
            return "done"
        raise SpecProblem(
            f"`{ending.when.source}` gave {answer!r}, neither true nor false.",
            "Write a comparison.",
            source=spec.source,
            place=ending.when.place,
        )
    return "defer" if answer else "done"
