"""Stored runs under a text that is being written: which verdicts flip, as soon as each is known."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic

from workbench.archive.reader import open_run
from workbench.archive.standing import standing
from workbench.authoring.examining import workout_of
from workbench.authoring.rejudging_answers import LISTED, Consequences, Flip, Loading, Rejudge, Turn
from workbench.authoring.rejudging_sides import Side, Sides, in_words
from workbench.authoring.stored_headers import StoredHeaders
from workbench.authoring.stored_runs import StoredRun, StoredRuns
from workbench.domain.episodes import RunRecord
from workbench.domain.failures import Problem
from workbench.domain.verdicts import Ruling, Verdict
from workbench.verifier import Spec, SpecProblem, judge

_PACE = 0.25
"""Seconds between two answers while runs are judged."""
_EXPLAINING = 0.5
"""The same while sentences are worked out: every answer is laid out by the window."""
_LOOK = 16
"""Runs judged between two looks at the clock."""

_Pair = tuple[Ruling, StoredRun, Ruling]


class Rejudgements:
    """Answers one Rejudge after another. Remembers the runs, and what it thought of them under the last few texts."""

    def __init__(
        self,
        headers: StoredHeaders | None = None,
        clock: Callable[[], float] = monotonic,
        superseded: Callable[[], bool] = lambda: False,
    ) -> None:
        """``superseded`` says whether a newer question waits; the answers to the one at hand then just end."""
        self._stored = StoredRuns(headers)
        self._sides = Sides()
        self._clock, self._superseded = clock, superseded
        self._shown: tuple[object, RunRecord | None] | None = None
        self._verdict: tuple[object, Verdict] | None = None

    def answer(self, question: Rejudge) -> Iterator[Loading | Consequences]:
        """The answers, each as soon as it is known. Raises nothing for what a text or a recording may hold."""
        if self._superseded():
            return
        start = self._clock()
        self._stored.look(question.recordings, workout_of(question.text))
        self._sides.tidy(self._stored.runs)
        made = Consequences(question.number, self._stored.total, 0, complete=False)
        try:
            side = self._sides.of(question.text, question.source)
        except SpecProblem as problem:
            yield replace(made, problem=_told(problem), complete=True)
            return
        shown = self._verdict_of(question.shown, side.spec, question.text)
        made = replace(made, verdict_of_shown=shown, baseline="expected")
        saved = self._saved(question, side.spec)
        made = made if saved is None else replace(made, baseline="saved")
        if self._stored.missing:
            yield made
            yield from self._loaded()
            start = self._clock()
        yield from self._judged(_Work(made, saved, side, start))

    def _loaded(self) -> Iterator[Loading]:
        told = self._clock()
        yield Loading(self._stored.read, self._stored.total)
        for done, total in self._stored.settle(self._superseded):
            if self._clock() - told >= _PACE / 2 or done == total:
                told = self._clock()
                yield Loading(done, total)

    def _judged(self, work: "_Work") -> Iterator[Consequences]:
        runs, told = self._stored.runs, self._clock()
        work.made = replace(work.made, unreadable=self._stored.unreadable)
        for number, run in enumerate(runs):
            if number % _LOOK == 0:
                if self._superseded():
                    return
                if self._clock() - told >= _PACE:
                    told = self._clock()
                    yield work.answer(told)
            work.judge(run)
        if self._superseded() or self._stored.missing:
            return
        work.settle(self._clock())
        if work.unexplained:
            yield work.answer(self._clock())
        told = self._clock()
        for _, run, after in work.unexplained:
            if self._superseded():
                return
            work.explain(run, after)
            if self._clock() - told >= _EXPLAINING:
                told = self._clock()
                yield work.answer(told)
        yield replace(work.answer(self._clock()), complete=True)

    def _saved(self, question: Rejudge, spec: Spec) -> Side | None:
        with suppress(SpecProblem):
            side = self._sides.of(question.saved, question.source)
            return side if side.spec.workout == spec.workout else None
        return None

    def _verdict_of(self, folder: Path | None, spec: Spec, text: str) -> Verdict | None:
        stands = next(standing(folder), None) if folder is not None else None
        if stands is None:
            return None
        if self._shown is None or self._shown[0] != stands:
            self._shown = (stands, _opened(stands.folder))
        run = self._shown[1]
        if run is None:
            return None
        if self._verdict is None or self._verdict[0] != (stands, text):
            self._verdict = ((stands, text), judge(spec, run))
        return self._verdict[1]


@dataclass(slots=True)
class _Work:
    """One text's work in progress. Grows run by run."""

    made: Consequences
    saved: Side | None
    side: Side
    started: float
    counts: Counter[Ruling] = field(default_factory=Counter)
    flips: list[_Pair] = field(default_factory=list)
    seconds: float | None = None

    @property
    def listed(self) -> list[_Pair]:
        """The flips in the order in which they are listed, as many as are."""
        return sorted(self.flips, key=_weight)[:LISTED]

    @property
    def unexplained(self) -> list[_Pair]:
        """Those listed whose sentence is not worked out yet."""
        return [pair for pair in self.listed if (teller := self._teller(pair[2])) and teller.told(pair[1]) is None]

    def judge(self, run: StoredRun) -> None:
        """One more run."""
        after = self.side.forced(run).ruling
        before = self.saved.forced(run).ruling if self.saved is not None else _expected(run)
        self.counts[after] += 1
        if before is not after:
            self.flips.append((before, run, after))

    def settle(self, now: float) -> None:
        """All rulings stand."""
        self.seconds = now - self.started

    def explain(self, run: StoredRun, after: Ruling) -> None:
        """Work out the sentence of one flip."""
        teller = self._teller(after)
        if teller is not None:
            teller.tell(run)

    def answer(self, now: float) -> Consequences:
        """What is known now."""
        turns: Counter[tuple[Ruling, Ruling, bool]] = Counter()
        for before, run, after in sorted(self.flips, key=_weight):
            turns[before, after, _contradicts(run, after)] += 1
        return replace(
            self.made,
            judged=sum(self.counts.values()),
            flips=tuple(self._flip(*pair) for pair in self.listed),
            satisfied=self.counts[Ruling.SATISFIED],
            violated=self.counts[Ruling.VIOLATED],
            undecided=self.counts[Ruling.UNDECIDED],
            seconds=now - self.started if self.seconds is None else self.seconds,
            turns=tuple(Turn(*turn, count) for turn, count in turns.items()),
        )

    def _flip(self, before: Ruling, run: StoredRun, after: Ruling) -> Flip:
        header = run.run.header
        reason = self._reason(run, after)
        return Flip(run.folder, header.id, header.label, header.seed, before, after, header.expected, reason)

    def _reason(self, run: StoredRun, after: Ruling) -> str:
        """What speaks against the run now; where nothing does, what did so until now."""
        teller = self._teller(after)
        if teller is None:
            return "It does all that the text asks for, and nothing else."
        told = teller.told(run) or next((in_words(flaw) for flaw in teller.forced(run).flaws), "")
        if teller is self.side:
            return told or "The record can't be judged."
        return f"Until now: {told}" if told else "Nothing speaks against it any more."

    def _teller(self, after: Ruling) -> Side | None:
        return self.saved if after is Ruling.SATISFIED else self.side


_ORDER = (Ruling.SATISFIED, Ruling.VIOLATED, Ruling.UNDECIDED)


def _weight(pair: _Pair) -> tuple[bool, int, int, str]:
    before, run, after = pair
    return not _contradicts(run, after), _ORDER.index(before), _ORDER.index(after), run.folder.as_posix()


def _contradicts(run: StoredRun, after: Ruling) -> bool:
    return run.expected is not None and after.value != run.expected


def _expected(run: StoredRun) -> Ruling:
    return next((ruling for ruling in Ruling if ruling.value == run.expected), Ruling.UNDECIDED)


def _told(problem: SpecProblem) -> str:
    return f"Line **{problem.line}**: {problem.reason} {problem.advice}"


def _opened(folder: Path) -> RunRecord | None:
    try:
        return open_run(folder)
    except Problem:
        return None
