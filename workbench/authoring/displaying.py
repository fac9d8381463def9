"""Which cells of the backend stand behind a text that a page displays. Pure.

State at a moment is the initial state with the changes until then. Its cells are indexed once by what they may be
displayed as; a text is read in every way it may be read, and both meet. What else stands near the text tells which of
several rows is meant.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log2
from typing import Final

from workbench.authoring.cells import CellIndex, Place, displayed_columns, index_of
from workbench.authoring.readings import Key, Reading, keys_of, readings, spelled, tidy
from workbench.authoring.surroundings import Surroundings
from workbench.domain.changes import Change, Operation
from workbench.domain.episodes import InitialState, RunRecord
from workbench.domain.pages import CUT
from workbench.domain.schema import Schema, Table
from workbench.domain.values import Key as RowKey
from workbench.domain.values import Row, Scalar
from workbench.verifier.displayed import has_whole

_MOST: Final = 8
"""Origins that are told of, at most."""
_LEAST: Final = 0.3
_SHARE: Final = 0.3
"""A part of the text whose likeliest cell is less likely than this share of the likeliest of all is not told."""
_CLOSE: Final = 0.6
"""So likely, as a share, another cell must be to be told of beside the likeliest for the same part."""
_AS_GOOD: Final = 0.08
"""Scores that differ by less than this share of the likeliest leave open which is meant."""
_COMMON: Final = 80
"""Cells from which on a part of a text is too common to say anything about one of them."""
_EXCERPT: Final = 12
"""Letters that a displayed text needs to be looked for inside of longer ones."""
_KINDS: Final = {"s": 1.0, "d": 0.95, "k": 0.9, "md": 0.85, "t": 0.8, "m": 0.8, "n": 0.5, "b": 0.35}


@dataclass(frozen=True, slots=True)
class Reference:
    """A row that this run wrote points at the row in question."""

    table: str
    key: RowKey
    column: str
    seq: int
    """The change that wrote the pointer."""


@dataclass(frozen=True, slots=True)
class Origin:
    """A cell that may be what is displayed."""

    table: str
    key: RowKey
    column: str
    value: Scalar
    shown_as: str
    """How the display relates to the value: ``as written``, ``date 14 July``, ``money 1,250.00``, ``a part of it`` …"""
    part: str
    """What of the displayed text it is."""
    whole: bool
    """It is all of the displayed text."""
    score: float
    """To be compared with those beside it only."""
    changed_by: int | None = None
    """Sequence number of the change with which this run wrote the cell; None where it was there before."""
    referred_by: tuple[Reference, ...] = ()
    """Pointers at its row that this run wrote: what was done is often in these and not in the row itself."""
    ambiguous: bool = False
    """Others are as likely, and nothing that stands near tells which is meant."""


def origins(
    text: str, run: RunRecord, at: int | float | None = None, near: Sequence[str] = (), idle: Collection[str] = ()
) -> tuple[Origin, ...]:
    """The cells that may stand behind ``text``, likeliest first, at most 8.

    ``at`` is the sequence number of the last change that counts (an int), a time in milliseconds since the sitting
    began (a float), or None for the end of the run. ``near`` are the texts around it and addresses that links there
    lead to, the nearest first. Tables that are ``idle``, such as ephemeral ones, rank lower: no clause speaks of them.
    In a world too large to store, only rows that the run touched can be found.
    """
    read = readings(text)
    if not read:
        return ()
    view = _View(run.initial, changes_until(run.changes, at), frozenset(idle))
    surroundings = Surroundings((text, *near))  # a date and a time in one text speak for each other
    found = [view.origin(place, reading, text, surroundings) for place, reading in view.hits(read, text)]
    best = _best_of_each_cell(found)
    top = best[0].score if best else 0.0
    told = _worth_telling(best)[:_MOST]
    return tuple(replace(origin, ambiguous=any(_rivals(origin, other, top) for other in told)) for origin in told)


def changes_until(changes: Sequence[Change], at: int | float | None) -> tuple[Change, ...]:
    """Those that had happened: by sequence number (an int) or by time (a float); all for None."""
    if at is None:
        return tuple(changes)
    if isinstance(at, int):
        return tuple(change for change in changes if change.seq <= at)
    return tuple(change for change in changes if change.at <= at)


class _View:
    """The state at one moment, and what this run had done to it by then."""

    def __init__(self, initial: InitialState, changes: Sequence[Change], idle: frozenset[str]) -> None:
        self._initial = initial
        self._idle = idle
        self._schema: Schema = initial.schema
        self._index: CellIndex = index_of(initial)
        self._rows: dict[tuple[str, RowKey], Row | None] = {}
        self._written: dict[Place, int] = {}
        self._touched: set[str] = set()
        for change in changes:
            self._rows[change.table, change.key] = change.new
            if change.actor == "agent":
                self._touched.add(change.table)
                for column in _columns_written(change):
                    self._written[change.table, change.key, column] = change.seq

    def hits(self, read: Sequence[Reading], text: str) -> Iterator[tuple[Place, Reading]]:
        """Cells that may be displayed so."""
        fresh = self._fresh()
        for reading in read:
            places = self._index.places(reading.key)
            for place in places if reading.whole or len(places) < _COMMON else ():
                if (place[0], place[1]) not in self._rows:
                    yield place, reading
            for place in fresh.get(reading.key, ()):
                yield place, reading
        if len(text) >= _EXCERPT:
            yield from self._excerpts(tidy(text), fresh)

    def _fresh(self) -> Mapping[Key, list[Place]]:
        """The cells of the rows that changed, by what they may be displayed as."""
        found: dict[Key, list[Place]] = {}
        for (table, key), row in self._rows.items():
            for column in displayed_columns(self._schema.tables[table]) if row is not None else ():
                for shown in keys_of(row.get(column.name) if row else None, column.type):
                    found.setdefault(shown, []).append((table, key, column.name))
        return found

    def _excerpts(self, text: str, fresh: Mapping[Key, list[Place]]) -> Iterator[tuple[Place, Reading]]:
        """Longer texts of which this is a part, in whole words unless it says that it was cut."""
        wanted, cut = spelled(text), text.endswith((CUT, "..."))
        part = Reading(("x", wanted), text, True)
        for key in (*self._index.texts, *(key for key in fresh if key[0] == "s")):
            longer = str(key[1])
            if wanted in longer and len(longer) > len(wanted) and (cut or has_whole(longer, wanted)):
                yield from ((place, part) for place in fresh.get(key, ()))
                for place in self._index.places(key):
                    if (place[0], place[1]) not in self._rows:
                        yield place, part

    def origin(self, place: Place, reading: Reading, text: str, near: Surroundings) -> Origin:
        """The cell, with how likely it is."""
        name, key, column = place
        table = self._schema.tables[name]
        row = self._row(name, key)
        value = row[column]
        written = self._written.get(place)
        pointed = self._pointers(name, key)
        speaks = 0.35 * self._support(table, row, column, near) + near.leads_to(name, key) + 0.2 * near.names(column)
        speaks += 0.5 if written is not None else 0.3 if pointed else 0.15 if name in self._touched else 0.0
        score = _likeness(reading, tidy(text), value) * _worth(table, column) * (1 + speaks)
        score *= 0.5 if name in self._idle else 1.0
        return Origin(
            name,
            key,
            column,
            value,
            _shown_as(reading, value),
            reading.part,
            reading.whole,
            round(score, 4),
            written,
            pointed,
        )

    def _row(self, table: str, key: RowKey) -> Row:
        return self._rows.get((table, key)) or self._initial.tables[table][key]

    def _find(self, table: str, key: RowKey) -> Row | None:
        if (table, key) in self._rows:
            return self._rows[table, key]
        return self._initial.tables.get(table, {}).get(key)

    def _support(self, table: Table, row: Row, column: str, near: Surroundings) -> float:
        """How much of the rest of the row is displayed near, rare values counting more; references are followed."""
        if not near.weights:
            return 0.0
        total = 0.0
        for other in table.columns:
            if other.name != column and other.name not in table.key:
                said = near.says(row.get(other.name), other.type)
                total += said * self._rarity(row.get(other.name), other.type) if said else 0.0
        for foreign in table.foreign_keys:
            if column in foreign.columns:
                continue
            target = self._schema.tables.get(foreign.target)
            there = self._find(foreign.target, tuple(row.get(name) for name in foreign.columns)) if target else None
            if there is not None and target is not None:
                words = (near.says(there.get(part.name), part.type) for part in target.columns if part.type == "string")
                total += max(words, default=0.0)
        return total

    def _rarity(self, value: Scalar, kind: str) -> float:
        """1 for what one cell holds, less for what many do."""
        key = next(iter(keys_of(value, kind)), None)
        return 1 / (1 + log2(1 + len(self._index.places(key)) / 4)) if key is not None else 0.0

    def _pointers(self, table: str, key: RowKey) -> tuple[Reference, ...]:
        found = []
        for (name, other, column), seq in self._written.items():
            row = self._rows.get((name, other))
            if row is None:
                continue
            for foreign in self._schema.tables[name].foreign_keys:
                leads = foreign.target == table and tuple(row.get(part) for part in foreign.columns) == key
                if leads and column in foreign.columns:
                    found.append(Reference(name, other, column, seq))
        return tuple(found)


def _columns_written(change: Change) -> Iterator[str]:
    if change.operation is Operation.DELETE or change.new is None:
        return
    old = change.old or {}
    for column, value in change.new.items():
        if change.old is None or old.get(column) != value:
            yield column


def _likeness(reading: Reading, text: str, value: Scalar) -> float:
    kind = reading.key[0]
    if kind == "x":
        return 0.45 + 0.4 * len(text) / max(len(str(value)), 1)
    base = _KINDS[kind]
    if reading.whole:
        return base if str(value) == text or kind != "s" else base * 0.95
    return base * (0.3 + 0.6 * len(reading.part) / max(len(text), 1))


def _worth(table: Table, column: str) -> float:
    """Keys are rarely what is displayed."""
    return 0.8 if column in table.key else 1.0


def _shown_as(reading: Reading, value: Scalar) -> str:
    part = reading.part
    match reading.key[0]:
        case "x":
            return "a part of it"
        case _ if part == str(value):
            return "as written"
        case "d":
            return f"date {part}"
        case "md":
            return f"date {part}, without its year"
        case "t":
            return f"time {part}"
        case "m":
            return f"money {part}"
        case "n":
            return f"number {part}"
        case "b":
            return f"the word {part}"
        case "k":
            return f"grouped as {part}"
        case _:
            return f"spelled {part}"


def _worth_telling(found: Sequence[Origin]) -> list[Origin]:
    """The likeliest of each part of the text, then those that are not much less likely; likeliest first."""
    leaders: dict[str, Origin] = {}
    for origin in found:
        leaders.setdefault(origin.part, origin)
    least = max(_LEAST, found[0].score * _SHARE) if found else 0.0
    first: list[Origin] = []
    for origin in leaders.values():
        if origin.score >= least and not any(_outdone(origin, better) for better in first):
            first.append(origin)
    others = (origin for origin in found if origin.score >= leaders[origin.part].score * _CLOSE)
    return [*first, *(origin for origin in others if origin not in first and leaders[origin.part] in first)]


def _outdone(origin: Origin, better: Origin) -> bool:
    """Whether it explains only what a much likelier cell explains with more around it."""
    return origin.part in better.part and origin.score < better.score * (1 - _AS_GOOD)


def _rivals(one: Origin, other: Origin, top: float) -> bool:
    """Whether both are among the likeliest for the same part of the text."""
    same = (one.table, one.key, one.column) == (other.table, other.key, other.column)
    close = min(one.score, other.score) > top * (1 - _AS_GOOD)
    return not same and close and (one.part in other.part or other.part in one.part)


def _best_of_each_cell(found: Sequence[Origin]) -> list[Origin]:
    best: dict[Place, Origin] = {}
    for origin in found:
        place = (origin.table, origin.key, origin.column)
        if place not in best or best[place].score < origin.score:
            best[place] = origin
    return sorted(best.values(), key=lambda origin: (-origin.score, origin.table, str(origin.key), origin.column))
