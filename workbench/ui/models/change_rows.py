"""The live list of backend changes: which row, old → new by cell, which clause takes it, which step did it. No Qt."""

from collections.abc import Iterator

from workbench.domain.changes import Change, Operation
from workbench.ui.models.look import DOT, Chip, Line, Look, Span, Style
from workbench.ui.models.record_state import ChargedChange, RecordState
from workbench.ui.models.wording import cell, key_text

_SIGNS: dict[Operation, tuple[str, str]] = {
    Operation.INSERT: ("+", "New row"),
    Operation.UPDATE: ("~", "Row changed"),
    Operation.DELETE: ("-", "Row deleted"),
}
_CELLS = 8
"""Cells of a new or deleted row that are spelled out; replay shows all of them."""


def change_looks(state: RecordState) -> tuple[Look, ...]:
    """One look for each change, in commit order."""
    return tuple(_look(seen) for seen in state.changes)


def _look(seen: ChargedChange) -> Look:
    change = seen.change
    sign, verb = _SIGNS[change.operation]
    title = (Span(change.table, "strong"), Span(f" {sign}{key_text(change.key)}", "mono"))
    chips = (_charge(seen), Chip(cause(change)))
    ground = "broken" if seen.breach else ""
    lines = tuple(filter(None, (title, cells(change))))
    return Look(
        lines, lead=str(change.seq), chips=chips, ground=ground, hint=f"{verb} at world time {change.world_time}"
    )


def _charge(seen: ChargedChange) -> Chip:
    if seen.breach:
        return Chip("breach", "broken")
    if not seen.known:
        return Chip("…", "plain")
    name = seen.charged_to or ""
    return Chip(name.strip("()"), "plain" if name.startswith("(") else "met")


def cause(change: Change) -> str:
    """Who did it: the step, the background job, or the world before the first step."""
    if change.step:
        return f"step {change.step}"
    if change.job:
        return "job"
    return "start" if change.request else "world"


def cells(change: Change) -> Line:
    """What the row says now, or old → new for the cells that differ."""
    if change.operation is Operation.UPDATE:
        return tuple(_joined(_differences(change)))
    row = change.new or change.old or {}
    style: Style = "struck" if change.operation is Operation.DELETE else ""
    named = [(name, value) for name, value in row.items() if value is not None and value not in change.key]
    parts = [
        (Span(f"{name}\N{NO-BREAK SPACE}", "muted"), Span(cell(value, 28), style)) for name, value in named[:_CELLS]
    ]
    rest = len(named) - _CELLS
    return (*_joined(iter(parts)), *((Span(f"{DOT}{rest} more", "muted"),) if rest > 0 else ()))


def _differences(change: Change) -> Iterator[Line]:
    old, new = change.old or {}, change.new or {}
    for name in new:
        if old.get(name) != new[name]:
            before, after = cell(old.get(name), 24), cell(new[name], 24)
            yield Span(f"{name}\N{NO-BREAK SPACE}", "muted"), Span(before, "struck"), Span(" → ", "muted"), Span(after)


def _joined(parts: Iterator[Line]) -> Iterator[Span]:
    for index, part in enumerate(parts):
        if index:
            yield Span(DOT, "muted")
        yield from part
