"""What a spec may demand of one cell: each kind with its test and the words for it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from workbench.domain.values import JsonValue, Row, Scalar
from workbench.verifier.comparing import Comparable, distance, equal, typed, within
from workbench.verifier.dates import iso_dates
from workbench.verifier.displayed import DISPLAYED, has_whole
from workbench.verifier.expressions import Expression
from workbench.verifier.references import UNBOUND, Operand, Ref, Scope, Unbound
from workbench.verifier.shown import shown

NORMALISERS: Mapping[str, Callable[[str], str]] = {
    "trimmed": str.strip,
    "one_spaced": lambda text: " ".join(text.split()),
    "caseless": str.casefold,
    "digits": lambda text: "".join(letter for letter in text if letter.isdigit()),
    "dates": iso_dates,
}
"""Declared normalisations of text, by the name that specs use."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell under test, with the row event around it."""

    value: Scalar
    type: str | None
    """Declared type of the column; None when unknown."""
    old: Row | None
    new: Row | None


@dataclass(frozen=True, slots=True)
class Is:
    """The cell equals the operand, by declared type."""

    operand: Operand
    normalisers: tuple[str, ...] = ()
    """Applied to both sides, in order, where they are text."""
    tolerance: float = 0
    """How far numbers may lie apart."""

    def accepts(self, cell: Cell, scope: Scope) -> bool:
        wanted = scope.value(self.operand)
        if self.tolerance:
            a, b = typed(cell.value, cell.type), typed(wanted, cell.type)
            return _number(a) and _number(b) and abs(a - b) <= self.tolerance  # type: ignore[operator]
        return equal(_normal(cell.value, self.normalisers), _normal(wanted, self.normalisers), cell.type)

    def phrase(self, scope: Scope, show: Callable[[object], str]) -> str:
        words = show(_value(self.operand, scope))
        if self.tolerance:
            words += f" within {self.tolerance:g}"
        return words + _as(self.normalisers)

    def miss(self, cell: Cell, scope: Scope) -> str:
        wanted = scope.value(self.operand)
        if wanted is UNBOUND:
            return f"{shown(cell.value, cell.type)}, while {self.operand} is not there yet"
        far = distance(cell.value, wanted, cell.type)
        if far and typed(cell.value, cell.type) != typed(wanted, cell.type):
            return f"{shown(cell.value, cell.type)}, {far} from {shown(wanted, cell.type)}"
        return f"{shown(cell.value, cell.type)}, not {shown(wanted, cell.type)}"

    def operands(self) -> Iterator[Operand]:
        yield self.operand


@dataclass(frozen=True, slots=True)
class OneOf:
    """The cell equals one of the operands, or one entry of the list that the single operand stands for."""

    choices: tuple[Operand, ...]
    listed: bool = False
    """Whether the one choice is a reference to a list."""

    def accepts(self, cell: Cell, scope: Scope) -> bool:
        return any(equal(cell.value, value, cell.type) for value in self._values(scope))

    def phrase(self, scope: Scope, show: Callable[[object], str]) -> str:
        return f"one of {', '.join(show(value) for value in self._shown_values(scope))}"

    def miss(self, cell: Cell, scope: Scope) -> str:
        wanted = ", ".join(shown(value, cell.type) for value in self._values(scope))
        return f"{shown(cell.value, cell.type)}, not one of {wanted}"

    def operands(self) -> Iterator[Operand]:
        yield from self.choices

    def _values(self, scope: Scope) -> list[JsonValue | Unbound]:
        values = [scope.value(choice) for choice in self.choices]
        return list(values[0]) if self.listed and isinstance(values[0], list) else values

    def _shown_values(self, scope: Scope) -> list[object]:
        values = [_value(choice, scope) for choice in self.choices]
        return list(values[0]) if self.listed and isinstance(values[0], list) else values


@dataclass(frozen=True, slots=True)
class Between:
    """The cell lies between two ends, both included; a missing end is open."""

    low: Operand | None
    high: Operand | None

    def accepts(self, cell: Cell, scope: Scope) -> bool:
        low, high = self._ends(scope)
        if UNBOUND in (low, high) or (self.low and low is None) or (self.high and high is None):
            return False
        return within(low, cell.value, high, cell.type)

    def phrase(self, scope: Scope, show: Callable[[object], str]) -> str:
        low = f"from {show(_value(self.low, scope))}" if self.low else "up"
        return f"{low} to {show(_value(self.high, scope))}" if self.high else low

    def miss(self, cell: Cell, scope: Scope) -> str:
        low, high = self._ends(scope)
        below = low is not None and not within(low, cell.value, None, cell.type)
        end = low if below else high
        far = distance(cell.value, end, cell.type)
        words = f"{shown(cell.value, cell.type)}, {far + ' ' if far else ''}{'before' if below else 'past'}"
        return f"{words} {shown(end, cell.type)}"

    def operands(self) -> Iterator[Operand]:
        yield from (end for end in (self.low, self.high) if end is not None)

    def _ends(self, scope: Scope) -> tuple[JsonValue | Unbound, JsonValue | Unbound]:
        return (scope.value(self.low) if self.low else None, scope.value(self.high) if self.high else None)


@dataclass(frozen=True, slots=True)
class Contains:
    """The cell is text that contains the operand, letter by letter; what is displayed, as whole words."""

    operand: Operand
    normalisers: tuple[str, ...] = ()
    """Applied to both sides, in order."""

    def accepts(self, cell: Cell, scope: Scope) -> bool:
        text, wanted = _normal(cell.value, self.normalisers), _normal(scope.value(self.operand), self.normalisers)
        if not isinstance(text, str) or not isinstance(wanted, str) or not wanted:
            return False
        return has_whole(text, wanted) if cell.type == DISPLAYED else wanted in text

    def phrase(self, scope: Scope, show: Callable[[object], str]) -> str:
        return f"containing {show(_value(self.operand, scope))}" + _as(self.normalisers)

    def miss(self, cell: Cell, scope: Scope) -> str:
        return f"{shown(cell.value, cell.type)}, which does not contain {shown(scope.value(self.operand))}"

    def operands(self) -> Iterator[Operand]:
        yield self.operand


@dataclass(frozen=True, slots=True)
class Not:
    """The cell is anything else."""

    matcher: "Matcher"

    def accepts(self, cell: Cell, scope: Scope) -> bool:
        return not self.matcher.accepts(cell, scope)

    def phrase(self, scope: Scope, show: Callable[[object], str]) -> str:
        return f"not {self.matcher.phrase(scope, show)}"

    def miss(self, cell: Cell, scope: Scope) -> str:  # noqa: ARG002 - one face for all matchers
        return f"{shown(cell.value, cell.type)}, which it must not be"

    def operands(self) -> Iterator[Operand]:
        yield from self.matcher.operands()


@dataclass(frozen=True, slots=True)
class Holds:
    """A CEL expression over ``value``, ``old`` and ``new`` is true."""

    expression: Expression = field()

    def accepts(self, cell: Cell, scope: Scope) -> bool:
        given: dict[str, JsonValue] = {"value": cell.value, **row_variables(cell.old, cell.new)}
        return self.expression.holds(scope, given)

    def phrase(self, scope: Scope, show: Callable[[object], str]) -> str:  # noqa: ARG002 - one face for all matchers
        return f"such that {self.expression.source}"

    def miss(self, cell: Cell, scope: Scope) -> str:  # noqa: ARG002
        return f"{shown(cell.value, cell.type)}, for which {self.expression.source} is false"

    def operands(self) -> Iterator[Operand]:
        yield from self.expression.references.values()


Matcher = Is | OneOf | Between | Contains | Not | Holds


def row_variables(old: Row | None, new: Row | None) -> dict[str, JsonValue]:
    """``old`` and ``new`` as CEL sees them: maps, or null where there is no row."""
    return {"old": dict(old) if old is not None else None, "new": dict(new) if new is not None else None}


def _normal(value: object, normalisers: tuple[str, ...]) -> object:
    if isinstance(value, str):
        for name in normalisers:
            value = NORMALISERS[name](value)
    return value


def _as(normalisers: tuple[str, ...]) -> str:
    return f" ({', '.join(normalisers)})" if normalisers else ""


def _number(value: Comparable | None) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _value(operand: Operand, scope: Scope) -> object:
    """The operand's value for a sentence: a reference to a row that isn't there yet stays as it is written."""
    value = scope.value(operand)
    return operand if isinstance(operand, Ref) and value is UNBOUND else value
