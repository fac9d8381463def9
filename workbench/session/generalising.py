"""Recorded steps said of another task: where they speak of the recorded task's parameters, they speak of this one's.

Pure. A parameter is known again in every form that pages and people write it in: ``14 July 2026``, ``07/14/2026``,
``1,250.00``. What speaks of no parameter stays as it was recorded.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from workbench.domain.actions import (
    Action,
    Answer,
    Check,
    Click,
    Defer,
    Drag,
    Fill,
    Locator,
    Navigate,
    Outcome,
    Press,
    Scroll,
    Select,
    Target,
    Upload,
)
from workbench.domain.steps import Step
from workbench.domain.values import JsonValue

_DATES = (
    "%Y-%m-%d",
    *(
        f"{weekday}{day}"
        for weekday in ("%A ", "%A, ", "%a ", "%a, ", "")
        for day in ("D %B %Y", "%B D, %Y", "D %b %Y")
    ),
    *("%b D, %Y", "%a, %b D, %Y", "%a, %b D", "%a D %b", "D %b", "D %B", "%B D", "%b D"),
    *("%m/%d/%Y", "%-m/%-d/%Y", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y/%m/%d", "%Y%m%d", "%m/%d/%y"),
)
"""How dates are shown; ``D`` is the day of the month, with or without a zero before it."""
_PARTS = ("%-d", "%d", "%B", "%b", "%Y", "%A", "%a")
"""What a drop-down or a cell of a calendar says of a date; inside of a longer text it tells nothing."""
_TIMES = ("%H:%M", "%-I:%M %p", "%I:%M %p", "%-I:%M%p", "%H.%M", "%H%M")
_SHORTEST = 3
"""Letters from which on a text inside of a longer one is no coincidence."""
_TELLING = 4
"""Digits from which on a number inside of a longer text is no coincidence."""

Rewrite = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Saying:
    """The ways to say a text of the other task, the likelier first: elements may be called either."""

    likely: Rewrite
    other: Rewrite

    def __call__(self, text: str) -> str:
        """The likelier one."""
        return self.likely(text)


@dataclass(frozen=True, slots=True)
class _Swap:
    """One form of one parameter, then and now."""

    then: str
    now: str
    inside: bool
    """Whether it counts also inside of a longer text."""


def generalise(steps: Sequence[Step], then: Mapping[str, JsonValue], now: Mapping[str, JsonValue]) -> tuple[Step, ...]:
    """The steps for a task with other parameters; the very same ones where the parameters are the same."""
    if dict(then) == dict(now):
        return tuple(steps)
    saying = _Saying(rewriter(then, now), rewriter(then, now, padded=True))
    return tuple(replace(step, action=_action(step.action, saying)) for step in steps)


def generalise_outcome(outcome: Outcome, then: Mapping[str, JsonValue], now: Mapping[str, JsonValue]) -> Outcome:
    """The declared end; a deferral names what this task speaks of."""
    if not isinstance(outcome, Defer):
        return outcome
    return replace(outcome, entity=rewriter(then, now)(outcome.entity))


def rewriter(then: Mapping[str, JsonValue], now: Mapping[str, JsonValue], *, padded: bool = False) -> Rewrite:
    """What a text would be in the other task. A form that two parameters had in common stays as it was.

    ``padded`` tells whether days of the month below 10 have a zero before them, which a 14 does not show.
    """
    swaps: dict[str, _Swap | None] = {}
    others = dict(_flat(now))
    for path, value in _flat(then):
        own: dict[str, _Swap] = {}
        for swap in _swaps(value, others.get(path), padded):
            own.setdefault(swap.then, swap)
        for form, swap in own.items():
            known = swaps.get(form, swap)
            swaps[form] = swap if known is not None and known.now == swap.now else None
    certain = {form: swap for form, swap in swaps.items() if swap is not None and swap.then != swap.now}
    inside = sorted((form for form, swap in certain.items() if swap.inside), key=len, reverse=True)
    kept = [form for form, swap in swaps.items() if swap is None or swap.then == swap.now]
    pattern = _any_of([*inside, *(form for form in kept if len(form) >= _SHORTEST)])

    def rewrite(text: str) -> str:
        whole = certain.get(text.strip())
        if whole is not None:
            return text.replace(text.strip(), whole.now)
        return pattern.sub(lambda found: _now(certain, found.group()), text) if pattern else text

    return rewrite


def _now(certain: Mapping[str, _Swap], form: str) -> str:
    return certain[form].now if form in certain else form


def _any_of(forms: Sequence[str]) -> re.Pattern[str] | None:
    """Longest first, each as whole words."""
    if not forms:
        return None
    ordered = sorted(forms, key=len, reverse=True)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, ordered))})(?![^\W_])")


def _flat(parameters: Mapping[str, JsonValue]) -> Iterator[tuple[str, JsonValue]]:
    for name, value in parameters.items():
        if isinstance(value, Mapping):
            yield from ((f"{name}.{inner}", each) for inner, each in _flat(value))
        else:
            yield name, value


def _swaps(then: JsonValue, now: JsonValue, padded: bool) -> Iterator[_Swap]:
    match then, now:
        case (bool(), _) | (_, bool()) | (None, _) | (_, None):
            return
        case int() | float(), int() | float():
            yield _number(str(then), str(now))
            if isinstance(then, int) and isinstance(now, int):
                yield from (_number(form(then), form(now)) for form in (_cents, _grouped_cents, _grouped))
        case str(), str():
            yield _Swap(then, now, inside=len(then) >= _SHORTEST)
            yield from _moments(then, now, padded)


def _number(then: str, now: str) -> _Swap:
    return _Swap(then, now, inside=sum(letter.isdigit() for letter in then) >= _TELLING)


def _cents(amount: int) -> str:
    return f"{amount // 100}.{amount % 100:02}"


def _grouped_cents(amount: int) -> str:
    return f"{amount // 100:,}.{amount % 100:02}"


def _grouped(amount: int) -> str:
    return f"{amount:,}"


def _moments(then: str, now: str, padded: bool) -> Iterator[_Swap]:
    first, second = _date(then), _date(now)
    if first is not None and second is not None:
        for form in _DATES:
            for day in ("%d", "%-d") if padded else ("%-d", "%d"):
                shown = form.replace("D", day)
                yield _Swap(_said(first, shown), _said(second, shown), inside=True)
        yield from (_Swap(_said(first, form), _said(second, form), inside=False) for form in _PARTS)
    early, late = _time(then), _time(now)
    if early is not None and late is not None:
        yield from (_Swap(_said(early, form), _said(late, form), inside=True) for form in _TIMES)


def _said(moment: dt.date | dt.time, form: str) -> str:
    """As ``strftime`` does; ``%-d`` is not known everywhere."""
    for part in ("d", "m", "I"):
        if f"%-{part}" in form:
            form = form.replace(f"%-{part}", moment.strftime(f"%{part}").lstrip("0"))
    return moment.strftime(form)


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text[:10]) if len(text) == 10 or text[10:11] == "T" else None
    except ValueError:
        return None


def _time(text: str) -> dt.time | None:
    try:
        return dt.time.fromisoformat(text) if len(text) == 5 else None
    except ValueError:
        return None


def _action(action: Action, saying: _Saying) -> Action:
    match action:
        case Fill(target=target, value=value):
            return replace(action, target=_target(target, saying), value=saying(value))
        case Select(target=target):
            return _select(replace(action, target=_target(target, saying)), saying)
        case Click(target=target):
            return replace(action, target=_target(target, saying))
        case Check(target=target) | Upload(target=target):
            return replace(action, target=_target(target, saying))
        case Press(target=Target() as target) | Scroll(target=Target() as target):
            return replace(action, target=_target(target, saying))
        case Drag(source=source, target=target):
            return replace(action, source=_target(source, saying), target=_target(target, saying))
        case Navigate(how="address", url=url):
            return replace(action, url=saying(url))
        case Answer(text=text):
            return replace(action, text=saying(text))
        case _:
            return action


def _select(action: Select, saying: _Saying) -> Select:
    """By what the list shows, where that is another now: what its form sends tells little of what is meant."""
    labels = tuple(map(saying, action.labels))
    if labels != action.labels:
        return replace(action, labels=labels, values=labels)
    values = tuple(map(saying, action.values))
    return replace(action, values=values, labels=values if values != action.values else labels)


def _target(target: Target, saying: _Saying) -> Target:
    """Where what is said of the element is another now, ways that say nothing of it would lead to the old one."""
    told = (_locator(locator, say) for locator in target.locators for say in (saying.likely, saying.other))
    altered = tuple(dict.fromkeys(locator for locator in told if locator not in target.locators))
    return replace(target, locators=altered or target.locators, text=saying(target.text), name=saying(target.name))


def _locator(locator: Locator, rewrite: Rewrite) -> Locator:
    match locator.strategy:
        case "role":
            return replace(locator, name=rewrite(locator.name)) if locator.name else locator
        case "css":
            return locator
        case _:
            return replace(locator, value=rewrite(locator.value))
