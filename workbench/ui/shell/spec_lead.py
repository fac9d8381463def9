"""Which spec, and which line of it, is meant by "open its specification" in Record and in Replay. No Qt."""

from dataclasses import dataclass

from workbench.domain.verdicts import Finding, FindingKind, Verdict
from workbench.replay.opening import Replay
from workbench.ui.models.record_state import RecordState


@dataclass(frozen=True, slots=True)
class SpecLead:
    """A workout's spec, at a line; 0 for none in particular."""

    workout: str
    line: int = 0


def lead_of_recording(state: RecordState) -> SpecLead | None:
    """The spec of the open task, at the clause that its verdict is about."""
    if state.header is None:
        return None
    return SpecLead(state.header.workout, line_of(state.verdict) if state.verdict else 0)


def lead_of_replay(replay: Replay | None, step: int) -> SpecLead | None:
    """The spec of the open episode, at the clause that the finding at this step is about."""
    if replay is None:
        return None
    return SpecLead(replay.episode.run.header.workout, line_of(replay.index.verdict, step))


def line_of(verdict: Verdict, step: int | None = None) -> int:
    """The line of the gravest finding that has one; one with evidence at ``step`` comes before all others."""
    ranked = sorted(verdict.findings, key=lambda finding: (not _is_at(finding, step), finding.kind is FindingKind.MET))
    lines = (evidence.line for finding in ranked for evidence in finding.evidence if evidence.line)
    return next(lines, 0)


def _is_at(finding: Finding, step: int | None) -> bool:
    return step is not None and any(evidence.step == step for evidence in finding.evidence)
