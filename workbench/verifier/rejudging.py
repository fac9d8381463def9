"""Many runs under a changed spec: which verdicts flip, and why."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workbench.domain.episodes import RunRecord
from workbench.domain.verdicts import FindingKind, Ruling, Verdict
from workbench.verifier.facts import RunFacts
from workbench.verifier.forced import Flaw, Forced, ForcedJudge
from workbench.verifier.judging import judge
from workbench.verifier.lines import Likenesses
from workbench.verifier.spec import Spec


@dataclass(frozen=True, slots=True)
class Flip:
    """A run whose verdict is another under the new spec."""

    run: str
    """Its name, as the caller gave it."""
    before: Ruling
    after: Ruling
    gone: tuple[Flaw, ...]
    """What spoke against it under the old spec and does so no longer."""
    come: tuple[Flaw, ...]
    """What speaks against it only now."""

    @property
    def causes(self) -> tuple[str, ...]:
        """Such as "unmet read-back": what decided it, in brief and the same for all runs that flip alike."""
        return tuple(
            dict.fromkeys([*(_cause(flaw) for flaw in self.come), *(_cause(one, "no longer ") for one in self.gone)])
        )


@dataclass(frozen=True, slots=True)
class Rejudgement:
    """What a change of a spec does to stored runs."""

    judged: int
    flips: tuple[Flip, ...]
    searched: int
    """How many judgements left a choice, so that the whole verdict was computed."""

    @property
    def turns(self) -> Counter[tuple[Ruling, Ruling]]:
        """How many runs flipped from what to what."""
        return Counter((flip.before, flip.after) for flip in self.flips)

    @property
    def causes(self) -> Counter[str]:
        """How many flips each cause is part of."""
        return Counter(cause for flip in self.flips for cause in flip.causes)


def rejudge(old: Spec, new: Spec, runs: Iterable[tuple[str, RunRecord]]) -> Rejudgement:
    """Judges each run by both specs, as ``judge`` would, and says which verdicts differ.

    Whether the journal adds up does not depend on the spec: it is checked where the rulings differ, and a run whose
    journal does not add up is UNDECIDED under both. Raises nothing for what a spec or a run may hold.
    """
    rejudging = Rejudging(old, new)
    flips = tuple(flip for name, run in runs if (flip := rejudging.flip(name, RunFacts(run))) is not None)
    return Rejudgement(rejudging.judged, flips, rejudging.searched)


class Rejudging:
    """Judges run after run by two specs. Counts as it goes; for callers that show progress or stop half-way."""

    def __init__(self, old: Spec, new: Spec) -> None:
        likenesses = Likenesses()
        self._sides = ((old, ForcedJudge(old, likenesses)), (new, ForcedJudge(new, likenesses)))
        self.judged = 0
        self.searched = 0

    def flip(self, name: str, facts: RunFacts) -> Flip | None:
        """The flip of one run, None where its verdict stays."""
        self.judged += 1
        before, after = (self._judged(spec, forced, facts) for spec, forced in self._sides)
        if before.ruling is after.ruling or not facts.sound:
            return None
        return Flip(name, before.ruling, after.ruling, _less(before, after), _less(after, before))

    def _judged(self, spec: Spec, forced: ForcedJudge, facts: RunFacts) -> Forced:
        found = forced.judge(facts)
        if found is None:
            self.searched += 1
            found = in_brief(judge(spec, facts.run))
        return found


def in_brief(verdict: Verdict) -> Forced:
    """A whole verdict, cut down to its ruling and its flaws."""
    return Forced(verdict.ruling, tuple(_flaws(verdict)))


def _flaws(verdict: Verdict) -> Iterator[Flaw]:
    for finding in verdict.findings:
        change = finding.evidence[0].change if finding.evidence else None
        blamed = finding.kind in (FindingKind.BREACH, FindingKind.REPAIRED, FindingKind.UNDECIDED)
        if finding.kind is not FindingKind.MET:
            yield Flaw(finding.kind, finding.clause, change if blamed else None)


def _less(one: Forced, other: Forced) -> tuple[Flaw, ...]:
    return tuple(flaw for flaw in one.flaws if flaw not in other.flaws)


def _cause(flaw: Flaw, prefix: str = "") -> str:
    return f"{prefix}{flaw.kind.value} {flaw.clause or 'frame'}"
