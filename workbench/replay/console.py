"""The console panel: messages and page errors."""

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.domain.steps import ConsoleEntry
from workbench.replay import wording
from workbench.replay.index import Index
from workbench.replay.position import Position, Scope
from workbench.replay.tone import Tone

_TONES = {
    "exception": Tone.BROKEN,
    "error": Tone.BROKEN,
    "warning": Tone.DISTURBED,
    "debug": Tone.QUIET,
}


@dataclass(frozen=True, slots=True)
class ConsoleRow:
    """One message. ``number`` is its position in ``Episode.console``."""

    number: int
    step: int
    at: float
    offset: str
    level: str
    text: str
    location: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Console:
    """All messages, and those of each step."""

    index: Index
    every: tuple[ConsoleRow, ...]
    of_step: Mapping[int, tuple[ConsoleRow, ...]]

    def rows(self, position: Position, scope: Scope) -> tuple[ConsoleRow, ...]:
        """The messages of the step, or all up to this moment."""
        if scope is Scope.STEP:
            return self.of_step.get(position.step, ())
        now = self.index.reached(position)
        return tuple(row for row in self.every if row.at <= now)


def build_console(index: Index) -> Console:
    """Derive all rows once."""
    of_step = {
        step: tuple(_row(number, step, entry) for number, entry in entries)
        for step, entries in index.console_of.items()
    }
    every = sorted((row for rows in of_step.values() for row in rows), key=lambda row: row.number)
    return Console(index, tuple(every), of_step)


def _row(number: int, step: int, entry: ConsoleEntry) -> ConsoleRow:
    tone = _TONES.get(entry.level, Tone.NEUTRAL)
    at = wording.offset(entry.at)
    return ConsoleRow(number, step, entry.at, at, entry.level, entry.text, entry.location, tone)
