"""From a request that was made to the template that means it in every task: its values are given back their names."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from workbench.authoring.ground import Ground, singular
from workbench.domain.values import JsonValue
from workbench.verifier.references import PATTERN

_TELLING = 3
"""Letters from which on a text is no coincidence."""
_COUNTLESS = 20
"""Numbers from which on an equal one is no coincidence."""
_RANDOM = re.compile(r"(?=.*\d)[\w-]{8,}|\d+")
_OWN_KEY, _PARAMETER, _LET, _OTHER_KEY, _COLUMN = range(5)


@dataclass(frozen=True, slots=True)
class Source:
    """One value of the run that has a name."""

    reference: str
    """``the-visit.id``"""
    value: str
    """As a path would show it."""
    words: frozenset[str]
    """What a path that shows it would call it, in the singular: ``visit``, ``visit_id``."""
    rank: int
    loose: bool = False
    """Whether an equal value is a coincidence unless the path calls it so."""
    points: bool = False
    """Whether it only points at another row, whose own key says the same."""


@dataclass(frozen=True, slots=True)
class Template:
    """A path for every task, and what was made of the one that was asked for."""

    path: str
    recognised: tuple[tuple[str, str], ...] = ()
    """(value, reference) of what was given its name."""
    rivals: tuple[tuple[str, str], ...] = ()
    """(value, reference) of other names that would have fitted."""
    unknown: tuple[str, ...] = ()
    """Keys that nothing in the task tells: ``*`` stands for them."""
    left_out: tuple[str, ...] = ()
    """Names of query values that are not asked for."""


def sources(
    ground: Ground, lets: Iterable[tuple[str, JsonValue]] = (), anchor: str | None = None, params: Sequence[str] = ()
) -> tuple[Source, ...]:
    """The named values of a run.

    The key of ``anchor``'s own row names best what is read after it; ``params`` are the declared parameters, where only
    those may be used.
    """
    found = [*_rows(ground, anchor)]
    for name, value in ground.parameters:
        if not params or name.partition(".")[0] in params:
            found += _named(name, value, _PARAMETER)
    for name, value in lets:
        found += _named(name, value, _LET)
    return tuple(found)


def template(path: str, known: Sequence[Source], ground: Ground) -> Template:
    """The template of a path with its query, as the server received it."""
    parts = urlsplit(path)
    made: list[str] = []
    used: dict[str, list[Source]] = {}
    unknown: list[str] = []
    context = ""
    for raw in re.split(r"/+", parts.path.strip("/")):
        segment = unquote(raw)
        fitting = _fitting(segment, context, known)
        if fitting:
            used[segment] = fitting
            made.append(f"{{{fitting[0].reference}}}")
        elif _is_key(segment, context, ground):
            unknown.append(segment)
            made.append("*")
        else:
            made.append(_literal(raw))
            context = segment
    asked: list[str] = []
    left_out: list[str] = []
    for name, value in parse_qsl(parts.query, keep_blank_values=True):
        fitting = _fitting(value, name, known)
        if fitting:
            used[value] = fitting
            asked.append(f"{quote(name, safe='')}={{{fitting[0].reference}}}")
        else:
            left_out.append(name)
    return Template(
        f"/{'/'.join(made)}{'?' if asked else ''}{'&'.join(asked)}",
        tuple((value, fitting[0].reference) for value, fitting in used.items()),
        tuple((value, other.reference) for value, fitting in used.items() for other in fitting[1:]),
        tuple(unknown),
        tuple(dict.fromkeys(left_out)),
    )


def widened(found: Template) -> Template:
    """The template for any row: with ``*`` for every name, and nothing asked of the query."""
    path, _, query = found.path.partition("?")
    named = [value for value, reference in found.recognised if f"{{{reference}}}" in path.split("/")]
    asked = [pair.partition("=")[0] for pair in query.split("&") if pair]
    wide = "/".join("*" if segment.startswith("{") else segment for segment in path.split("/"))
    return Template(wide, unknown=(*named, *found.unknown), left_out=(*asked, *found.left_out))


def is_about(path: str, table: str) -> bool:
    """Whether a path speaks of the rows of a table: ``/visits/31`` of ``visits``."""
    return _one(table) in map(_one, urlsplit(path).path.split("/"))


def _rows(ground: Ground, anchor: str | None) -> Iterator[Source]:
    for bound in ground.rows:
        table = ground.table(bound.table)
        keys = table.key if table is not None else ()
        for column, value in bound.row.items():
            words = _words(bound.table, column) if column in keys else frozenset({_one(column), _one(column[:-3])})
            own = _OWN_KEY if bound.clause == anchor else _OTHER_KEY
            rank = own if column in keys else _COLUMN
            points = ground.target(bound.table, column) is not None
            reference = f"{bound.clause}.{column}"
            yield from _source(reference, value, words, rank, loose=column not in keys, points=points)


def _named(name: str, value: JsonValue, rank: int) -> Iterator[Source]:
    first, _, rest = name.partition(".")
    return _source(name, value, _words(first, rest.rpartition(".")[2]) | {_one(rest)}, rank)


def _source(
    reference: str,
    value: JsonValue,
    words: frozenset[str],
    rank: int,
    *,
    loose: bool = False,
    points: bool = False,
) -> Iterator[Source]:
    plain = isinstance(value, (str, int, float)) and not isinstance(value, bool) and value != ""
    if plain and PATTERN.fullmatch(f"${reference}"):
        yield Source(reference, str(value), words - {""}, rank, loose, points)


def _words(thing: str, part: str) -> frozenset[str]:
    """``visit``, ``visit_id``: how paths speak of a thing's key."""
    return frozenset({_one(thing), f"{_one(thing)}_{part}"})


def _fitting(value: str, context: str, known: Sequence[Source]) -> list[Source]:
    """What the value may be, the most specific first: what the path calls so before what is merely equal."""
    called = _one(context)
    equal = [one for one in known if one.value == value and (called in one.words or (not one.loose and _tells(value)))]
    ordered = sorted(equal, key=lambda one: (called not in one.words, one.rank))
    return [one for at, one in enumerate(ordered) if at == 0 or not one.points]


def _tells(value: str) -> bool:
    return int(value) >= _COUNTLESS if value.isdecimal() else len(value) >= _TELLING


def _is_key(segment: str, context: str, ground: Ground) -> bool:
    """Whether a segment names one row rather than a page: a number, a token, or what a row of such a table holds."""
    if _RANDOM.fullmatch(segment):
        return True
    called = _one(context)
    tables = [name for name in ground.run.initial.schema.tables if context and _one(name) == called]
    return any(segment in map(str, row.values()) for name in tables for row in ground.initial(name))


def _literal(raw: str) -> str:
    """A segment that means itself in a template."""
    return raw.replace("*", "%2A").replace("{", "%7B").replace("}", "%7D")


def _one(name: str) -> str:
    return singular(name.casefold().replace("-", "_"))
