"""Profiles unfolded: what each holds, how strong it is, and what of it struck. No Qt."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from workbench.domain.steps import Disturbance
from workbench.replay.wording import details
from workbench.session.control import ParameterInfo, PerturbationInfo, ProfileInfo
from workbench.ui.models.look import Chip, Look, Span, faint, joined
from workbench.ui.models.wording import count

_FEW = 6
"""Values of a list that are spelled out."""
_COUNTED = frozenset({"actions", "changes", "clicks", "commits", "keystrokes", "pages", "requests", "rows", "times"})
"""Units of which there can be one."""


def profile_title(profile: ProfileInfo) -> str:
    """``rough``, or ``evening · own``."""
    return f"{profile.name} · own" if profile.place else profile.name


def profile_sentence(profile: ProfileInfo) -> str:
    """What it is about, how much it holds, and for an author's own where it is written."""
    held = count(len(profile.perturbations), "disturbance") if profile.perturbations else ""
    parts = (profile.about.rstrip("."), held, f"written in {profile.place}" if profile.place else "")
    return " · ".join(filter(None, parts))


def profile_looks(profile: ProfileInfo) -> tuple[Look, ...]:
    """A row for each perturbation, the outermost first."""
    return tuple(map(perturbation_look, profile.perturbations))


def perturbation_look(info: PerturbationInfo, *, measured: bool = True) -> Look:
    """Its id, title and sentence; ``measured``: and how strong it is."""
    lines = [(Span(info.title, "strong"),), faint(info.about)]
    if measured and info.parameters:
        lines.append(joined([Span(parameter_text(each), "muted") for each in info.parameters]))
    hint = "\n".join(f"{_spoken(each.name)}: {each.about}" for each in info.parameters)
    return Look(tuple(lines), lead=info.id, chips=(Chip(info.layer),), hint=hint)


def parameter_text(parameter: ParameterInfo) -> str:
    """``share 0.06 of requests``, ``burst 1 request``"""
    one = parameter.value == 1 and parameter.unit in _COUNTED
    unit = parameter.unit.removesuffix("s") if one else parameter.unit
    return " ".join(filter(None, (_spoken(parameter.name), _value(parameter.value), unit)))


def strike_looks(profile: ProfileInfo | None, struck: Sequence[Disturbance]) -> tuple[Look, ...]:
    """What struck, the latest first, then what the profile still has in store."""
    times = Counter(each.perturbation for each in struck)
    latest = {each.perturbation: each for each in struck}
    last = sorted(latest.values(), key=lambda each: each.at, reverse=True)
    waiting = [each for each in (profile.perturbations if profile else ()) if each.id not in times]
    heading = (Look((faint("Not yet, or nowhere to be seen"),), heading=True),) if last and waiting else ()
    return (*(_struck(each, times[each.perturbation]) for each in last), *heading, *map(_waiting, waiting))


def _struck(one: Disturbance, times: int) -> Look:
    where = f"step {one.step}" if one.step else "before the first step"
    lines = ((Span(one.title, "strong"),), joined([Span(where, "disturbed"), *_detail(one)]))
    return Look(lines, lead=one.perturbation, chips=(Chip(f"struck ×{times}", "disturbed"),), hint=details(one.detail))


def _detail(one: Disturbance) -> list[Span]:
    told = details(one.detail)
    return [Span(told, "muted")] if told else []


def _waiting(info: PerturbationInfo) -> Look:
    return Look(((Span(info.title, "muted"),),), lead=info.id, hint=info.about)


def _value(value: Any) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case list() | tuple():
            return ", ".join(map(str, value[:_FEW])) + (" …" if len(value) > _FEW else "")
        case "":
            return "by seed"
        case _:
            return str(value)


def _spoken(name: str) -> str:
    return name.replace("_", " ")
