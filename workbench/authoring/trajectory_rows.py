"""An edited script beside its recording: what became of each step, and what may go wrong when it is done. Pure."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from workbench.authoring.trajectories import Planned, Script
from workbench.domain.actions import Answer, ClosePage, Fill, OpenPage, SwitchPage, Upload


class Fate(StrEnum):
    """What an edit did to a step."""

    KEPT = "kept"
    CHANGED = "changed"
    MOVED = "moved"
    NEW = "new"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class ScriptRow:
    """One line of the list: a step of the script, or a recorded one that is no longer in it."""

    fate: Fate
    step: Planned
    place: int | None
    """Its place in the script, from 0; None for a deleted one."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to know before the script is done."""

    place: int
    """The step concerned, from 0."""
    sentence: str


def script_rows(original: Script, script: Script) -> tuple[ScriptRow, ...]:
    """All steps in order; each deleted one right behind the one that it followed."""
    gone = _deleted(original, script)
    unmoved = _unmoved(script)
    rows = list(_deleted_after(gone, None))
    for place, step in enumerate(script.steps):
        rows.append(ScriptRow(_fate(step, place in unmoved), step, place))
        if step.recorded is not None:
            rows += _deleted_after(gone, step.recorded.index)
    return tuple(rows)


def remarks(original: Script, script: Script) -> tuple[Remark, ...]:
    """What will stop the script, as far as that can be said without doing it."""
    return tuple(sorted({*_about_tabs(script), *_about_causes(original, script), *_about_values(script)}, key=_place))


def _place(remark: Remark) -> int:
    return remark.place


def _fate(step: Planned, unmoved: bool) -> Fate:
    if step.recorded is None:
        return Fate.NEW
    if step.altered:
        return Fate.CHANGED
    return Fate.KEPT if unmoved else Fate.MOVED


def _deleted(original: Script, script: Script) -> dict[int | None, list[Planned]]:
    """Recorded steps that are gone, by the index of the recorded step before them."""
    there = {step.recorded.index for step in script.steps if step.recorded}
    gone: dict[int | None, list[Planned]] = {}
    before: int | None = None
    for step in original.steps:
        assert step.recorded is not None  # it is the script of a recording
        if step.recorded.index not in there:
            gone.setdefault(before, []).append(step)
        else:
            before = step.recorded.index
    return gone


def _deleted_after(gone: dict[int | None, list[Planned]], index: int | None) -> list[ScriptRow]:
    return [ScriptRow(Fate.DELETED, step, None) for step in gone.pop(index, ())]


def _unmoved(script: Script) -> set[int]:
    """The places of a longest run of recorded steps that still stand in their recorded order."""
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for place, step in enumerate(script.steps):
        if step.recorded is None:
            continue
        at = bisect_left(tails, step.recorded.index)
        before[place] = ends[at - 1] if at else None
        tails[at : at + 1], ends[at : at + 1] = [step.recorded.index], [place]
    found: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        found.add(last)
        last = before[last]
    return found


def _about_tabs(script: Script) -> Iterator[Remark]:
    """Steps in tabs that nothing opens, or that were closed."""
    there, closed = {"t1"}, set[str]()
    for place, step in enumerate(script.steps):
        tab = step.action.to if isinstance(step.action, SwitchPage) else step.page
        if isinstance(step.action, OpenPage):
            there.add(step.action.opened)
        elif tab in closed and not isinstance(step.action, ClosePage):
            yield Remark(place, f"Step {place + 1} is in tab {tab}, which an earlier step closes.")
        elif tab not in there:
            yield Remark(place, f"Step {place + 1} is in tab {tab}, which no step opens any more.")
        if isinstance(step.action, ClosePage):
            closed.add(step.action.closed)


def _about_causes(original: Script, script: Script) -> Iterator[Remark]:
    """Tabs that open by themselves, and dialogs, whose cause is gone."""
    causes = {step.recorded.index: cause for cause, step in _with_causes(original) if step.recorded}
    for place, (cause, step) in enumerate(_with_causes(script)):
        was = causes.get(step.recorded.index) if step.recorded else None
        if was is None or (cause is not None and cause.recorded == was.recorded):
            continue
        if isinstance(step.action, OpenPage):
            yield Remark(place, f"Step {place + 1} waits for a tab that the step before it opened then.")
        elif isinstance(step.action, Answer):
            yield Remark(place, f"Step {place + 1} answers a dialog that the step before it brought up then.")


def _with_causes(script: Script) -> Iterator[tuple[Planned | None, Planned]]:
    """Each step with the last deed before it."""
    cause: Planned | None = None
    for step in script.steps:
        yield cause, step
        if not isinstance(step.action, OpenPage | Answer):
            cause = step


def _about_values(script: Script) -> Iterator[Remark]:
    """Values that were not recorded."""
    for place, step in enumerate(script.steps):
        match step.action:
            case Fill(masked=True):
                yield Remark(place, f"Step {place + 1} types a password, which is not recorded: give it a value.")
            case Upload(files=files, blobs=blobs) if len(files) != len(blobs):
                yield Remark(place, f"Step {place + 1} attaches a file that was not recorded: choose one.")
