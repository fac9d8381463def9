"""CEL in specs: compiled once, total, free of side effects, and with lookups in the initial state.

The language is the Common Expression Language (cel.dev) as its library gives it. Three things are added before it is
compiled, and nothing is parsed here: ``$name.path`` becomes a variable, and in ``count(visits, {date: $date})`` the
table and the column names need no quotes.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol

import cel

from workbench.domain.values import JsonValue, Row
from workbench.verifier.problems import Place, SpecProblem
from workbench.verifier.references import PATTERN, UNBOUND, MissingValue, Ref, Scope

LOOKUPS = ("count", "row", "rows")
DATES = ("plus_days", "days_between", "weekday")
_BUILT_IN = ("size", "contains", "startsWith", "endsWith", "int", "uint", "double", "string", "bool", "min", "max")
_TOKEN = re.compile(
    r"""(?P<text>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')"""
    rf"|(?P<ref>{PATTERN.pattern})"
    rf"|(?P<table>(?<![\w.])(?:{'|'.join(LOOKUPS)})\s*\(\s*(?P<name>[A-Za-z_]\w*)(?=\s*[,)]))"
    r"|(?P<key>(?<=[{,])\s*(?P<column>[A-Za-z_]\w*)(?=\s*:))"
)
_MACRO = re.compile(r"\.(?:all|exists|exists_one|filter|map)\s*\(\s*([A-Za-z_]\w*)\s*,")
_WHERE_IN_MESSAGE = re.compile(r"<input>:(\d+):(\d+): (?:Syntax error: )?(.*)")


class ExpressionFailure(Exception):  # noqa: N818 - it is turned into an UNDECIDED finding
    """An expression that could not be computed in this run, with the reason."""


class Look(Protocol):
    """Answers questions about the initial state."""

    def count(self, table: str, where: Mapping[str, JsonValue]) -> int:
        """How many rows have exactly these cells."""
        ...

    def rows(self, table: str, where: Mapping[str, JsonValue]) -> Sequence[Row]:
        """The rows that have exactly these cells, in key order."""
        ...


@dataclass(frozen=True, slots=True)
class Lookup:
    """A question to the initial state, as it is written."""

    table: str
    columns: tuple[str, ...]
    offset: int
    """Characters from the expression's beginning."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled CEL expression."""

    source: str
    place: Place
    program: cel.Program = field(repr=False, compare=False)
    references: Mapping[str, Ref] = field(repr=False)
    """By the variable that stands for it."""
    lookups: tuple[Lookup, ...] = ()

    def evaluate(
        self, scope: Scope, given: Mapping[str, JsonValue] | None = None, look: Look | None = None
    ) -> JsonValue:
        """The value, with ``given`` as further variables. Raises ExpressionFailure or MissingValue."""
        variables: dict[str, object] = dict(given or {})
        for name, reference in self.references.items():
            value = scope.value(reference)
            variables[name] = None if value is UNBOUND else value
        failures: list[Exception] = []
        context = cel.Context(variables, _functions(look, failures))
        try:
            result: JsonValue = self.program.execute(context)
        except (ValueError, TypeError, RuntimeError, ArithmeticError, LookupError) as error:
            raise ExpressionFailure(f"`{self.source}` could not be computed: {_brief(error)}") from None
        if failures:
            raise ExpressionFailure(f"`{self.source}` could not be computed: {failures[0]}")
        return result

    def holds(self, scope: Scope, given: Mapping[str, JsonValue] | None = None, look: Look | None = None) -> bool:
        """Whether it is true; anything but true or false is an ExpressionFailure."""
        result = self.evaluate(scope, given, look)
        if not isinstance(result, bool):
            raise ExpressionFailure(f"`{self.source}` gave {result!r}, neither true nor false")
        return result


def compile_expression(text: str, *, given: Sequence[str], lookups: bool, source: str, place: Place) -> Expression:
    """Compiles CEL; ``given`` are the variables that it may use. Raises SpecProblem for what is wrong with it."""
    rewritten = _Rewriting(place)
    cel_text = _TOKEN.sub(rewritten.replace, text)
    try:
        program = cel.compile(cel_text)
    except ValueError as error:
        found = _WHERE_IN_MESSAGE.search(str(error))
        detail = found.group(3).partition(" expecting ")[0] if found else _brief(error)
        offset = rewritten.original_column(int(found.group(2)) - 1) if found and found.group(1) == "1" else 0
        raise SpecProblem(
            f"`{text}` is not a valid expression: {detail}.",
            "Write it in CEL, for example `new.date > old.date`.",
            source=source,
            place=Place(place.line, place.column + offset),
        ) from None
    expression = Expression(text, place, program, rewritten.references, tuple(rewritten.lookups))
    _refuse_strangers(expression, cel_text, given, lookups, source)
    return expression


class _Rewriting:
    """Notes what ``_TOKEN`` finds in one expression. Changes with every match."""

    def __init__(self, place: Place) -> None:
        self.references: dict[str, Ref] = {}
        self.lookups: list[Lookup] = []
        self._place = place
        self._shifts: list[tuple[int, int]] = []
        self._grown = 0

    def replace(self, match: "re.Match[str]") -> str:
        whole = match.group()
        if match.group("ref"):
            name = f"ref_{len(self.references)}"
            found = PATTERN.fullmatch(whole)
            assert found is not None
            path = tuple(part for part in found.group(2).split(".") if part)
            place = Place(self._place.line, self._place.column + match.start())
            self.references[name] = Ref(found.group(1), path, place)
            new = name
        elif match.group("table"):
            self.lookups.append(Lookup(match.group("name"), (), match.start()))
            new = whole[: -len(match.group("name"))] + f'"{match.group("name")}"'
        elif match.group("key"):
            new = f'"{match.group("column")}"'
            if self.lookups:
                last = self.lookups[-1]
                self.lookups[-1] = Lookup(last.table, (*last.columns, match.group("column")), last.offset)
        else:
            new = whole
        self._grown += len(new) - len(whole)
        self._shifts.append((match.end() + self._grown, self._grown))
        return new

    def original_column(self, column: int) -> int:
        grown = 0
        for end, shift in self._shifts:
            if end <= column:
                grown = shift
        return max(0, column - grown)


def _refuse_strangers(expression: Expression, cel_text: str, given: Sequence[str], lookups: bool, source: str) -> None:
    known = {*expression.references, *given, *_MACRO.findall(cel_text)}
    for name in expression.program.variables():
        if name not in known:
            hint = f"Use {', '.join(given)} or " if given else "Use "
            raise SpecProblem(
                f"`{expression.source}` uses `{name}`, which stands for nothing here.",
                f"{hint}a parameter with a dollar sign, such as `${name}`.",
                source=source,
                place=expression.place,
            )
    called = set(expression.program.functions())
    unknown = sorted(
        name for name in called if name[0].isalpha() and name not in (*LOOKUPS, *DATES, *_BUILT_IN, "matches")
    )
    if unknown:
        raise SpecProblem(
            f"`{expression.source}` calls `{unknown[0]}`, which does not exist.",
            f"There are {', '.join((*LOOKUPS, *DATES, *_BUILT_IN))}.",
            source=source,
            place=expression.place,
        )
    if "matches" in called:
        raise SpecProblem(
            "Regular expressions are not part of the language.",
            "Use `contains`, `startsWith`, `endsWith` or `in`.",
            source=source,
            place=expression.place,
        )
    if not lookups and called.intersection(LOOKUPS):
        raise SpecProblem(
            f"`{expression.source}` looks into the initial state, which is only possible under `let` and `when`.",
            "Give the lookup a name under `let` and refer to it as `$name`.",
            source=source,
            place=expression.place,
        )


def _functions(look: Look | None, failures: list[Exception]) -> dict[str, Callable[..., object]]:
    functions: dict[str, Callable[..., object]] = {
        "plus_days": lambda day, days: _caught(failures, _plus_days, day, days),
        "days_between": lambda start, end: _caught(failures, _days_between, start, end),
        "weekday": lambda day: _caught(failures, _weekday, day),
    }
    if look is not None:
        functions["count"] = lambda table, where=None: _caught(failures, look.count, table, where or {})
        functions["rows"] = lambda table, where=None: _caught(failures, _listed, look, table, where or {})
        functions["row"] = lambda table, where=None: _caught(failures, _only_row, look, table, where or {})
    return functions


def _caught(failures: list[Exception], function: Callable[..., object], *arguments: object) -> object:
    """Calls it; a failure is kept aside, because CEL would print it and lose its kind."""
    try:
        return function(*arguments)
    except (ValueError, TypeError, ExpressionFailure, MissingValue) as error:
        failures.append(error)
        return None


def _plus_days(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def _days_between(start: str, end: str) -> int:
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def _weekday(day: str) -> str:
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    return names[date.fromisoformat(day).weekday()]


def _listed(look: Look, table: str, where: Mapping[str, JsonValue]) -> list[dict[str, JsonValue]]:
    return [dict(row) for row in look.rows(table, where)]


def _only_row(look: Look, table: str, where: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    rows = look.rows(table, where)
    if len(rows) != 1:
        raise ExpressionFailure(f"{len(rows)} rows of {table} match, where exactly one must")
    return dict(rows[0])


def _brief(error: Exception) -> str:
    return str(error).splitlines()[0].partition(". CEL does not")[0] if str(error) else type(error).__name__
