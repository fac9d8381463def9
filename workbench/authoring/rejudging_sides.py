"""One text's opinion of stored runs, remembered run by run, so that going back and forth costs nothing."""

from collections import OrderedDict
from weakref import WeakKeyDictionary

from workbench.authoring.stored_runs import StoredRun
from workbench.domain.verdicts import FindingKind, Ruling, Verdict
from workbench.verifier import Spec, judge, parse_spec
from workbench.verifier.forced import Flaw, Forced, ForcedJudge
from workbench.verifier.lines import Likenesses
from workbench.verifier.rejudging import in_brief

_SIDES = 6
"""Texts remembered; undo and redo walk among them."""
_LIKENESSES = 400
"""Clauses remembered across texts; what each took is remembered by every run."""
_UNSOUND = Forced(Ruling.UNDECIDED, ())


class Side:
    """Judges stored runs by one spec, each once."""

    def __init__(self, spec: Spec, likenesses: Likenesses) -> None:
        self.spec = spec
        self._forced = ForcedJudge(spec, likenesses)
        self._found: WeakKeyDictionary[StoredRun, Forced] = WeakKeyDictionary()
        self._told: WeakKeyDictionary[StoredRun, str] = WeakKeyDictionary()

    def forced(self, run: StoredRun) -> Forced:
        """The ruling with what speaks against the run, as ``judge`` gives it."""
        found = self._found.get(run)
        if found is None:
            found = self._found[run] = self._judged(run)
        return found

    def told(self, run: StoredRun) -> str | None:
        """The first sentence that speaks against the run, if it was worked out; empty where nothing does."""
        return self._told.get(run)

    def tell(self, run: StoredRun) -> str:
        """That sentence, worked out now: as costly as a whole verdict."""
        told = self._told.get(run)
        if told is None:
            told = self._told[run] = against(judge(self.spec, run.run))
        return told

    def _judged(self, run: StoredRun) -> Forced:
        if not run.sound:
            return _UNSOUND
        found = self._forced.judge(run.facts(self.spec))
        return in_brief(judge(self.spec, run.run)) if found is None else found


class Sides:
    """The last few texts' sides. Changes with every text that is asked for."""

    def __init__(self) -> None:
        self._likenesses = Likenesses()
        self._sides: OrderedDict[tuple[str, str], Side] = OrderedDict()

    def of(self, text: str, source: str) -> Side:
        """The side of a text. Raises SpecProblem for one that is no spec."""
        known = self._sides.get((text, source))
        if known is None:
            known = self._sides[text, source] = Side(parse_spec(text, source=source), self._likenesses)
            if len(self._sides) > _SIDES:
                self._sides.popitem(last=False)
        self._sides.move_to_end((text, source))
        return known

    def tidy(self, runs: tuple[StoredRun, ...]) -> None:
        """Forget what clauses took once there were too many of them."""
        if len(self._likenesses.known) > _LIKENESSES:
            self._likenesses = Likenesses()
            self._sides.clear()
            for run in runs:
                run.forget_takers()


def against(verdict: Verdict) -> str:
    """The first sentence that made the verdict other than SATISFIED; empty where it is that."""
    if verdict.ruling is Ruling.SATISFIED:
        return ""
    return next((one.sentence for one in verdict.explaining if one.kind is not FindingKind.MET), "")


def in_words(flaw: Flaw) -> str:
    """A flaw before its sentence is worked out."""
    match flaw.kind:
        case FindingKind.UNMET:
            return f"**{flaw.clause}** is not met."
        case FindingKind.BREACH if flaw.clause is None:
            return f"No clause allows **change {flaw.change}**."
        case FindingKind.BREACH:
            return f"**{flaw.clause}** is breached."
        case FindingKind.REPAIRED:
            return f"**Change {flaw.change}** was undone, but happened."
        case _:
            return f"**{flaw.clause or 'The record'}** can't be decided."
