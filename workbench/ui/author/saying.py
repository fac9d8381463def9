"""What the window's bar and its status strip say of a draft. No Qt."""

from pathlib import Path

from workbench.authoring.examining import ClauseLine, Examination
from workbench.authoring.tallying import Tally
from workbench.authoring.wire import Audited
from workbench.ui.author.draft import Draft
from workbench.ui.author.rows import rate, spec_name
from workbench.ui.models.status_items import StatusItem
from workbench.ui.models.wording import count


def headline(draft: Draft | None, audited: Audited | None) -> tuple[str, str, str]:
    """Sentence, badge and its tone; the kill rate only where it is that of the text as it is."""
    if draft is None:
        return "", "", "plain"
    name = f"**{spec_name(draft.path)}**" + (" · edited" if draft.dirty else "")
    if audited is None or audited.text != draft.text:
        return name, "", "plain"
    return name, f"{rate(audited.summary)} killed", "met" if audited.summary.passed else "disturbed"


def validity(examination: Examination | None) -> StatusItem:
    """Whether the text is a spec that fits its gym."""
    if examination is None:
        return StatusItem("spec", "examining…")
    errors = examination.errors
    return StatusItem("spec", count(errors, "error"), "broken") if errors else StatusItem("spec", "valid", "met")


def whereabouts(line: int, column: int, clause: ClauseLine | None) -> StatusItem:
    """The cursor's place, and the clause that it is in."""
    inside = f" · {clause.section} {clause.id}" if clause is not None and clause.line > 1 else ""
    return StatusItem("place", f"line {line}:{column}{inside}")


def saved(draft: Draft) -> StatusItem:
    """Whether the file has all of it."""
    return StatusItem("saved", "not saved", "disturbed") if draft.dirty else StatusItem("saved", "saved")


def progress(audited: Path | None, tally: Tally, examination: Examination | None) -> StatusItem:
    """How far the audit of a file has come; without one, how many golds there are to make one of."""
    if audited is None:
        golds = examination.golds if examination is not None else 0
        return StatusItem("audit", count(golds, "gold"), hint="Recordings that an audit makes its wrong runs of.")
    return StatusItem("audit", f"auditing {spec_name(audited)} · {tally.done:,} of {tally.planned:,}", "accent")
