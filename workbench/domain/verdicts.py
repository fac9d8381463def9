"""The answer to "was the task done, exactly?", with its reasons."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Ruling(StrEnum):
    """The verdict in one word."""

    SATISFIED = "SATISFIED"
    VIOLATED = "VIOLATED"
    UNDECIDED = "UNDECIDED"


class FindingKind(StrEnum):
    """What a finding says about its clause."""

    MET = "met"
    UNMET = "unmet"
    BREACH = "breach"
    REPAIRED = "repaired"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where to look. At least one field is set."""

    change: int | None = None
    """``Change.seq``"""
    exchange: str | None = None
    """``Exchange.id``"""
    step: int | None = None
    """``Step.index``"""
    line: int | None = None
    """Line in the spec file."""
    page: str | None = None
    """Tab that showed it, or came closest to, when the end was declared."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason of a verdict. Sentences mark what to stress with ``**``."""

    kind: FindingKind
    clause: str | None
    """Id of the clause; None for the closed frame and for journal failures."""
    sentence: str
    because: str = ""
    """The author's reason from the spec, where given."""
    evidence: tuple[Evidence, ...] = ()
    nearest: str = ""
    """The nearest miss: which predicate failed, and by how much."""
    counterfactual: str = ""
    """Such as "Without change 14 this run is SATISFIED."."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The ruling with all that explains it."""

    ruling: Ruling
    findings: tuple[Finding, ...]
    """Breaches first, then unmet, undecided, repaired, met."""
    charges: Mapping[int, str] = field(default_factory=dict)
    """``Change.seq`` to the id of the clause that took it; ``(ephemeral)`` and ``(system)`` for the uncharged."""

    @property
    def explaining(self) -> tuple[Finding, ...]:
        """The findings, first those that made the ruling what it is."""
        if self.ruling is not Ruling.UNDECIDED:
            return self.findings
        return tuple(sorted(self.findings, key=lambda finding: finding.kind is not FindingKind.UNDECIDED))

    @property
    def reward(self) -> int:
        """1 when satisfied, else 0."""
        return int(self.ruling is Ruling.SATISFIED)


class LampState(StrEnum):
    """How a clause stands while the run goes on."""

    OPEN = "open"
    MET = "met"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Lamp:
    """One clause, live."""

    clause: str
    """Clause id, or ``(frame)`` for "nothing else changes"."""
    section: str
    """require, allow, never, order, page, outcome or frame."""
    sentence: str
    state: LampState
    detail: str = ""
    """Such as "0 of 1" or "change 7: visits 12 was deleted"."""
