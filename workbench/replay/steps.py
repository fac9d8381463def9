"""The step list: what was done, and what is worth knowing about it at a glance."""

from collections import Counter
from dataclasses import dataclass

from workbench.domain.actions import Action, Defer, Done, Drag, GiveUp
from workbench.domain.changes import Change, Operation
from workbench.domain.sentences import describe
from workbench.domain.steps import Step
from workbench.replay import wording
from workbench.replay.index import Index
from workbench.replay.tone import Tone

_SIGNS = {Operation.INSERT: "+", Operation.UPDATE: "~", Operation.DELETE: "-"}


@dataclass(frozen=True, slots=True)
class Badge:
    """A small label at the end of a row."""

    text: str
    tone: Tone
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class StepRow:
    """One line of the step list. ``**`` in the title marks what to stress."""

    step: int
    title: str
    subtitle: str
    offset: str
    badges: tuple[Badge, ...]
    tone: Tone


def build_steps(index: Index) -> tuple[StepRow, ...]:
    """All rows, the start page first: row ``n`` is step ``n``."""
    return (_start_row(index), *(_row(index, step) for step in index.episode.steps))


def role_of(action: Action) -> str:
    """The role of the element acted upon; empty where there is none."""
    target = action.source if isinstance(action, Drag) else getattr(action, "target", None)
    return (target.role or target.tag) if target else ""


def _start_row(index: Index) -> StepRow:
    badges = _badges(index, 0)
    title = f"Open **{index.episode.run.header.start_url.partition('?')[0] or '/'}**"
    return StepRow(0, title, _subtitle(index, 0, "start page"), wording.offset(0), badges, _tone(badges))


def _row(index: Index, step: Step) -> StepRow:
    outcome = isinstance(step.action, (Done, Defer, GiveUp))
    badges = _badges(index, step.index) or ((Badge("outcome", Tone.QUIET),) if outcome else ())
    subtitle = _subtitle(index, step.index, role_of(step.action))
    return StepRow(step.index, describe(step.action), subtitle, wording.offset(step.started), badges, _tone(badges))


def _subtitle(index: Index, step: int, lead: str) -> str:
    requests = len(index.exchanges_of.get(step, ()))
    struck = Counter(f"{each.title} ({each.perturbation})" for each in index.disturbances_of.get(step, ()))
    parts = [
        lead,
        wording.count(requests, "request") if requests else "",
        *(f"{title} ×{times}" if times > 1 else title for title, times in struck.items()),
    ]
    return " · ".join(part for part in parts if part)


def _badges(index: Index, step: int) -> tuple[Badge, ...]:
    return (*_row_badges(index, step), *_trouble_badges(index, step))


def _row_badges(index: Index, step: int) -> tuple[Badge, ...]:
    """Row changes that weigh: those the verdict ignores are left to the backend panel."""
    weighed = [change for change in index.changes_of.get(step, ()) if not _ignored(index, change.seq)]
    badges = []
    for operation, sign in _SIGNS.items():
        changes = [change for change in weighed if change.operation is operation]
        if changes:
            tables = ", ".join(dict.fromkeys(change.table for change in changes))
            text = f"{sign}{wording.count(len(changes), 'row')}"
            badges.append(Badge(text, _row_tone(index, changes), f"{operation.value} in {tables}"))
    return tuple(badges)


def _row_tone(index: Index, changes: list[Change]) -> Tone:
    if any(index.breach_of(change.seq) for change in changes):
        return Tone.BROKEN
    return Tone.MET if all(change.seq in index.verdict.charges for change in changes) else Tone.NEUTRAL


def _trouble_badges(index: Index, step: int) -> tuple[Badge, ...]:
    badges = [
        Badge(str(exchange.status or "lost"), Tone.BROKEN, f"{exchange.method} {exchange.url}")
        for exchange in index.exchanges_of.get(step, ())
        if (exchange.status or 599) >= 500
    ]
    errors = sum(entry.level in {"error", "exception"} for _, entry in index.console_of.get(step, ()))
    if errors:
        badges.append(Badge(wording.count(errors, "error"), Tone.DISTURBED, "in the console"))
    badges += [Badge(each.perturbation, Tone.DISTURBED, each.title) for each in index.disturbances_of.get(step, ())]
    return tuple(dict.fromkeys(badges))


def _ignored(index: Index, seq: int) -> bool:
    return index.verdict.charges.get(seq, "").startswith("(")


def _tone(badges: tuple[Badge, ...]) -> Tone:
    tones = {badge.tone for badge in badges}
    return next((tone for tone in (Tone.BROKEN, Tone.DISTURBED, Tone.MET) if tone in tones), Tone.NEUTRAL)
