"""What could stand at a place of a spec: keys of the language, tables and columns of the gym, parameters, clauses."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from workbench.authoring.spot import Spot, clause_around, in_comment, spot_at
from workbench.domain.schema import Schema
from workbench.verifier.call_lines import CALL, CALL_KEYS
from workbench.verifier.clauses import KEYS
from workbench.verifier.matchers import NORMALISERS
from workbench.verifier.page_lines import PAGE_KEYS, ROLES
from workbench.verifier.parsing import PARAMETER_TYPES, TOP
from workbench.verifier.requests import METHODS, READS
from workbench.verifier.spec import Policy
from workbench.verifier.values import KINDS

_CLAUSES: Final = ("require", "allow", "never")
_OPERATIONS: Final = ("insert", "update", "delete")
_CELLS: Final = ("values", "where", "key")
_NEVER: Final = tuple(dict.fromkeys((*CALL_KEYS[:2], *(key for key in KEYS if key != "times"))))
_ORDER: Final = ("id", "read", "clause", "after", "before", "because", "outcome")
_TABLE = re.compile(r"\b(?:insert|update|delete):\s*[\"']?(\w+)")
_BEGINS = re.compile(r"""(?:[:\[,]|^\s*-)\s*["']?$""", re.MULTILINE)
"""Before the first word of a value."""
_ID = re.compile(r"\bid:\s*[\"']?([\w-]+)")


@dataclass(frozen=True, slots=True)
class Word:
    """One thing that could stand here."""

    text: str
    """What is written."""
    detail: str
    """What it is: ``column · date``."""


@dataclass(frozen=True, slots=True)
class Completion:
    """The words for a place, the likeliest first, and where the word begins that they replace."""

    start: int
    words: tuple[Word, ...] = ()


def complete(text: str, offset: int, schema: Schema | None = None, names: Sequence[tuple[str, str]] = ()) -> Completion:
    """What could stand at an offset. ``names`` are those that ``$`` may be followed by, each with its type."""
    if in_comment(text, offset):
        return Completion(offset)
    spot = spot_at(text, offset)
    words = tuple(_words(spot, text, offset, schema, names))
    known = {word.text.removesuffix(": ") for word in words}
    fitting = tuple(word for word in words if word.text.startswith(spot.prefix))
    done = spot.prefix in known and len(fitting) == 1
    return Completion(offset - len(spot.prefix), () if done else fitting)


def _words(
    spot: Spot, text: str, offset: int, schema: Schema | None, names: Sequence[tuple[str, str]]
) -> Iterator[Word]:
    if spot.prefix.startswith("$"):
        yield from (Word(f"${name}", detail) for name, detail in names)
    elif not spot.path and not spot.key:
        yield from _keys(TOP, "section")
    elif (spot.section, spot.key or spot.parent) in (("never", CALL), ("order", "read")):
        before = text[: offset - len(spot.prefix)]
        yield from _request(before, METHODS if spot.section == "never" else READS, names)
    elif spot.section in _CLAUSES:
        yield from _in_clause(spot, clause_around(text, offset), schema, names)
    elif spot.section == "page":
        yield from _on_page(spot, names)
    else:
        yield from _elsewhere(spot, text, schema, names)


def _request(before: str, methods: Sequence[str], names: Sequence[tuple[str, str]]) -> Iterator[Word]:
    """A method where a request begins, a name where a brace has just been opened."""
    if before.endswith("{"):
        yield from (Word(name, detail) for name, detail in names)
    elif _BEGINS.search(before):
        yield from (Word(f"{method} /", "request") for method in methods)


def _in_clause(spot: Spot, clause: str, schema: Schema | None, names: Sequence[tuple[str, str]]) -> Iterator[Word]:
    table = _TABLE.search(clause)
    columns = _columns(schema, table.group(1) if table else "")
    match spot.path[1:], spot.key:
        case ((), ""):
            yield from _keys(_NEVER if spot.section == "never" else KEYS, "of a clause")
        case ((), "insert" | "update" | "delete"):
            yield from _tables(schema)
        case ((), "outcome"):
            yield from _plain(("done", "defer"), "outcome")
        case ((), "only") | (("only",), _):
            yield from columns
        case (("values" | "where" | "key",), ""):
            yield from (Word(f"{column.text}: ", column.detail) for column in columns)
        case (("times",), ""):
            yield from _keys(("min", "max") if spot.section == "require" else ("max",), "of times")
        case (("values" | "where" | "key", _), "as"):
            yield from _plain(tuple(NORMALISERS), "normalisation")
        case (("values" | "where" | "key", _), ""):
            yield from _keys(KINDS, "demand")
        case (("values" | "where", *_), _) | ((), "key"):
            yield from _values(names)


def _elsewhere(spot: Spot, text: str, schema: Schema | None, names: Sequence[tuple[str, str]]) -> Iterator[Word]:
    match spot.section or spot.key, spot.parent, spot.key:
        case "tables", "tables", "":
            yield from (Word(f"{word.text}: ", word.detail) for word in _tables(schema))
        case "tables", "tables", _:
            yield from _plain([policy.value for policy in Policy], "policy")
        case "order", "order", "":
            yield from _keys(_ORDER, "of order")
        case "order", "order", "after" | "before" | "clause":
            yield from _plain(list(dict.fromkeys(_ids(text))), "clause")
        case "order", "order", "outcome":
            yield from _plain(("done", "defer"), "outcome")
        case "outcome", _, "outcome":
            yield from _plain(("done",), "outcome")
        case "outcome", "outcome", "":
            yield from _keys(("defer",), "outcome")
        case "outcome", "defer", "":
            yield from _keys(("reason", "entity", "when"), "of a deferral")
        case "outcome", "defer", "entity":
            yield from _values(names)
        case "params", _, key if key:
            yield from _plain(PARAMETER_TYPES, "type")
        case "accepts", "accepts", "":
            yield from _keys(("mutant", "sentence"), "of a signature")


def _on_page(spot: Spot, names: Sequence[tuple[str, str]]) -> Iterator[Word]:
    match spot.path[1:], spot.key:
        case ((), ""):
            yield from _keys(PAGE_KEYS, "of a page clause")
        case ((), "role"):
            yield from _plain(ROLES, "role")
        case ((), "at"):
            yield from _plain(("end",), "moment")
        case ((), "outcome"):
            yield from _plain(("done", "defer"), "outcome")
        case ((_, *_), "as"):
            yield from _plain(tuple(NORMALISERS), "normalisation")
        case ((_, *_), ""):
            yield from _keys([kind for kind in KINDS if kind not in ("from", "to", "within")], "demand")
        case ((), "name" | "text" | "value") | ((_, *_), "is" | "in" | "contains" | "not"):
            yield from (Word(f"${name}", detail) for name, detail in names)


def _keys(keys: Sequence[str], detail: str) -> Iterator[Word]:
    return (Word(f"{key}: ", f"key {detail}") for key in keys)


def _plain(words: Sequence[str], detail: str) -> Iterator[Word]:
    return (Word(word, detail) for word in words)


def _values(names: Sequence[tuple[str, str]]) -> Iterator[Word]:
    yield from (Word(f"${name}", detail) for name, detail in names)
    yield Word("null", "nothing")


def _tables(schema: Schema | None) -> Iterator[Word]:
    return (
        Word(name, f"table of {len(table.columns)} columns")
        for name, table in (schema.tables if schema else {}).items()
    )


def _columns(schema: Schema | None, table: str) -> list[Word]:
    found = schema.tables.get(table) if schema else None
    if found is None:
        return []
    return [Word(one.name, f"{one.type}{', may be null' if one.nullable else ''}") for one in found.columns]


def _ids(text: str) -> Iterator[str]:
    return (found.group(1) for found in _ID.finditer(text))
