"""What saving a text would do to the stored runs, in words and rows. No Qt."""

from collections.abc import Iterator
from pathlib import Path

from workbench.authoring.rejudging_answers import Consequences, Flip, Turn
from workbench.domain.verdicts import Ruling
from workbench.ui.models.emphasis import shortened
from workbench.ui.models.lamp_rows import RULING_TONES
from workbench.ui.models.look import Chip, Look, Span, Style, faint, stressed

_REASON = 120
"""Letters of a reason that a row spells out; its tooltip tells all."""
_STYLES: dict[Ruling, Style] = {Ruling.SATISFIED: "met", Ruling.VIOLATED: "broken", Ruling.UNDECIDED: "disturbed"}

Row = tuple[Look, Path | None]
"""A row and the episode that it opens; None for a heading."""


def sentence(found: Consequences) -> str:
    """How many flip; while they are being judged, after how many."""
    if found.problem or not found.total:
        return ""
    flips = {0: "**No** verdict flips", 1: "**1** verdict flips"}.get(
        found.flipped, f"**{found.flipped:,}** verdicts flip"
    )
    against = " against what is expected" if found.baseline == "expected" else ""
    waiting = found.judged < found.total - found.unreadable
    return f"{flips}{against} after {_runs(found.judged)}:" if waiting else f"{flips}{against}. The runs would be:"


def counts(found: Consequences) -> tuple[tuple[str, str], ...]:
    """How the runs stand under the text: words and tone of each badge."""
    pairs = (
        (found.satisfied, "satisfied", "met"),
        (found.violated, "violated", "broken"),
        (found.undecided, "undecided", "disturbed"),
        (found.unreadable, "unreadable", "plain"),
    )
    return tuple((f"{number:,} {word}", tone) for number, word, tone in pairs if number)


def nothing(found: Consequences) -> tuple[str, str, str]:
    """Icon, title and hint of a list without rows."""
    if found.problem:
        return "text-cursor-input", "Nothing to judge by yet", f"{found.problem}"
    if not found.total:
        hint = "Record a run and keep it: from then on each edit shows at once what it does to it."
        return "film", "No stored runs yet", hint
    if found.total == found.unreadable:
        return "file-x", "No run can be read", f"{_runs(found.total)} can't be opened; the Library says why."
    if not found.complete and found.judged < found.total - found.unreadable:
        return "scale", "Judging…", f"{found.judged:,} of {_runs(found.total)} so far, none flips."
    told = "Every run gets what is expected." if found.baseline == "expected" else "Every run keeps its verdict."
    return "check-check", "Nothing flips", told


def flip_rows(found: Consequences, shown: Path | None = None) -> tuple[Row, ...]:
    """Flips under their turns, contradictions first; ``shown`` is the episode in view."""
    return tuple(_rows(found, shown))


def _rows(found: Consequences, shown: Path | None) -> Iterator[Row]:
    for turn in found.turns:
        flips = [flip for flip in found.flips if _turn(flip) == (turn.before, turn.after, turn.contradicts)]
        yield _heading(turn), None
        for flip in flips:
            yield _look(flip, here=flip.folder == shown), flip.folder
        if turn.count > len(flips):
            lead = "and " if flips else ""
            yield Look((faint(f"{lead}{turn.count - len(flips):,} more like these"),), heading=True), None


def _turn(flip: Flip) -> tuple[Ruling, Ruling, bool]:
    return flip.before, flip.after, flip.contradicts


def _heading(turn: Turn) -> Look:
    before, after = (Span(ruling.value, _STYLES[ruling]) for ruling in (turn.before, turn.after))
    line = (before, Span(" → ", "muted"), after)
    number = Chip(f"{turn.count:,}", "broken" if turn.contradicts else "plain")
    if not turn.contradicts:
        return Look((line,), chips=(number,), heading=True)
    told = (Span("Against the verdict that they were kept with", "broken"),)
    return Look((line, told), chips=(number,), heading=True)


def _look(flip: Flip, *, here: bool) -> Look:
    title = (Span(flip.name, "strong"), Span(f"  seed {flip.seed}", "muted"))
    chips = (Chip(flip.label, "plain"),) if flip.label else ()
    expected = f"\nExpected: {flip.expected}" if flip.expected else ""
    return Look(
        (title, stressed(shortened(flip.reason, _REASON), "muted")),
        dot="broken" if flip.contradicts else RULING_TONES[flip.after],
        chips=(*chips, Chip("in view", "accent")) if here else chips,
        ground="broken" if flip.contradicts else "accent" if here else "",
        hint=f"{flip.reason.replace('**', '')}{expected}\n{flip.folder}\nClick to see it.",
    )


def _runs(number: int) -> str:
    return f"{number:,} stored run{'' if number == 1 else 's'}"
