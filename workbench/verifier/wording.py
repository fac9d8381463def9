"""Every clause as one plain English sentence; ``**`` marks what matters."""

from collections.abc import Mapping

from workbench.domain.changes import Operation
from workbench.domain.episodes import InitialState
from workbench.domain.values import JsonValue
from workbench.verifier.binding import Bound, bind
from workbench.verifier.calls import Call
from workbench.verifier.displayed import Displayed
from workbench.verifier.expressions import ExpressionFailure
from workbench.verifier.matchers import Is, Matcher
from workbench.verifier.naming import Names
from workbench.verifier.pages import PageClause
from workbench.verifier.patterns import Pattern
from workbench.verifier.problems import SpecProblem
from workbench.verifier.references import UNBOUND, Literal, MissingValue, Operand, Ref, Scope, Unbound
from workbench.verifier.requests import Request
from workbench.verifier.shown import listed, shown
from workbench.verifier.spec import Clause, Order, Spec, Times

FRAME = "(frame)"
OUTCOME = "outcome"
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def sentences(
    spec: Spec, parameters: Mapping[str, JsonValue], initial: InitialState | None = None
) -> tuple[tuple[str, str, str], ...]:
    """(section, clause id, sentence) of every clause in the order of the file, the outcome and the frame last.

    Parameters that are missing stay as they are written, so that a spec can be read before there is a task.
    """
    try:
        wording = Wording(bind(spec, parameters, initial))
        bound: Bound | None = wording.bound
    except SpecProblem:
        wording, bound = Wording(_unbound(spec, parameters, initial)), None
    told = [wording.bound.spec.clause(clause.id) or clause for clause in spec.clauses]
    lines = [(clause.section, clause.id, wording.clause(clause)) for clause in told if clause.section != "never"]
    lines += [("never", line.id, wording.never(line)) for line in spec.nevers]
    lines += [("order", order.id, wording.order(order)) for order in spec.orders]
    lines += [("page", page.id, wording.page(page)) for page in spec.pages]
    lines.append(("outcome", OUTCOME, wording.outcome(decided=bound is not None and initial is not None)))
    return (*lines, ("frame", FRAME, wording.frame()))


class Wording:
    """Puts the clauses of one bound spec into words."""

    def __init__(self, bound: Bound) -> None:
        self.bound = bound
        self.names = Names(bound.schema, bound.initial)

    def clause(self, clause: Clause, scope: Scope | None = None) -> str:
        """The sentence of a require, allow or never clause."""
        scope = scope or self.bound.scope
        match clause.section:
            case "require":
                words = self._required(clause, scope)
            case "allow":
                words = self._allowed(clause, scope)
            case _:
                words = self._forbidden(clause, scope)
        return words + self._where(clause.outcome) + "."

    def never(self, line: Clause | Call, scope: Scope | None = None) -> str:
        """The sentence of a never line, whether it speaks of rows or of requests."""
        return self.call(line, scope) if isinstance(line, Call) else self.clause(line, scope)

    def call(self, call: Call, scope: Scope | None = None) -> str:
        """The sentence of a never line about requests."""
        paths = listed([f"**{self.request(one, scope or self.bound.scope)}**" for one in call.requests], "or")
        return f"{paths} is never called{self._where(call.outcome)}."

    def page(self, clause: PageClause, scope: Displayed | None = None) -> str:
        """The sentence of a page clause."""

        def show(value: object) -> str:
            return f"**{value if isinstance(value, Ref) else shown(value)}**"

        words = clause.phrase(scope or Displayed(self.bound.scope), show)
        return f"At the end the page shows {words}{self._where(clause.outcome)}."

    def order(self, order: Order, scope: Scope | None = None) -> str:
        """The sentence of an order clause."""
        scope = scope or self.bound.scope
        if isinstance(order.subject, str):
            return f"**{order.subject}** happens {order.relation} **{order.anchor}**."
        paths = listed([f"**{self.request(read, scope)}**" for read in order.subject], "or")
        ending = "from the server, before the end" if order.relation == "after" else "from the server"
        return f"{order.relation.capitalize()} **{order.anchor}**, {paths} is read {ending}."

    def request(self, request: Request, scope: Scope) -> str:
        """``GET /visits/31``, with what is not bound yet left in braces."""
        return request.phrase(self._path_part(reference, scope) for reference in request.references)

    def outcome(self, decided: bool = True) -> str:
        """The sentence about the declared end."""
        ending = self.bound.spec.ending
        if ending.kind == "done":
            return "At the end the task is declared **done**."
        entity = f" about **{_text(ending.entity, self.bound.scope)}**" if ending.entity is not None else ""
        deferred = f"the task is handed to a human with the reason **{ending.reason}**{entity}"
        if ending.when is None:
            return f"At the end {deferred}."
        if not decided:
            return f"Where {ending.when.source}, {deferred}; elsewhere it is declared **done**."
        return (
            f"At the end {deferred}." if self.bound.outcome == "defer" else "At the end the task is declared **done**."
        )

    def frame(self) -> str:
        """The sentence about everything that no clause names."""
        loose = list(self.bound.spec.ephemeral)
        return f"**Nothing else** changes{f' (apart from {listed(sorted(loose))})' if loose else ''}."

    def _where(self, outcome: str | None) -> str:
        """For twins: which of them a clause is about."""
        if outcome is None or self.bound.spec.ending.when is None:
            return ""
        return f" (when the right outcome is {outcome})"

    def _required(self, clause: Clause, scope: Scope) -> str:
        pattern = clause.pattern
        rows = _amount(clause.times) if clause.count is None else f"As many rows as {clause.count} says"
        be = "is" if clause.count is None and clause.times in (Times(1, 1), Times(1, None)) else "are"
        match pattern.operation:
            case Operation.INSERT:
                words = f"{rows} {be} added to **{pattern.table}**"
                return words + _after_colon(self._values(pattern, scope))
            case Operation.DELETE:
                return f"{rows} {be} deleted from **{pattern.table}**" + self._which(pattern, scope)
            case Operation.UPDATE:
                return self._required_update(pattern, rows, be, scope)

    def _required_update(self, pattern: Pattern, rows: str, be: str, scope: Scope) -> str:
        which = self._which(pattern, scope)
        sets = _after_colon(self._values(pattern, scope))
        named = {column for column, _ in pattern.values}
        also = [f"**{column}**" for column in pattern.only or () if column not in named]
        rest = f"; {listed(also)} may change too" if also and sets else f" in {listed(also)} only" if also else ""
        return f"{rows} of **{pattern.table}**{which} {be} changed{sets}{rest}"

    def _allowed(self, clause: Clause, scope: Scope) -> str:
        pattern, most = clause.pattern, clause.times.most
        rows = "Rows" if most is None else f"At most {_number(most)} row{'' if most == 1 else 's'}"
        match pattern.operation:
            case Operation.INSERT:
                return f"{rows} may be added to **{pattern.table}**" + _after_colon(self._values(pattern, scope))
            case Operation.DELETE:
                return f"{rows} may be deleted from **{pattern.table}**" + self._which(pattern, scope)
            case Operation.UPDATE:
                columns = pattern.only if pattern.only is not None else tuple(name for name, _ in pattern.values)
                where = self._which(pattern, scope)
                sets = _after_colon(self._values(pattern, scope))
                named = listed([f"**{column}**" for column in columns])
                return f"{rows} of **{pattern.table}**{where} may change in {named or 'nothing'}{sets}"

    def _forbidden(self, clause: Clause, scope: Scope) -> str:
        pattern = clause.pattern
        match pattern.operation:
            case Operation.INSERT:
                return f"No row is ever added to **{pattern.table}**" + _after_colon(self._values(pattern, scope))
            case Operation.DELETE:
                return f"No row of **{pattern.table}**{self._which(pattern, scope)} is ever deleted"
            case Operation.UPDATE:
                columns = f" in {listed([f'**{name}**' for name in pattern.only], 'or')}" if pattern.only else ""
                sets = _after_colon(self._values(pattern, scope))
                return f"No row of **{pattern.table}**{self._which(pattern, scope)} ever changes{columns}{sets}"

    def _which(self, pattern: Pattern, scope: Scope) -> str:
        """Which rows: by name where the key is one plain value, else by the demands on the old row."""
        parts = []
        for column, matcher in pattern.key:
            found = self._row_name(pattern, column, matcher, scope)
            parts.append(
                f"**{found}**" if found else self._demand(pattern, self._key_name(pattern, column), matcher, scope)
            )
        parts += [self._demand(pattern, column, matcher, scope) for column, matcher in pattern.where]
        if pattern.operation is Operation.DELETE:
            parts += [f"such that {check.source}" for check in pattern.checks]
        return f" ({', '.join(parts)})" if parts else ""

    def _values(self, pattern: Pattern, scope: Scope) -> str:
        parts = [self._demand(pattern, column, matcher, scope) for column, matcher in pattern.values]
        if pattern.operation is Operation.INSERT:
            parts = [self._demand(pattern, self._key_name(pattern, part), m, scope) for part, m in pattern.key] + parts
        if pattern.operation is not Operation.DELETE:
            parts += [f"such that {check.source}" for check in pattern.checks]
        return ", ".join(parts)

    def _demand(self, pattern: Pattern, column: str, matcher: Matcher, scope: Scope) -> str:
        def show(value: object) -> str:
            return f"**{value}**" if isinstance(value, Ref) else self.names.cell(pattern.table, column, value)

        return f"{self.names.column(pattern.table, column)} {matcher.phrase(scope, show)}"

    def _row_name(self, pattern: Pattern, column: str | int, matcher: Matcher, scope: Scope) -> str:
        """The row's own name, where the whole key is one plain value."""
        if len(pattern.key) != 1 or column not in (0, self._key_name(pattern, 0)) or not isinstance(matcher, Is):
            return ""
        value = scope.value(matcher.operand)
        return self.names.row(pattern.table, (value,)) if isinstance(value, (int, str)) else ""

    def _key_name(self, pattern: Pattern, part: str | int) -> str:
        if isinstance(part, str):
            return part
        table = self.bound.schema.tables.get(pattern.table) if self.bound.schema else None
        return table.key[part] if table and part < len(table.key) else "key"

    def _path_part(self, reference: Ref, scope: Scope) -> str:
        value = scope.value(reference)
        return f"{{{str(reference)[1:]}}}" if value is UNBOUND or _is_placeholder(value) else shown(value)


class _Lenient(Scope):
    """A scope where what is missing stands for its own name."""

    def value(self, operand: Operand) -> JsonValue | Unbound:
        try:
            return super().value(operand)
        except MissingValue:
            return str(operand)


def _unbound(spec: Spec, parameters: Mapping[str, JsonValue], initial: InitialState | None) -> Bound:
    clauses = frozenset(clause.id for clause in spec.clauses)
    lets: dict[str, JsonValue] = {}
    scope = _Lenient(parameters, lets, clauses)
    schema = initial.schema if initial else None
    for let in spec.lets:
        if not let.expression.lookups:
            try:
                lets[let.name] = let.expression.evaluate(scope)
            except (ExpressionFailure, MissingValue):
                continue
    return Bound(spec, scope, schema, initial, spec.ending.kind, spec.clauses, (), (), spec.orders)


def _is_placeholder(value: object) -> bool:
    return isinstance(value, str) and value.startswith("$")


def _text(operand: Operand, scope: Scope) -> str:
    value = operand.value if isinstance(operand, Literal) else scope.value(operand)
    return str(operand) if value is UNBOUND else shown(value)


def _after_colon(words: str) -> str:
    return f": {words}" if words else ""


def _number(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def _amount(times: Times) -> str:
    """Such as "Exactly one row" or "From one to three rows"."""
    if times.most is None:
        return f"At least {_number(times.least)} row{'' if times.least == 1 else 's'}"
    if times.least == times.most:
        return f"Exactly {_number(times.least)} row{'' if times.least == 1 else 's'}"
    return f"From {_number(times.least)} to {_number(times.most)} rows"
