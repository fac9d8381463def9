"""A recorded trajectory as a plan that can be altered: steps in order, edits with inverses, undo and redo. Pure.

The recording itself is never touched: a script remembers of each step what it was, and what is to be done instead.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from workbench.authoring.trajectory_values import Value, with_locators, with_value
from workbench.domain.actions import Action, Answer, Defer, Done, GiveUp, Locator, OpenPage, Outcome
from workbench.domain.failures import Problem
from workbench.domain.sentences import describe
from workbench.domain.steps import Step

ENDS = (Done, Defer, GiveUp)
_CAUSED = (OpenPage, Answer)
"""What follows from a deed by itself, recorded right behind it."""


class CannotEdit(Problem):
    """An edit that would leave no trajectory that could be done."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One step to do: a recorded one, as it was or altered, or a new one."""

    action: Action
    page: str = "t1"
    """The tab, as the recording calls it."""
    recorded: Step | None = None
    """What it was in the recording; None for a new one."""

    @property
    def altered(self) -> bool:
        """Whether a recorded step is to be done differently."""
        return self.recorded is not None and self.recorded.action != self.action

    def as_step(self, index: int) -> Step:
        """As a recorded step is written, for whoever does it again. ``index`` counts from 1."""
        before = self.recorded
        url, title = (before.url, before.title) if before else ("", "")
        return Step(index, self.action, self.page, url, title, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Script:
    """The steps in the order in which they are to be done; the declared end, where there is one, is the last."""

    steps: tuple[Planned, ...] = ()

    @property
    def end(self) -> Outcome | None:
        """The declared end."""
        last = self.steps[-1].action if self.steps else None
        return last if isinstance(last, ENDS) else None


def script_of(steps: Sequence[Step]) -> Script:
    """The plan to do exactly what was recorded."""
    return Script(tuple(Planned(step.action, step.page, step) for step in steps))


def by_hand(steps: Sequence[Step]) -> tuple[Planned, ...]:
    """Steps that were recorded elsewhere, as new ones of a script."""
    return tuple(Planned(step.action, step.page) for step in steps)


# Edits. Indices are places in the script, from 0.


@dataclass(frozen=True, slots=True)
class Delete:
    index: int
    count: int = 1


@dataclass(frozen=True, slots=True)
class Insert:
    index: int
    """The place that it will have."""
    step: Planned


@dataclass(frozen=True, slots=True)
class Move:
    index: int
    to: int
    """The place that it will have."""


@dataclass(frozen=True, slots=True)
class ChangeValue:
    """Type, choose, check, press, visit or attach something else."""

    index: int
    value: Value


@dataclass(frozen=True, slots=True)
class ChangeLocators:
    """Find the element another way: its recorded locators in another order, or others."""

    index: int
    locators: tuple[Locator, ...]


@dataclass(frozen=True, slots=True)
class Replace:
    """Other steps in the place of those from ``start`` up to ``stop``: recorded anew, or what an inverse puts back."""

    start: int
    stop: int
    steps: tuple[Planned, ...]


Edit = Delete | Insert | Move | ChangeValue | ChangeLocators | Replace


def applied(script: Script, edit: Edit) -> Script:
    """The script after the edit. Raises CannotEdit."""
    splice = _splice(script, edit)
    after = Script((*script.steps[: splice.start], *splice.steps, *script.steps[splice.stop :]))
    _check_end(script, after)
    return after


def inverse(script: Script, edit: Edit) -> Replace:
    """The edit that leads from ``applied(script, edit)`` back to ``script``. Raises CannotEdit."""
    splice = _splice(script, edit)
    return Replace(splice.start, splice.start + len(splice.steps), script.steps[splice.start : splice.stop])


def title_of(edit: Edit) -> str:
    """As the menu reads: ``Delete step 4``."""
    match edit:
        case Delete(index=index, count=1):
            return f"Delete step {index + 1}"
        case Delete(index=index, count=count):
            return f"Delete steps {index + 1} to {index + count}"
        case Insert(index=index, step=step):
            return f"{'Put back' if step.recorded else 'Insert'} step {index + 1}"
        case Move(index=index, to=to):
            return f"Move step {index + 1} {'up' if to < index else 'down'}"
        case ChangeValue(index=index):
            return f"Change the value of step {index + 1}"
        case ChangeLocators(index=index):
            return f"Find the element of step {index + 1} another way"
        case Replace(start=start):
            return f"Record anew from step {start + 1}"


def deletion(script: Script, index: int) -> Delete:
    """Deletes a deed together with what followed from it by itself: the tab it opened, the answered dialog."""
    count = 1
    while index + count < len(script.steps) and isinstance(script.steps[index + count].action, _CAUSED):
        count += 1
    return Delete(index, count)


def first_changed(before: Script, after: Script) -> int | None:
    """The first place at which they differ, up to which nothing needs to be judged anew; None where they don't."""
    for place, (one, other) in enumerate(zip(before.steps, after.steps, strict=False)):
        if one != other:
            return place
    shorter = min(len(before.steps), len(after.steps))
    return shorter if len(before.steps) != len(after.steps) else None


def _splice(script: Script, edit: Edit) -> Replace:
    """What the edit comes to: some steps in the place of some others."""
    count = len(script.steps)
    match edit:
        case Delete(index=index, count=many):
            return _within(count, Replace(index, index + many, ()))
        case Insert(index=index, step=step):
            return _within(count, Replace(index, index, (step,)))
        case Move(index=index, to=to):
            return _moved(script, index, to)
        case ChangeValue(index=index, value=value):
            step = _at(script, index)
            action = with_value(step.action, value)
            if action is None:
                raise CannotEdit(f"There is no value in “{_plain(step)}”.", "Change how its element is found instead.")
            return Replace(index, index + 1, (replace(step, action=action),))
        case ChangeLocators(index=index, locators=locators):
            step = _at(script, index)
            action = with_locators(step.action, locators)
            if action is None or not locators:
                raise CannotEdit(f"“{_plain(step)}” aims at no element.", "Change its value, or delete it.")
            return Replace(index, index + 1, (replace(step, action=action),))
        case Replace():
            return _within(count, edit)


def _moved(script: Script, index: int, to: int) -> Replace:
    step = _at(script, index)
    _at(script, to)
    low, high = min(index, to), max(index, to) + 1
    rest = [each for place, each in enumerate(script.steps[low:high], low) if place != index]
    rest.insert(to - low, step)
    return Replace(low, high, tuple(rest))


def _at(script: Script, index: int) -> Planned:
    if not 0 <= index < len(script.steps):
        raise CannotEdit(f"There is no step {index + 1}.", f"The script has {len(script.steps)} steps.")
    return script.steps[index]


def _within(count: int, splice: Replace) -> Replace:
    if not 0 <= splice.start <= splice.stop <= count:
        raise CannotEdit(f"There is no step {splice.stop}.", f"The script has {count} steps.")
    return splice


def _check_end(before: Script, after: Script) -> None:
    """A declared end stays, it stays the only one, and it stays last."""
    ends = [place for place, step in enumerate(after.steps) if isinstance(step.action, ENDS)]
    if before.end is not None and not ends:
        raise CannotEdit("Without its declared end a run can't be judged.", "Leave the last step where it is.")
    if ends and ends != [len(after.steps) - 1]:
        raise CannotEdit("Nothing can be done after the declared end.", "Put the step before the last one.")


def _plain(step: Planned) -> str:
    return describe(step.action).replace("**", "")


# Undo and redo


@dataclass(frozen=True, slots=True)
class Turn:
    """An edit that was made, and the way back."""

    edit: Edit
    back: Replace

    @property
    def title(self) -> str:
        return title_of(self.edit)


@dataclass(frozen=True, slots=True)
class History:
    """A script with the edits that led to it and those that were taken back. Each verb gives the next history."""

    original: Script
    script: Script
    past: tuple[Turn, ...] = field(default=())
    future: tuple[Turn, ...] = field(default=())
    """The edit to be made again first is the last."""

    @classmethod
    def of(cls, steps: Sequence[Step]) -> "History":
        """Nothing is edited yet."""
        script = script_of(steps)
        return cls(script, script)

    @property
    def edited(self) -> bool:
        """Whether the script differs from what was recorded."""
        return first_changed(self.original, self.script) is not None

    def do(self, edit: Edit) -> "History":
        """Make an edit; what was taken back before is forgotten. Raises CannotEdit."""
        turn = Turn(edit, inverse(self.script, edit))
        return History(self.original, applied(self.script, edit), (*self.past, turn))

    def undo(self) -> "History":
        """Take the last edit back; the same history where there is none."""
        if not self.past:
            return self
        turn = self.past[-1]
        return History(self.original, applied(self.script, turn.back), self.past[:-1], (*self.future, turn))

    def redo(self) -> "History":
        """Make the edit again that was taken back last; the same history where there is none."""
        if not self.future:
            return self
        turn = self.future[-1]
        return History(self.original, applied(self.script, turn.edit), (*self.past, turn), self.future[:-1])
