"""A workout while it is being made, and the text of its file. No Qt.

Everything is text as the person typed it; what is wrong with it is for whoever reads the file to say, once, in the
same words everywhere.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from string import Formatter

NAME = re.compile(r"[a-z][a-z0-9_]*")
_PLAIN = re.compile(r"[A-Za-z$+/][A-Za-z0-9_.$+/ -]*[A-Za-z0-9]|[A-Za-z]")
_WORDS_OF_YAML = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


@dataclass(frozen=True, slots=True)
class Table:
    """A table to draw rows from."""

    name: str
    columns: tuple[tuple[str, str], ...]
    """Name and type."""
    key: tuple[str, ...]

    def type_of(self, column: str) -> str:
        """The column's type; text for one that is not there."""
        return dict(self.columns).get(column, "string")

    @property
    def telling(self) -> tuple[str, ...]:
        """The columns that a task most likely names: the key, and what people call the row."""
        there = {name for name, _ in self.columns}
        said = [name for name in ("name", "title", "label", "subject", "number", "code") if name in there]
        return tuple(dict.fromkeys((*self.key, *said[:1])))


@dataclass(frozen=True, slots=True)
class GymFacts:
    """What can be chosen from in a gym."""

    tables: tuple[Table, ...] = ()
    people: str = ""
    """The table whose rows can sign in; empty where none can."""
    pages: tuple[str, ...] = ("/",)

    def table(self, name: str) -> Table | None:
        """By its name."""
        return next((table for table in self.tables if table.name == name), None)


def facts(told: Mapping[str, object]) -> GymFacts:
    """What the rehearsing process told of a gym."""
    given: dict[str, object] = dict(told)
    tables, sign_in, pages = given["tables"], given["sign_in"], given["pages"]
    assert isinstance(tables, list)
    assert isinstance(pages, list)
    read = (
        Table(one["name"], tuple((name, kind) for name, kind in one["columns"]), tuple(one["key"])) for one in tables
    )
    return GymFacts(tuple(read), sign_in["table"] if isinstance(sign_in, dict) else "", tuple(map(str, pages)))


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows may be drawn."""

    column: str
    kind: str
    """A key of ``FILTERS``."""
    value: str
    """Several with commas between, for ``in``."""


FILTERS: Mapping[str, str] = {
    "is": "is",
    "not": "is not",
    "in": "is one of",
    "from": "is at least",
    "to": "is at most",
}
KINDS: Mapping[str, str] = {
    "from": "A row of a table",
    "between": "A date",
    "one_of": "A word of a list",
    "integer": "A number",
    "money": "An amount of money",
    "time": "A time of day",
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing that differs from task to task."""

    name: str
    kind: str
    """A key of ``KINDS``."""
    table: str = ""
    columns: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    first: str = ""
    """The least, of dates, numbers, amounts and times."""
    last: str = ""
    weekdays: bool = False
    words: tuple[str, ...] = ()


DEFAULTS: Mapping[str, Parameter] = {
    "from": Parameter("", "from"),
    "between": Parameter("date", "between", first="+3d", last="+40d"),
    "one_of": Parameter("note", "one_of", words=("first", "second")),
    "integer": Parameter("count", "integer", first="1", last="5"),
    "money": Parameter("amount", "money", first="10.00", last="250.00"),
    "time": Parameter("time", "time", first="09:00", last="17:00"),
}


@dataclass(frozen=True, slots=True)
class NewWorkout:
    """All that the wizard asks for."""

    gym: str = ""
    name: str = ""
    title: str = ""
    trains: str = ""
    start: str = "/"
    who: str = ""
    """The parameter that is signed in; empty for nobody."""
    parameters: tuple[Parameter, ...] = ()
    goal: str = ""
    facts: GymFacts = field(default_factory=GymFacts)

    @property
    def full_name(self) -> str:
        """``clinic/my_workout``"""
        return f"{self.gym}/{self.name}"

    @property
    def closed(self) -> bool:
        """Whether every brace of the goal has its other half: not while one is typing between them."""
        try:
            list(Formatter().parse(self.goal))
        except ValueError:
            return False
        return True

    def path(self, specs: Path) -> Path:
        """The file that it becomes."""
        return specs / self.gym / f"{self.name}.yaml"

    def with_person(self, wanted: bool) -> "NewWorkout":
        """Somebody signed in, drawn by a parameter of that table; or nobody."""
        table = self.facts.table(self.facts.people)
        if not wanted or table is None:
            return replace(self, who="")
        there = next((one.name for one in self.parameters if one.table == table.name), "")
        if there:
            return replace(self, who=there)
        person = row_of(table, self.parameters)
        return replace(self, who=person.name, parameters=(person, *self.parameters))

    def placeholders(self) -> tuple[tuple[str, str], ...]:
        """What the goal may name, with its type: ``("member.name", "string")``."""
        return tuple(self._placeholders())

    def _placeholders(self) -> Iterator[tuple[str, str]]:
        for one in self.parameters:
            table = self.facts.table(one.table)
            if one.kind == "from":
                yield from ((f"{one.name}.{column}", table.type_of(column) if table else "") for column in one.columns)
            else:
                yield one.name, type_of(one)


def row_of(table: Table, beside: Sequence[Parameter] = ()) -> Parameter:
    """A parameter that is a row of that table, called after it."""
    name = free_name(singular(table.name), beside)
    return Parameter(name, "from", table=table.name, columns=table.telling)


def free_name(wanted: str, beside: Sequence[Parameter]) -> str:
    """The name, or the first with a number that no other has."""
    taken, name, number = {one.name for one in beside}, wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}{number}"
    return name


def singular(table: str) -> str:
    """``members`` as one is called: ``member``."""
    for ending, one in (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("ss", "ss")):
        if table.endswith(ending):
            return table.removesuffix(ending) + one
    return table.removesuffix("s")


def type_of(parameter: Parameter) -> str:
    """Its type in a spec's ``params``; rows have one for each column."""
    match parameter.kind:
        case "between":
            return "date"
        case "one_of":
            whole = all(re.fullmatch(r"-?\d+", word) for word in parameter.words)
            times = all(re.fullmatch(r"\d\d:\d\d", word) for word in parameter.words)
            return "integer" if whole else "time" if times else "string"
        case kind:
            return kind


def as_text(new: NewWorkout) -> str:
    """The file: goal, typed parameters and task; no clauses yet."""
    return "\n".join(_lines(new)) + "\n"


def _lines(new: NewWorkout) -> Iterator[str]:
    yield "version: 1"
    yield f"workout: {new.full_name}"
    yield f"goal: {quoted(new.goal)}"
    if new.parameters:
        yield ""
        yield "params:"
        yield from (f"  {one.name}: {_typed(one, new.facts)}" for one in new.parameters)
    yield ""
    yield "task:"
    yield f"  title: {quoted(new.title)}"
    if new.trains.strip():
        yield f"  trains: {quoted(new.trains)}"
    yield f"  start: {scalar(new.start or '/')}"
    if new.who:
        yield f"  as: {new.who}"
    if new.parameters:
        yield "  draw:"
        yield from (f"    {one.name}: {{{_draw(one, new.facts)}}}" for one in new.parameters)
    yield ""
    yield "outcome: done"


def _typed(one: Parameter, known: GymFacts) -> str:
    table = known.table(one.table)
    if one.kind != "from" or table is None:
        return type_of(one)
    return "{" + ", ".join(f"{column}: {table.type_of(column)}" for column in one.columns) + "}"


def _draw(one: Parameter, known: GymFacts) -> str:
    match one.kind:
        case "from":
            where = _where(one, known.table(one.table))
            said = f"from: {one.table}, columns: [{', '.join(one.columns)}]"
            return f"{said}, where: {{{where}}}" if where else said
        case "between":
            said = f"between: [{one.first.strip()}, {one.last.strip()}]"
            return f"{said}, weekdays: true" if one.weekdays else said
        case "one_of":
            numbers = type_of(one) == "integer"
            return f"one_of: [{', '.join(word if numbers else quoted(word) for word in one.words)}]"
        case "money":
            return f"money: [{cents(one.first)}, {cents(one.last)}]"
        case "time":
            return f"time: [{quoted(one.first)}, {quoted(one.last)}]"
        case kind:
            return f"{kind}: [{one.first.strip()}, {one.last.strip()}]"


def _where(one: Parameter, table: Table | None) -> str:
    by_column: dict[str, list[Filter]] = {}
    for each in one.filters:
        if each.column and each.value.strip():
            by_column.setdefault(each.column, []).append(each)
    return ", ".join(f"{column}: {_demand(found, table)}" for column, found in by_column.items())


def _demand(found: list[Filter], table: Table | None) -> str:
    """What one column must be. Of contradicting kinds the file's reader complains."""
    kind = table.type_of(found[0].column) if table else "string"
    if len(found) == 1 and found[0].kind == "is":
        return typed(found[0].value, kind)
    parts = []
    for each in found:
        values = [typed(value, kind) for value in each.value.split(",")]
        shown = f"[{', '.join(values)}]" if each.kind == "in" or (each.kind == "not" and len(values) > 1) else values[0]
        parts.append(f"{'in' if each.kind == 'is' else each.kind}: {f'[{shown}]' if each.kind == 'is' else shown}")
    return "{" + ", ".join(parts) + "}"


def typed(value: str, kind: str) -> str:
    """A value as YAML of the column's type; references and days ahead stay as they are."""
    text = value.strip()
    if kind in ("integer", "float", "boolean", "money") or text.startswith("$"):
        return text if text.startswith("$") or kind != "boolean" else text.lower()
    return scalar(text)


def cents(amount: str) -> str:
    """``12.50`` as ``1250``; what is no amount stays, for the reader to complain of."""
    found = re.fullmatch(r"\s*(\d+)(?:\.(\d{1,2}))?\s*", amount)
    return str(int(found.group(1)) * 100 + int((found.group(2) or "0").ljust(2, "0"))) if found else quoted(amount)


def scalar(text: str) -> str:
    """Plain where YAML reads it as that very text, else quoted."""
    if re.fullmatch(r"[+-]\d+[dw]", text):
        return text
    return text if text == "/" or (_PLAIN.fullmatch(text) and text.lower() not in _WORDS_OF_YAML) else quoted(text)


def quoted(text: str) -> str:
    """In double quotes."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
