"""What an audit says while it runs, and what it found."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from workbench.domain.verdicts import Ruling
from workbench.verifier.audit.trials import Kind
from workbench.verifier.lint.marks import Mark, Weight

_Z = 1.645
"""One-sided 95 % of the normal distribution."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One run that was judged."""

    kind: Kind
    id: str
    """Name of the trial, the same in every gold."""
    story: str
    gold: str
    """Id of the gold run that it was made of."""
    ruling: Ruling
    line: int
    """Of the clause that lets it through, or that it is about."""
    column: int
    clause: str
    """Id of that clause; empty where there is none."""
    reason: str = ""
    """What the verdict says, where the ruling is not the wanted one."""
    advice: str = ""

    @property
    def family(self) -> str:
        """What was done to the gold."""
        return self.id.partition(":")[0]

    @property
    def passed(self) -> bool:
        """Whether it got the ruling that such a run must get."""
        return self.ruling is self.kind.wanted


@dataclass(frozen=True, slots=True)
class Survivor:
    """Everything of one name that got another ruling than it must, over all golds."""

    tried: Tried
    """The first one."""
    count: int
    golds: tuple[str, ...]
    signed: str = ""
    """The author's sentence, where the spec signs for it."""

    @property
    def story(self) -> str:
        """A whole sentence: "A second identical visit is accepted."."""
        words = self.tried.story
        sentence = words[0].upper() + words[1:]
        if self.tried.ruling is Ruling.UNDECIDED:
            return f"{sentence} can't be decided."
        return f"{sentence} is {'refused' if self.tried.kind.wanted is Ruling.SATISFIED else 'accepted'}."


@dataclass(frozen=True, slots=True)
class AuditReport:
    """How well a spec tells right from wrong."""

    source: str
    workout: str
    golds: tuple[Tried, ...]
    tried: tuple[Tried, ...]
    """Everything but the golds, in order."""
    survivors: tuple[Survivor, ...]
    """Mutants that were not killed, unsigned ones first."""
    failures: tuple[Survivor, ...]
    """Golds and benign variants that died, trivial runs that passed: nobody can sign for these."""
    marks: tuple[Mark, ...]
    """What the linter says, by line."""

    def count(self, kind: Kind) -> int:
        """How many runs of that kind were judged."""
        return sum(one.kind is kind for one in (*self.golds, *self.tried))

    def right(self, kind: Kind) -> int:
        """How many of them got the ruling that they must get."""
        return sum(one.kind is kind and one.passed for one in (*self.golds, *self.tried))

    @property
    def mutants(self) -> int:
        """How many mutants were tried."""
        return self.count(Kind.MUTANT)

    @property
    def killed(self) -> int:
        """How many of them were VIOLATED."""
        return self.right(Kind.MUTANT)

    @property
    def signed(self) -> int:
        """How many of them survived under a signature."""
        return sum(survivor.count for survivor in self.survivors if survivor.signed)

    @property
    def unsigned(self) -> tuple[Survivor, ...]:
        """The survivors that nobody signed for."""
        return tuple(survivor for survivor in self.survivors if not survivor.signed)

    @property
    def kill_rate(self) -> float:
        """Killed among those that nobody signed for; 0 where there was nothing to kill."""
        meant = self.mutants - self.signed
        return self.killed / meant if meant else 0.0

    @property
    def lower_bound(self) -> float:
        """What the kill rate is at least, with 95 % confidence (Wilson 1927), given how many were tried."""
        return lower_bound(self.killed, self.mutants - self.signed)

    @property
    def errors(self) -> tuple[Mark, ...]:
        """The marks that matter."""
        return tuple(mark for mark in self.marks if mark.weight is Weight.ERROR)

    @property
    def passed(self) -> bool:
        """Golds right, trivial runs refused, all mutants killed or signed, benign variants alive, no lint error."""
        return bool(self.golds) and not self.failures and not self.unsigned and not self.errors and self.killed > 0


@dataclass(frozen=True, slots=True)
class Planned:
    """The audit knows how many runs it will judge."""

    runs: int


@dataclass(frozen=True, slots=True)
class Finished:
    """The audit's last word."""

    report: AuditReport


AuditEvent = Planned | Tried | Finished


def lower_bound(right: int, count: int) -> float:
    """The lower end of the one-sided 95 % Wilson interval for a proportion."""
    if not count:
        return 0.0
    share = right / count
    spread = _Z * sqrt(share * (1 - share) / count + _Z * _Z / (4 * count * count))
    return (share + _Z * _Z / (2 * count) - spread) / (1 + _Z * _Z / count)


def gathered(tried: Sequence[Tried]) -> tuple[Survivor, ...]:
    """What failed, by name and ruling, in order of its first appearance."""
    groups: dict[tuple[str, Ruling], list[Tried]] = {}
    for one in tried:
        if not one.passed:
            groups.setdefault((one.id, one.ruling), []).append(one)
    return tuple(
        Survivor(ones[0], len(ones), tuple(dict.fromkeys(one.gold for one in ones))) for ones in groups.values()
    )
