"""Episodes and drafts as rows. No Qt."""

from datetime import UTC, datetime

from workbench.archive.library import EpisodeEntry
from workbench.ui.library.reading import ShelfItem
from workbench.ui.models.emphasis import shortened
from workbench.ui.models.lamp_rows import RULING_TONES
from workbench.ui.models.look import Chip, Line, Look, faint, stressed
from workbench.ui.models.offer import CLEAN
from workbench.ui.models.wording import count

_GOAL = 120
"""Letters of a goal that a row spells out; its tooltip tells all."""


def episode_look(item: ShelfItem, now: datetime) -> Look:
    """What was done, in which variant of the world, by whom, when, and the verdict computed anew."""
    header = item.entry.header
    if header is None:
        problem = faint(item.entry.problem)
        return Look(
            (stressed(f"**{item.entry.folder.name}**"), problem), icon="file-x", chips=(Chip("unreadable", "broken"),)
        )
    variant = (str(value) for value in header.options.values() if value != "plain")
    disturbed = (header.profile,) if header.profile != CLEAN else ()
    parts = (header.workout, f"seed {header.seed}", *disturbed, *variant, header.actor, ago(header.created, now))
    lines: tuple[Line, ...] = (stressed(shortened(header.goal, _GOAL)), faint(" · ".join(parts)))
    if item.problem:
        lines = (*lines, faint(item.problem))
    return Look(lines, icon="film", chips=_chips(item, header.label), hint=f"{header.goal}\n{item.entry.folder}")


def _chips(item: ShelfItem, label: str) -> tuple[Chip, ...]:
    ruling = item.verdict
    verdict = Chip(ruling.value, RULING_TONES[ruling]) if ruling else Chip("judging…")
    marks = (Chip(label or "kept"),) if item.kept else (Chip("not kept", "disturbed"),)
    return (*marks, verdict)


def draft_look(entry: EpisodeEntry, now: datetime) -> Look:
    """A recording that was cut off."""
    header = entry.header
    assert header is not None
    detail = f"{header.workout} · seed {header.seed} · begun {ago(header.created, now)}"
    return Look((stressed(header.goal), faint(detail)), icon="history", hint=str(entry.folder))


def ago(created: str, now: datetime) -> str:
    """How long ago a UTC time was: ``just now``, ``3 minutes ago``, ``2026-07-02``."""
    try:
        then = datetime.fromisoformat(created)
    except ValueError:
        return created
    if then.tzinfo is None:
        then = then.replace(tzinfo=UTC)
    seconds = int((now - then).total_seconds())
    for limit, unit, noun in ((60, 0, ""), (3600, 60, "minute"), (86400, 3600, "hour"), (14 * 86400, 86400, "day")):
        if seconds < limit:
            return "just now" if not unit else f"{count(seconds // unit, noun)} ago"
    return then.date().isoformat()
