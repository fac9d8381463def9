"""The steps of an edited script as rows, and what the strip over them says. No Qt."""

from collections.abc import Sequence

from workbench.authoring.trajectory_rows import Fate, Remark, ScriptRow
from workbench.authoring.trajectory_values import target_of
from workbench.domain.actions import Locator
from workbench.domain.sentences import describe
from workbench.domain.verdicts import Ruling
from workbench.ui.models.emphasis import without_marks
from workbench.ui.models.look import Chip, Line, Look, Span, faint, stressed
from workbench.ui.models.wording import count

_STRATEGIES = {
    "test_id": "test id",
    "role": "role",
    "label": "label",
    "placeholder": "placeholder",
    "text": "text",
    "css": "CSS",
}


def script_looks(rows: Sequence[ScriptRow], remarks: Sequence[Remark]) -> tuple[Look, ...]:
    """One look for each row, marked with what an edit did to it."""
    told: dict[int, list[str]] = {}
    for remark in remarks:
        told.setdefault(remark.place, []).append(remark.sentence)
    return tuple(_look(row, told.get(row.place, []) if row.place is not None else []) for row in rows)


def locator_words(locator: Locator) -> str:
    """``role button “Confirm visit”``"""
    kind = _STRATEGIES.get(locator.strategy, locator.strategy)
    if locator.strategy == "role":
        return f"{kind} {locator.value}" + (f" “{locator.name}”" if locator.name else "")
    return f"{kind} {locator.value}" if locator.strategy == "css" else f"{kind} “{locator.value}”"


def strip_words(edits: int, result: Ruling | None, ran: bool) -> str:
    """``3 edits · nothing has been run yet``"""
    made = f"**{count(edits, 'edit')}**" if edits else "No edits"
    if result is not None:
        return f"{made} · run: **{result.value}**"
    return f"{made} · {'changed since it was run' if ran else 'nothing has been run yet'}"


def _look(row: ScriptRow, told: list[str]) -> Look:
    title = describe(row.step.action)
    if row.fate is Fate.DELETED:
        struck = (Span(without_marks(title), "struck"),)
        return Look((struck,), lead="\N{EN DASH}", chips=(Chip("deleted"),), hint="Press Delete again to put it back")
    lines: list[Line] = [stressed(title), *_was(row), *(((Span(sentence, "disturbed"),)) for sentence in told)]
    chips = () if row.fate is Fate.KEPT else (Chip(row.fate.value, "accent"),)
    return Look(tuple(lines), lead=str((row.place or 0) + 1), chips=chips, hint="\n".join(told))


def _was(row: ScriptRow) -> list[Line]:
    """What a changed step did in the recording, and how its element is found now."""
    step = row.step
    if step.recorded is None or not step.altered:
        return []
    lines: list[Line] = []
    was, now = describe(step.recorded.action), describe(step.action)
    if was != now:
        lines.append((Span(without_marks(was), "struck"),))
    before, after = target_of(step.recorded.action), target_of(step.action)
    if before and after and before.locators != after.locators:
        lines.append(faint(f"found by {locator_words(after.locators[0])}"))
    return lines
