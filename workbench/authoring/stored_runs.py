"""The stored runs of one workout, read once and kept in little room, so that an edit can judge thousands of them."""

import gc
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from workbench.archive.reader import open_run
from workbench.authoring.stored_headers import Shelved, StoredHeaders
from workbench.authoring.stored_tables import StoredTables
from workbench.domain.episodes import RunRecord
from workbench.domain.exchanges import Exchange
from workbench.domain.failures import Problem
from workbench.verifier import Spec, SpecProblem
from workbench.verifier.binding import StateLook, let_values
from workbench.verifier.facts import RunFacts

_FREEZE = 100
"""From so many new runs on it pays to take them out of the garbage collector's sight."""


class StoredRun:
    """One run, slimmed down to what a verdict and its sentences need. Fills itself in as it is judged."""

    def __init__(self, folder: Path, run: RunRecord, tables: StoredTables) -> None:
        self.folder = folder
        whole = RunFacts(run)
        self.sound = whole.sound
        """Whether the journal adds up; no spec changes that, so it is worked out once."""
        self.run = _slim(run, tables, sound=self.sound)
        self._facts = RunFacts(self.run)
        self._answers: tuple[object, RunRecord] | None = None

    @property
    def expected(self) -> str | None:
        """The ruling that somebody said is right."""
        return self.run.header.expected

    def facts(self, spec: Spec) -> RunFacts:
        """What is known of the run, made ready to be judged by a spec: what its ``let`` look up is looked up once."""
        asked = tuple((let.name, let.expression.source) for let in spec.lets), getattr(spec.ending.when, "source", "")
        if self._answers is None or self._answers[0] != asked:
            self._answers = (asked, self._looked_up(spec))
        self._facts.run = self._answers[1]
        return self._facts

    def forget_takers(self) -> None:
        """Forget what clauses took."""
        self._facts.taken.clear()

    def _looked_up(self, spec: Spec) -> RunRecord:
        """The run with the answers beside it, as worlds too large to store have them."""
        initial = self.run.initial
        if not initial.complete or not (spec.lets or spec.ending.when):
            return self.run
        try:
            answers = let_values(spec, self.run.header.parameters, StateLook(initial))
        except SpecProblem:  # the judge will say so
            return self.run
        if len(answers) < len(spec.lets) + (spec.ending.when is not None):
            return self.run
        return replace(self.run, initial=replace(initial, complete=False, lookups=answers))


class StoredRuns:
    """Holds the runs of the workout that was asked for last. Changes with ``settle``."""

    def __init__(self, headers: StoredHeaders | None = None) -> None:
        self._headers = headers or StoredHeaders()
        self._tables = StoredTables()
        self._workout = ""
        self._known: dict[Path, tuple[int, StoredRun | None]] = {}
        self._awaited: tuple[Shelved, ...] = ()

    @property
    def runs(self) -> tuple[StoredRun, ...]:
        """What could be read so far, in the order of their folders."""
        found = (self._known.get(one.folder) for one in self._awaited)
        return tuple(known[1] for known in found if known is not None and known[1] is not None)

    @property
    def total(self) -> int:
        """How many are stored, read or not."""
        return len(self._awaited)

    @property
    def read(self) -> int:
        """How many were read, or could not be."""
        return sum(one.folder in self._known for one in self._awaited)

    @property
    def unreadable(self) -> int:
        """How many can't be read."""
        return self.read - len(self.runs)

    @property
    def missing(self) -> bool:
        """Whether some were not read yet."""
        return self.read < self.total

    def look(self, recordings: Path, workout: str) -> None:
        """See which runs of the workout are stored now; those that went or were touched are forgotten.

        Another workout's runs take the place of those that are held, if it has any: a name may just be half typed.
        """
        mine = recordings / workout
        self._awaited = tuple(
            one
            for one in self._headers.below(recordings)
            if (one.header.workout == workout if one.header else one.folder.parent == mine)
        )
        if workout != self._workout and self._awaited:
            self._known, self._tables, self._workout = {}, StoredTables(), workout
        if workout == self._workout:
            stamps = {one.folder: one.stamp for one in self._awaited}
            self._known = {folder: known for folder, known in self._known.items() if stamps.get(folder) == known[0]}

    def settle(self, superseded: Callable[[], bool]) -> Iterator[tuple[int, int]]:
        """Reads what was not read yet; yields (read, stored) after each. Ends early when something else is wanted."""
        unread = [one for one in self._awaited if one.folder not in self._known]
        for done, one in enumerate(unread, start=self.read + 1):
            if superseded():
                return
            self._known[one.folder] = (one.stamp, self._read(one))
            yield done, self.total
        if len(unread) >= _FREEZE:
            gc.collect()
            gc.freeze()

    def _read(self, one: Shelved) -> StoredRun | None:
        if one.header is None:
            return None
        try:
            return StoredRun(one.folder, open_run(one.folder), self._tables)
        except Problem:
            return None


def _slim(run: RunRecord, tables: StoredTables, *, sound: bool) -> RunRecord:
    """Without what was checked already and what no clause can see."""
    final = replace(run.final, tables={}) if run.final is not None and sound else run.final
    return replace(
        run,
        initial=tables.packed(run.initial),
        exchanges=tuple(map(_bare, run.exchanges)),
        final=final,
        attempts=(),
        disturbances=(),
    )


def _bare(exchange: Exchange) -> Exchange:
    nothing: Mapping[str, str] = {}
    return replace(
        exchange,
        request_headers=nothing,
        request_body=None,
        response_headers=nothing,
        response_body=None,
        phases={},
    )
