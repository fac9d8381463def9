"""Where replay stands: a step, and whether one looks at it before, while or after the action was done."""

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

from workbench.domain.episodes import Episode
from workbench.domain.steps import Step


class Phase(StrEnum):
    """Which moment of a step."""

    BEFORE = "before"
    """Just before the action began."""
    ACTION = "action"
    """When the action itself was over, before the page answered."""
    AFTER = "after"
    """When everything that came of it had happened."""


class Scope(StrEnum):
    """How much a panel shows."""

    STEP = "step"
    """What belongs to the step one stands on."""
    TOTAL = "total"
    """Everything from the beginning up to the moment one stands at."""


@dataclass(frozen=True, slots=True)
class Position:
    """``step`` counts from 1; step 0 is the opened start page and has only its ``AFTER``."""

    step: int
    phase: Phase


@dataclass(frozen=True, slots=True)
class Focus:
    """The one thing pointed at within the position, so that all panels can mark the same thing."""

    change: int | None = None
    """``Change.seq``"""
    exchange: str | None = None
    """``Exchange.id``"""
    console: int | None = None
    """Position in ``Episode.console``."""
    node: int | None = None
    """Node id in the DOM recording."""
    disturbance: tuple[str, float] | None = None
    """``Disturbance.perturbation`` and ``Disturbance.at``."""


NOTHING = Focus()
START = Position(0, Phase.AFTER)
_PHASES = tuple(Phase)


def step_of(episode: Episode, position: Position) -> Step | None:
    """The step stood on; None at the start. Raises IndexError beyond the last step."""
    return episode.steps[position.step - 1] if position.step > 0 else None


def first(episode: Episode) -> Position:  # noqa: ARG001 - the four movements take the same arguments
    """The start page, before anyone acted."""
    return START


def last(episode: Episode) -> Position:
    """After the last step."""
    return Position(len(episode.steps), Phase.AFTER)


def next_phase(episode: Episode, position: Position) -> Position:
    """One phase forward; stays at the end."""
    if position.phase is not Phase.AFTER:
        return Position(position.step, _PHASES[_PHASES.index(position.phase) + 1])
    return Position(position.step + 1, Phase.BEFORE) if position.step < len(episode.steps) else position


def previous_phase(episode: Episode, position: Position) -> Position:  # noqa: ARG001
    """One phase back; stays at the start."""
    if position.step == 0:
        return START
    if position.phase is not Phase.BEFORE:
        return Position(position.step, _PHASES[_PHASES.index(position.phase) - 1])
    return Position(position.step - 1, Phase.AFTER)


def next_step(episode: Episode, position: Position) -> Position:
    """The following step in the same phase; stays at the last."""
    return at_step(episode, position.step + 1, position.phase)


def previous_step(episode: Episode, position: Position) -> Position:
    """The step before in the same phase; the start before the first."""
    return at_step(episode, position.step - 1, position.phase)


def at_step(episode: Episode, step: int, phase: Phase) -> Position:
    """That step, or the nearest there is."""
    inside = min(max(step, 0), len(episode.steps))
    return Position(inside, phase) if inside else START


def moment(episode: Episode, position: Position) -> float:
    """When that was, in milliseconds since the sitting began. Raises IndexError beyond the last step."""
    step = step_of(episode, position)
    if step is None:
        return episode.steps[0].started if episode.steps else (episode.dom[-1].at if episode.dom else 0.0)
    return {Phase.BEFORE: step.started, Phase.ACTION: step.acted, Phase.AFTER: step.ended}[position.phase]


def position_at(episode: Episode, at: float) -> Position:
    """The position whose moment is nearest, among those of the step that was under way."""
    index = bisect_right(episode.steps, at, key=lambda step: step.started)
    if index == 0:
        return START
    candidates = (Position(index, phase) for phase in (Phase.ACTION, Phase.BEFORE, Phase.AFTER))
    return min(candidates, key=lambda candidate: abs(moment(episode, candidate) - at))


def dom_count(episode: Episode, position: Position) -> int:
    """How many of the episode's DOM events had happened by then."""
    step = step_of(episode, position)
    if step is None:
        return episode.steps[0].dom_before if episode.steps else len(episode.dom)
    match position.phase:
        case Phase.BEFORE:
            return step.dom_before
        case Phase.AFTER:
            return step.dom_after
        case Phase.ACTION:
            return bisect_right(episode.dom, step.acted, step.dom_before, step.dom_after, key=lambda event: event.at)


def page_of(episode: Episode, position: Position) -> str:
    """The tab that is looked at."""
    step = step_of(episode, position) or (episode.steps[0] if episode.steps else None)
    if step:
        return step.page
    return episode.dom[0].page if episode.dom else "t1"


def address(episode: Episode, position: Position) -> str:
    """URL of the tab that is looked at; after a step, where the next one found it."""
    step = step_of(episode, position)
    following = episode.steps[position.step] if position.step < len(episode.steps) else None
    if position.phase is Phase.AFTER and following and (step is None or following.page == step.page):
        return following.url
    return step.url if step else ""


def pixels(episode: Episode, position: Position) -> str | None:
    """Blob hash of the picture to show; None where none was taken."""
    step = step_of(episode, position)
    if step is None:
        return episode.steps[0].before if episode.steps else None
    return step.after if position.phase is Phase.AFTER else step.before
