"""Replay's rows as looks of the shared list. No Qt."""

from workbench.replay.console import ConsoleRow
from workbench.replay.intent import IntentRow
from workbench.replay.search import Hit, describe_hit
from workbench.replay.steps import StepRow
from workbench.replay.tone import Tone
from workbench.replay.verdict import FindingRow, Link
from workbench.ui.models.look import Chip, Look, Span, Style, faint, stressed

_MOST_CHIPS = 2
_WEIGHT = {Tone.BROKEN: 0, Tone.DISTURBED: 1, Tone.MET: 2}
_STYLES: dict[Tone, Style] = {
    Tone.NEUTRAL: "",
    Tone.QUIET: "muted",
    Tone.ACCENT: "accent",
    Tone.MET: "met",
    Tone.DISTURBED: "disturbed",
    Tone.BROKEN: "broken",
}
_HIT_ICONS = {
    "step": "mouse-pointer-click",
    "request": "network",
    "change": "database",
    "console": "terminal",
    "page": "file-text",
}
_LEVEL_ICONS = {"exception": "octagon-alert", "error": "circle-x", "warning": "triangle-alert", "info": "info"}


def tone_name(tone: Tone) -> str:
    """The theme's name of a tone."""
    return "plain" if tone in {Tone.NEUTRAL, Tone.QUIET} else tone.value


def style_of(tone: Tone) -> Style:
    """The style of words in that tone."""
    return _STYLES[tone]


def step_look(row: StepRow) -> Look:
    """A line of the step list; badges beyond the two weightiest are in the tooltip."""
    weighty = sorted(row.badges, key=lambda badge: _WEIGHT.get(badge.tone, 3))[:_MOST_CHIPS]
    chips = tuple(Chip(badge.text, tone_name(badge.tone)) for badge in weighty)
    told = [f"{badge.text}: {badge.explanation}" for badge in row.badges if badge.explanation]
    subtitle = " · ".join(part for part in (row.offset, row.subtitle) if part)
    return Look((stressed(row.title), faint(subtitle)), lead=str(row.step), chips=chips, hint="\n".join(told))


def finding_looks(row: FindingRow, current: bool) -> tuple[tuple[Look, Link | None], ...]:
    """A finding and, below it, a row for each piece of evidence."""
    lines = [stressed(row.sentence)]
    told = [row.clause or "closed frame", f"because {row.because}" if row.because else ""]
    lines += [faint(" · ".join(part for part in told if part))]
    lines += [(Span("nearest: ", "muted"), *stressed(row.nearest, "muted"))] if row.nearest else []
    lines += [stressed(row.counterfactual, "muted")] if row.counterfactual else []
    first = row.links[0] if row.links else None
    head = Look(tuple(lines), dot=tone_name(row.tone), ground="accent" if current else "")
    links = ((Look(((Span(link.text, "accent"),),), icon="circle-arrow-right"), link) for link in row.links)
    return ((head, first), *links)


def intent_looks(rows: tuple[IntentRow, ...]) -> tuple[Look, ...]:
    """Label at the left, text beside it; a repeated label is left out."""
    labels = [row.label for row in rows]
    return tuple(
        Look(
            ((Span(row.text, style_of(row.tone)),),),
            lead="" if number and labels[number - 1] == row.label else row.label,
        )
        for number, row in enumerate(rows)
    )


def console_look(row: ConsoleRow) -> Look:
    """A message with its place and time."""
    style: Style = "mono" if row.tone is Tone.NEUTRAL else style_of(row.tone)
    lines = ((Span(row.text, style),), faint(row.location)) if row.location else ((Span(row.text, style),),)
    ground = "broken" if row.tone is Tone.BROKEN else ""
    icon = _LEVEL_ICONS.get(row.level, "chevron-right")
    return Look(lines, icon=icon, chips=(Chip(row.offset),), ground=ground, hint=row.level)


def hit_look(hit: Hit) -> Look:
    """A find: what it says, and where it is."""
    text = hit.text if len(hit.text) <= 160 else hit.text[:159] + "…"
    return Look(((Span(text),), faint(describe_hit(hit))), icon=_HIT_ICONS[hit.kind])
