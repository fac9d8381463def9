"""What a task's parameters may be drawn from: rows, days, lists of words, numbers and times of day."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Protocol

import sqlalchemy as sa
from sqlalchemy.orm import Session

from gyms.kit.gym import Json
from gyms.kit.written_dates import Day, day
from gyms.kit.written_nodes import Node, Plain
from gyms.kit.written_rows import Declared, row_draw

KINDS: Mapping[str, tuple[str, ...]] = {
    "from": ("from", "columns", "where"),
    "between": ("between", "weekdays"),
    "one_of": ("one_of",),
    "integer": ("integer", "step"),
    "money": ("money", "step"),
    "time": ("time", "step"),
}
"""By the entry that makes a draw one of its kind: all that it can say."""
_EXAMPLES = (
    "Write `{from: table, columns: […]}`, `{between: [+3d, +40d]}`, `{one_of: […]}`, `{integer: [1, 5]}`, "
    '`{money: [1000, 5000]}` or `{time: ["09:00", "17:00"]}`.'
)
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_LONGEST = 3660
"""Days that a range may span: ten years."""


class Draw(Protocol):
    """Where one parameter comes from."""

    @property
    def declared(self) -> Json:
        """Its type as a spec's ``params`` says it: a word, or words by column."""
        ...

    def draw(self, chance: Random, session: Session, today: dt.date, drawn: Mapping[str, Json]) -> Json:
        """One value, from this chance and nothing else; ``drawn`` holds the parameters before it."""
        ...


@dataclass(frozen=True)
class DayDraw:
    """A day between two, both included."""

    first: Day
    last: Day
    weekdays: bool
    declared: Json = "date"

    def draw(self, chance: Random, _session: Session, today: dt.date, _drawn: Mapping[str, Json]) -> Json:
        """Each day as likely."""
        first, last = self.first.on(today), self.last.on(today)
        days = [first + dt.timedelta(days=ahead) for ahead in range((last - first).days + 1)]
        return chance.choice([one for one in days if not self.weekdays or one.weekday() < 5] or days[:1]).isoformat()


@dataclass(frozen=True)
class WordDraw:
    """One of a list."""

    words: tuple[Plain, ...]
    declared: Json

    def draw(self, chance: Random, _session: Session, _today: dt.date, _drawn: Mapping[str, Json]) -> Json:
        """Each as likely."""
        return chance.choice(self.words)


@dataclass(frozen=True)
class NumberDraw:
    """A whole number from one to another in steps: a count, or money in cents."""

    least: int
    most: int
    step: int
    declared: Json

    def draw(self, chance: Random, _session: Session, _today: dt.date, _drawn: Mapping[str, Json]) -> Json:
        """Each as likely."""
        return chance.randrange(self.least, self.most + 1, self.step)


@dataclass(frozen=True)
class TimeDraw:
    """A time of day, ``HH:MM``."""

    least: int
    most: int
    step: int
    declared: Json = "time"

    def draw(self, chance: Random, _session: Session, _today: dt.date, _drawn: Mapping[str, Json]) -> Json:
        """Each as likely."""
        minutes = chance.randrange(self.least, self.most + 1, self.step)
        return f"{minutes // 60:02}:{minutes % 60:02}"


def read_draw(node: Node, name: str, metadata: sa.MetaData, declared: Declared, today: dt.date) -> Draw:
    """The draw that an entry of ``draw`` says. Raises BrokenWorkout with line and advice."""
    if not node.is_mapping:
        node.fail(f"`{name}` does not say what it is drawn from.", _EXAMPLES)
    fields = node.fields(f"`{name}`")
    kinds = [kind for kind in KINDS if kind in fields]
    if len(kinds) != 1:
        said = "does not say what it is drawn from" if not kinds else f"is drawn from {' and '.join(kinds)} at once"
        node.fail(f"`{name}` {said}.", _EXAMPLES)
    fields = node.fields(f"`{name}`", KINDS[kinds[0]])
    match kinds[0]:
        case "from":
            return row_draw(fields, metadata, declared, f"`{name}`")
        case "between":
            return _days(fields, today)
        case "one_of":
            return _words(fields["one_of"])
        case "time":
            return _times(fields)
        case kind:
            return _numbers(fields, kind)


def _pair(node: Node, name: str) -> tuple[Node, Node]:
    ends = node.items(f"`{name}`")
    if len(ends) != 2:
        node.fail(f"`{name}` has {len(ends)} ends.", f"Write `{name}: [first, last]`.")
    return ends[0], ends[1]


def _days(fields: Mapping[str, Node], today: dt.date) -> DayDraw:
    node = fields["between"]
    first, last = (day(end, "An end of `between`") for end in _pair(node, "between"))
    weekdays = fields["weekdays"].value if "weekdays" in fields else False
    if not isinstance(weekdays, bool):
        fields["weekdays"].fail("`weekdays` is neither true nor false.", "Write `weekdays: true`.")
    span = (last.on(today) - first.on(today)).days
    if not 0 <= span <= _LONGEST:
        node.fail(f"The last day is {span} days after the first.", f"Let it be 0 to {_LONGEST} days later.")
    if weekdays and all((first.on(today) + dt.timedelta(days=ahead)).weekday() > 4 for ahead in range(span + 1)):
        node.fail("There is no weekday between these days.", "Choose a longer time, or leave `weekdays` out.")
    return DayDraw(first, last, weekdays)


def _words(node: Node) -> WordDraw:
    words = tuple(item.plain("A value of `one_of`") for item in node.items("`one_of`"))
    kinds = {_kind_of(word) for word in words}
    if not words:
        node.fail("`one_of` is an empty list.", "Name at least one value.")
    if kinds <= {"date", "time", "string"} and len(kinds) > 1:
        kinds = {"string"}
    if kinds == {"integer", "float"}:
        kinds = {"float"}
    if len(kinds) != 1 or "null" in kinds:
        node.fail("The values of `one_of` are of different kinds.", "Let all be words, or all be numbers.")
    return WordDraw(words, kinds.pop())


def _kind_of(word: Plain) -> str:
    match word:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "float"
    if _TIME.fullmatch(word):
        return "time"
    try:
        dt.date.fromisoformat(word)
    except ValueError:
        return "string"
    return "date" if len(word) == 10 else "string"


def _numbers(fields: Mapping[str, Node], kind: str) -> NumberDraw:
    ends = _pair(fields[kind], kind)
    least, most = (end.number(f"An end of `{kind}`") for end in ends)
    return NumberDraw(least, _not_less(fields[kind], least, most), _step(fields, 1), kind)


def _times(fields: Mapping[str, Node]) -> TimeDraw:
    least, most = (_minutes(end) for end in _pair(fields["time"], "time"))
    return TimeDraw(least, _not_less(fields["time"], least, most), _step(fields, 30))


def _minutes(node: Node) -> int:
    found = _TIME.fullmatch(str(node.value))
    if found is None:
        node.fail(f"{node.value} is no time of day.", 'Write it like `"09:30"`.')
    return int(found.group(1)) * 60 + int(found.group(2))


def _not_less(node: Node, least: int, most: int) -> int:
    if most < least:
        node.fail("The last is less than the first.", "Write the smaller one first.")
    return most


def _step(fields: Mapping[str, Node], usual: int) -> int:
    step = fields["step"].number("`step`") if "step" in fields else usual
    if step < 1:
        fields["step"].fail(f"{step} is no step.", "Let it be 1 or more.")
    return step
