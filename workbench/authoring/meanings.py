"""What one cell may stand for: a parameter, a row that a clause takes, a lookup, a range, itself, or anything."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from workbench.authoring.ground import Ground, scalar, singular, telling
from workbench.authoring.lookups import Lookup, lookups
from workbench.domain.values import JsonValue, Scalar
from workbench.verifier.comparing import equal
from workbench.verifier.matchers import NORMALISERS
from workbench.verifier.references import PATTERN as REFERENCE

_TIDY = ("caseless", "one_spaced")
_TELLING = 3
"""Letters from which on a text is no coincidence."""
_SHARE = 8
"""A text in so many times its own letters is there by chance."""
_RANDOM = re.compile(r"(?=.*\d)(?=.*[A-Za-z])[\w-]{8,}|(?=.*[a-z][A-Z])[\w-]{16,}")


class Kind(StrEnum):
    """How general a meaning is."""

    PARAMETER = "parameter"
    LISTED = "listed"
    ROW = "row"
    LOOKUP = "lookup"
    LITERAL = "literal"
    TIDIED = "tidied"
    CONTAINS = "contains"
    RANGE = "range"
    ANYTHING = "anything"


@dataclass(frozen=True, slots=True)
class Meaning:
    """One way to say what a cell must be."""

    kind: Kind
    value: JsonValue
    """As the spec's YAML would be read: ``$date``; None with ANYTHING, which leaves the column out."""
    words: str
    """For a menu: ``$date``, ``exactly “booked”``, ``anything``."""
    lookup: Lookup | None = None
    """The ``let`` that the value refers to."""

    @property
    def same(self) -> tuple[Kind, str]:
        """Equal for meanings that say the same of different runs."""
        return self.kind, self.lookup.expression if self.lookup else repr(self.value)


@dataclass(frozen=True, slots=True)
class Choices:
    """The meanings that one cell may have, the proposed one first."""

    column: str
    shown: Scalar
    """What the cell held in the run."""
    meanings: tuple[Meaning, ...]
    rivals: tuple[str, ...] = ()
    """Other names of which the value is as much: the author must say which one is meant."""
    unsaid: bool = False
    """Nothing in the task says the value."""
    doubtful: bool = False
    """Besides, no row held it at the start, and it is no mere word: the next task may have another."""

    @property
    def first(self) -> Meaning:
        """The proposed one."""
        return self.meanings[0]

    def of(self, kind: Kind) -> Meaning | None:
        """The first of that kind, or None."""
        return next((one for one in self.meanings if one.kind is kind), None)


def choices(ground: Ground, table: str, column: str, value: Scalar) -> Choices:
    """What the cell may mean, best first. Pure; a few comparisons for each parameter and row that it could be."""
    likely, others = _named(ground, table, column, value)
    rows, listed = list(_rows(ground, table, column, value)), list(_listed(ground, table, column, value))
    found = lookups(ground, table, column, value)
    looked = [Meaning(Kind.LOOKUP, f"${one.name}", f"${one.name} · {one.words}", one) for one in found]
    literal = Meaning(Kind.LITERAL, _literal(value), f"exactly {_shown(value)}")
    anything = Meaning(Kind.ANYTHING, None, "anything")
    sure = [one for one, lookup in zip(looked, found, strict=True) if "$" in lookup.expression]
    containing = list(_containing(ground, table, column, value))
    general = [*_tidied(likely, value), *_ranges(ground, table, column, value), *others, *looked]
    new = bool(rows) and not _was_there(ground, table, column, value)
    named = ([*rows, *likely] if new else [*likely, *rows]) or listed or sure
    named = named or [one for one in containing if _is_share(ground, one, value)]
    if not named and _accidental(ground, table, column, value):
        ordered = [anything, literal, *general, *listed, *containing]
    else:
        ordered = [*named, literal, *general, *listed, *containing, anything]
    rivals = tuple(str(one.value) for one in likely[1:]) if not new else ()
    unsaid = not named and not ground.tells(value)
    doubtful = unsaid and _is_new(ground, table, column, value)
    return Choices(column, value, tuple(_each_once(ordered)), rivals, unsaid, doubtful)


def ranged(value: Scalar, low: str, high: str) -> Meaning | None:
    """A range with ends as they are typed, like the value or references; empty is open. None for what is no range."""
    ends = {name: _end(value, text) for name, text in (("from", low), ("to", high)) if text}
    if not ends or any(end is None for end in ends.values()):
        return None
    words = " ".join(f"{name} {_shown(end)}" for name, end in ends.items())
    return Meaning(Kind.RANGE, dict(ends), words)


def _end(value: Scalar, text: str) -> Scalar:
    """A typed end in the value's own kind; None where it is none."""
    if REFERENCE.fullmatch(text):
        return text
    if isinstance(value, str):
        return text
    try:
        return int(text) if isinstance(value, int) else float(text)
    except ValueError:
        return None


def _each_once(meanings: list[Meaning]) -> Iterator[Meaning]:
    said = set()
    for one in meanings:
        if one.same not in said:
            said.add(one.same)
            yield one


def _named(ground: Ground, table: str, column: str, value: Scalar) -> tuple[list[Meaning], list[Meaning]]:
    """The parameters with that value: those whose names speak for it, the likeliest first, and the others."""
    declared = ground.column(table, column)
    type_name = declared.type if declared else None
    hits = [
        (_affinity(ground, table, column, name), name)
        for name, held in ground.parameters
        if value is not None and equal(value, scalar(held), type_name)
    ]
    hits.sort(key=lambda hit: (-hit[0], hit[1]))
    pointing = ground.target(table, column) is not None
    speaking = [name for _, name in hits if telling(value) and (not pointing or name.endswith(".id"))]
    best = hits[0][0] if hits else 0.0
    likely = [name for score, name in hits if (score > 0 or name in speaking) and score >= best - 0.01]
    return _parameters(likely), _parameters([name for _, name in hits if name not in likely])


def _parameters(names: list[str]) -> list[Meaning]:
    return [Meaning(Kind.PARAMETER, f"${name}", f"${name}") for name in names]


def _affinity(ground: Ground, table: str, column: str, name: str) -> float:
    """How much the parameter's name speaks for the column, from 0 to 1; 1 more where the row behind it does."""
    aimed = _aimed(ground, table, column)
    held = next((scalar(value) for known, value in ground.parameters if known == name), None)
    vouched = aimed is not None and ground.vouched(name, aimed[0], held)
    own, said = _words(column) | (_words(aimed[0]) if aimed else set()), _words(name)
    wanted = own | (_words(aimed[1]) if aimed else set())
    named = not aimed or (own - {"id"}) & said
    return vouched + (len(wanted & said) / len(said | wanted) if named else 0.0)


def _words(name: str) -> set[str]:
    return {singular(word.lower()) for word in re.split(r"[._\W]+", name) if word}


def _rows(ground: Ground, table: str, column: str, value: Scalar) -> Iterator[Meaning]:
    """Rows that clauses take, where the column points at their table; the clause that took a row first leads."""
    aimed = _aimed(ground, table, column)
    if aimed is None or value is None:
        return
    for bound in ground.rows:
        if bound.table == aimed[0] and bound.row.get(aimed[1]) == value:
            written = f"${bound.clause}.{aimed[1]}"
            yield Meaning(Kind.ROW, written, f"{written} · the row that “{bound.clause}” takes")


def _aimed(ground: Ground, table: str, column: str) -> tuple[str, str] | None:
    """Whose key the column holds, as table and column: another row's, or its own row's."""
    known, target = ground.table(table), ground.target(table, column)
    if target is not None:
        return target.target, target.target_columns[0]
    return (table, column) if known is not None and known.key == (column,) else None


def _was_there(ground: Ground, table: str, column: str, value: Scalar) -> bool:
    """Whether the row that the column points at is older than the run, so that the task can name it itself."""
    aimed = _aimed(ground, table, column)
    return aimed is not None and ground.is_there(aimed[0], value)


def _listed(ground: Ground, table: str, column: str, value: Scalar) -> Iterator[Meaning]:
    """Lists that the task gives, where the value is no coincidence in them."""
    declared = ground.column(table, column)
    if value is None or declared is None or (not telling(value) and _aimed(ground, table, column) is None):
        return
    for name, held in ground.lists:
        if any(equal(value, one, declared.type) for one in held):
            yield Meaning(Kind.LISTED, {"in": f"${name}"}, f"one of ${name}")


def _tidied(likely: list[Meaning], value: Scalar) -> Iterator[Meaning]:
    if isinstance(value, str) and len(value) >= _TELLING and any(letter.isalpha() for letter in value):
        for one in likely:
            yield Meaning(Kind.TIDIED, {"is": one.value, "as": list(_TIDY)}, f"{one.words}, whatever case and spacing")


def _containing(ground: Ground, table: str, column: str, value: Scalar) -> Iterator[Meaning]:
    declared = ground.column(table, column)
    if not isinstance(value, str) or (declared is not None and declared.type != "string"):
        return
    for name, held in ground.parameters:
        if isinstance(held, str) and len(held) >= _TELLING and held != value:
            if _tidy(held) == _tidy(value):
                words = f"${name}, whatever case and spacing"
                yield Meaning(Kind.TIDIED, {"is": f"${name}", "as": list(_TIDY)}, words)
            elif held in value:
                yield Meaning(Kind.CONTAINS, {"contains": f"${name}"}, f"text that contains ${name}")


def _is_share(ground: Ground, meaning: Meaning, value: Scalar) -> bool:
    """Whether the contained text is a good part of the whole: a name in a letter of pages says nothing."""
    if meaning.kind is not Kind.CONTAINS or not isinstance(meaning.value, dict):
        return True
    held = next((known for name, known in ground.parameters if f"${name}" == meaning.value["contains"]), "")
    return len(str(held)) * _SHARE >= len(str(value))


def _ranges(ground: Ground, table: str, column: str, value: Scalar) -> Iterator[Meaning]:
    declared = ground.column(table, column)
    if declared is None or value is None or isinstance(value, bool) or ground.target(table, column) is not None:
        return
    if declared.type in ("integer", "float", "money", "date", "time", "datetime") and column != "id":
        yield Meaning(Kind.RANGE, {"from": value, "to": value}, f"from {_shown(value)} to …")


def _accidental(ground: Ground, table: str, column: str, value: Scalar) -> bool:
    """Whether a value that nothing in the task explains would be another in the next task."""
    declared = ground.column(table, column)
    if value is None or isinstance(value, bool) or declared is None:
        return False
    if declared.type == "datetime" or ground.target(table, column) is not None:
        return True
    if ground.tells(value):
        return False
    known, described = {row.get(column) for row in ground.initial(table)}, ground.table(table)
    if described is not None and (column,) in described.unique and value not in known:
        return True
    return isinstance(value, str) and value not in known and bool(_RANDOM.fullmatch(value))


def _is_new(ground: Ground, table: str, column: str, value: Scalar) -> bool:
    """Whether a number besides 0, a date or a text with figures stands in no row at the start."""
    if not value or isinstance(value, bool) or (isinstance(value, str) and not re.search(r"\d", value)):
        return False
    return all(row.get(column) != value for row in ground.initial(table))


def _literal(value: Scalar) -> Scalar:
    """Doubled where a text would be read as a reference."""
    return f"${value}" if isinstance(value, str) and value.startswith("$") else value


def _tidy(text: str) -> str:
    for name in _TIDY:
        text = NORMALISERS[name](text)
    return text


def _shown(value: Scalar) -> str:
    if value is None:
        return "null"
    return f"“{value}”" if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)
