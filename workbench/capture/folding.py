"""When two things done in a row are one action. Pure: two in, one or none out."""

from dataclasses import dataclass, replace

from workbench.domain.actions import Action, Check, Click, Fill, Scroll, Select, Target, Upload

_DOUBLE_CLICK = 1_000.0
"""Longest time between the clicks of a double click; the browser decides, this only bounds what it says."""


_TYPEAHEAD = 1_000.0
"""Longest time between keys that spell one choice in a drop-down list; browsers start a new word after it."""


@dataclass(frozen=True, slots=True)
class Deed:
    """An action in the making: what, where and when."""

    action: Action
    page: str
    started: float
    acted: float
    ref: str = ""
    """Which element, in the page script's words."""


def fold(last: Deed, heard: Deed, *, quiet: bool) -> Deed | None:
    """The two as one action, or None where they stay two.

    ``quiet`` says that nothing is known to have happened in the page since ``last`` began. Only then is a click into a
    text field part of the typing that follows: a click that opened a picker stays a step.
    """
    if last.page != heard.page or not _same_element(last, heard):
        return None
    match last.action, heard.action:
        case Fill(target=target), Fill() as fill:
            return _joined(last, heard, replace(fill, target=target))
        case Select(), Select() as choice if heard.started - last.acted <= _TYPEAHEAD:
            return _joined(last, heard, choice)
        case Scroll(), Scroll() as scroll:
            return _joined(last, heard, scroll)
        case Click(button="left", count=1, modifiers=()), Fill() as fill if quiet:
            return _joined(last, heard, fill)
        case Click(button="left", count=1, modifiers=()), (Check() | Select() | Upload()) as outcome:
            return _joined(last, heard, outcome)
        case Click(count=1) as first, Click(count=2) as second if _one_gesture(first, second, last, heard):
            return _joined(last, heard, replace(first, count=2))
        case _:
            return None


def single(deed: Deed) -> Deed:
    """A click as a step of its own is one click, whichever of a quick row the browser counted it to be."""
    return replace(deed, action=replace(deed.action, count=1)) if isinstance(deed.action, Click) else deed


def _joined(last: Deed, heard: Deed, action: Action) -> Deed:
    return replace(last, action=action, acted=max(last.acted, heard.acted), ref=heard.ref)


def _one_gesture(first: Click, second: Click, last: Deed, heard: Deed) -> bool:
    alike = (first.button, first.modifiers) == (second.button, second.modifiers)
    return alike and heard.started - last.acted <= _DOUBLE_CLICK


def _same_element(last: Deed, heard: Deed) -> bool:
    if last.ref or heard.ref:
        return last.ref == heard.ref or _same_place(last, heard)
    return _same_place(last, heard)


def _same_place(last: Deed, heard: Deed) -> bool:
    """Whether both aim at the same place in the page, though the element may have been drawn anew in between."""
    first, second = _target(last.action), _target(heard.action)
    if first is None or second is None:
        return first is second and isinstance(last.action, Scroll) and isinstance(heard.action, Scroll)
    return first.frame == second.frame and first.locators[:1] == second.locators[:1] and first.locators != ()


def _target(action: Action) -> Target | None:
    target = getattr(action, "target", None)
    return target if isinstance(target, Target) else None
