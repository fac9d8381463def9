"""The growing list of steps: what each one did, what it asked of the server, what it changed. No Qt."""

from collections.abc import Sequence

from workbench.domain.actions import Action, Defer, Done, Drag, GiveUp, Target
from workbench.domain.sentences import describe
from workbench.domain.steps import Step
from workbench.ui.models.look import Chip, Line, Look, Span, joined, stressed
from workbench.ui.models.record_state import ChargedChange, RecordState
from workbench.ui.models.wording import count, offset


def step_looks(state: RecordState) -> tuple[Look, ...]:
    """One look for each step, in order."""
    caused: dict[int | None, list[ChargedChange]] = {}
    for seen in state.changes:
        caused.setdefault(seen.change.step, []).append(seen)
    return tuple(_look(state, step, caused.get(step.index, ())) for step in state.steps)


def _look(state: RecordState, step: Step, caused: Sequence[ChargedChange]) -> Look:
    lines = (stressed(describe(step.action)), _details(state, step, caused))
    return Look(tuple(filter(None, lines)), lead=str(step.index), chips=(Chip(offset(step.started)),), hint=step.url)


def _details(state: RecordState, step: Step, caused: Sequence[ChargedChange]) -> Line:
    """``button · 1 request · 2 changes · 1 breach · late modal``"""
    target = target_of(step.action)
    requests = state.requests.get(step.index, 0)
    breaches = sum(seen.breach for seen in caused)
    struck = [f"{event.perturbation} {event.title}".strip() for event in state.disturbances if event.step == step.index]
    parts = (
        Span(target.role or target.tag if target else "", "muted"),
        Span(count(requests, "request") if requests else "", "muted"),
        Span(count(len(caused), "change") if caused else "", "strong"),
        Span(count(breaches, "breach", "breaches") if breaches else "", "broken"),
        Span(", ".join(dict.fromkeys(struck)), "disturbed"),
    )
    return joined([part for part in parts if part.text])


def target_of(action: Action) -> Target | None:
    """The element that an action aimed at, where it aimed at one."""
    match action:
        case Done() | Defer() | GiveUp():
            return None
        case Drag(source=source):
            return source
        case _:
            found = getattr(action, "target", None)
            return found if isinstance(found, Target) else None
