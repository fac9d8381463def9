"""A lamp for each clause, and the findings of a verdict, as rows. No Qt."""

from collections.abc import Sequence

from workbench.domain.verdicts import Evidence, Finding, FindingKind, Lamp, LampState, Ruling, Verdict
from workbench.ui.models.look import Chip, Line, Look, faint, stressed

_SECTIONS = {
    "require": "Must happen",
    "order": "In this order",
    "page": "On the page",
    "outcome": "How it ends",
    "allow": "May happen",
    "never": "Must never happen",
    "frame": "Everything else",
}
_DOTS = {LampState.OPEN: "open", LampState.MET: "met", LampState.BROKEN: "broken"}
_KINDS = {
    FindingKind.MET: "met",
    FindingKind.UNMET: "broken",
    FindingKind.BREACH: "broken",
    FindingKind.REPAIRED: "disturbed",
    FindingKind.UNDECIDED: "disturbed",
}
RULING_TONES = {Ruling.SATISFIED: "met", Ruling.VIOLATED: "broken", Ruling.UNDECIDED: "disturbed"}


def lamp_looks(lamps: Sequence[Lamp]) -> tuple[Look, ...]:
    """Headings and lamps: what must happen first, what may happen after it."""
    rows: list[Look] = []
    for section, title in _SECTIONS.items():
        chosen = [lamp for lamp in lamps if lamp.section == section]
        if chosen:
            rows.append(Look((faint(title),), heading=True))
            rows.extend(_lamp(lamp) for lamp in chosen)
    rest = [_lamp(lamp) for lamp in lamps if lamp.section not in _SECTIONS]
    return (*rows, *rest)


def _lamp(lamp: Lamp) -> Look:
    tone = _DOTS[lamp.state]
    chips = () if lamp.state is LampState.OPEN else (Chip(lamp.state.value, tone),)
    lines = tuple(filter(None, (stressed(lamp.sentence), faint(lamp.detail))))
    ground = "broken" if lamp.state is LampState.BROKEN else ""
    return Look(lines, dot=tone, chips=chips, ground=ground, hint=f"Clause {lamp.clause}: {lamp.state.value}")


def lamp_summary(lamps: Sequence[Lamp]) -> str:
    """``live · 1 of 3 met``, counting what must happen; ``broken`` where something is."""
    broken = sum(lamp.state is LampState.BROKEN for lamp in lamps)
    needed = [lamp for lamp in lamps if lamp.section in ("require", "order", "outcome", "page")]
    met = sum(lamp.state is LampState.MET for lamp in needed)
    words = [f"{met} of {len(needed)} met"] if needed else []
    return " · ".join([*words, *([f"{broken} broken"] if broken else [])])


def finding_looks(verdict: Verdict) -> tuple[Look, ...]:
    """The verdict's reasons, first those that made it what it is."""
    return tuple(_finding(finding) for finding in verdict.explaining)


def _finding(finding: Finding) -> Look:
    if finding.kind is FindingKind.MET:
        return Look((stressed(finding.sentence),), dot="met", hint=finding.because)
    lines: list[Line] = [stressed(finding.sentence)]
    if finding.because:
        lines.append(faint(f"because {finding.because}"))
    if finding.evidence:
        lines.append(faint(" · ".join(map(evidence_text, finding.evidence))))
    if finding.nearest:
        lines.append(faint(f"nearest: {finding.nearest}"))
    if finding.counterfactual:
        lines.append(faint(finding.counterfactual))
    tone = _KINDS[finding.kind]
    return Look(
        tuple(lines),
        dot=tone,
        chips=(Chip(finding.kind.value, tone),),
        hint=f"Clause {finding.clause}" if finding.clause else "",
    )


def evidence_text(evidence: Evidence) -> str:
    """``step 12 · change 31 · request r17``."""
    parts = (
        f"step {evidence.step}" if evidence.step is not None else "",
        f"change {evidence.change}" if evidence.change is not None else "",
        f"request {evidence.exchange}" if evidence.exchange else "",
        f"tab {evidence.page} at the end" if evidence.page else "",
        f"line {evidence.line} of the specification" if evidence.line else "",
    )
    return " · ".join(filter(None, parts))
