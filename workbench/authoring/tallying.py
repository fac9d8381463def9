"""An audit in numbers, while it runs and when it is done."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from workbench.verifier.audit import AuditEvent, AuditReport, Finished, Kind, Planned, Survivor, Tried
from workbench.verifier.lint import Mark


@dataclass(frozen=True, slots=True)
class Tally:
    """How far an audit has come."""

    planned: int = 0
    """How many runs there will be at most; 0 while that is not known."""
    done: int = 0
    counts: Mapping[Kind, int] = field(default_factory=dict)
    right: Mapping[Kind, int] = field(default_factory=dict)

    def after(self, event: AuditEvent) -> "Tally":
        """The tally after one more event."""
        match event:
            case Planned(runs=runs):
                return replace(self, planned=runs)
            case Tried(kind=kind, passed=passed):
                counts = {**self.counts, kind: self.counts.get(kind, 0) + 1}
                right = {**self.right, kind: self.right.get(kind, 0) + passed}
                return replace(self, done=self.done + 1, counts=counts, right=right)
            case Finished():
                return replace(self, done=max(self.done, self.planned), planned=max(self.done, self.planned))


@dataclass(frozen=True, slots=True)
class AuditSummary:
    """A report without the hundreds of runs that went as they should."""

    counts: Mapping[Kind, int]
    right: Mapping[Kind, int]
    signed: int
    kill_rate: float
    lower_bound: float
    passed: bool
    survivors: tuple[Survivor, ...]
    """Unsigned ones first."""
    failures: tuple[Survivor, ...]
    marks: tuple[Mark, ...]


def summed(report: AuditReport) -> AuditSummary:
    """The report in short."""
    return AuditSummary(
        {kind: report.count(kind) for kind in Kind},
        {kind: report.right(kind) for kind in Kind},
        report.signed,
        report.kill_rate,
        report.lower_bound,
        report.passed,
        report.survivors,
        report.failures,
        report.marks,
    )
