"""The film strip: the pictures of the episode in order, each once."""

from bisect import bisect_right
from dataclasses import dataclass

from workbench.domain.sentences import describe
from workbench.replay import wording
from workbench.replay.index import Index
from workbench.replay.position import Phase, Position

_PHASES = {phase: number for number, phase in enumerate(Phase)}


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture, and the position it is the picture of."""

    position: Position
    blob: str
    at: float
    caption: str


def build_film(index: Index) -> tuple[Frame, ...]:
    """Before the first step, then after each; a picture equal to the one before it is left out, so that one sees
    when the page changed. Where a step has no picture after it, the one before the next step stands in."""
    frames: list[Frame] = []
    for position, blob, at, caption in _candidates(index):
        if blob and (not frames or frames[-1].blob != blob):
            frames.append(Frame(position, blob, at, caption))
    return tuple(frames)


def frame_at(frames: tuple[Frame, ...], position: Position) -> int | None:
    """Index of the frame that shows how things stood then; None before the first one."""
    reached = bisect_right(frames, _order(position), key=lambda frame: _order(frame.position))
    return reached - 1 if reached else None


def _order(position: Position) -> tuple[int, int]:
    return position.step, _PHASES[position.phase]


def _candidates(index: Index) -> list[tuple[Position, str | None, float, str]]:
    found: list[tuple[Position, str | None, float, str]] = []
    steps = index.episode.steps
    if steps:
        found.append((Position(0, Phase.AFTER), steps[0].before, steps[0].started, "Start"))
    for step in steps:
        plain = describe(step.action).replace("**", "")
        caption = f"{step.index} · {plain}"
        found.append((Position(step.index, Phase.BEFORE), step.before, step.started, f"before {caption}"))
        found.append((Position(step.index, Phase.AFTER), step.after, step.ended, caption))
    return found


def describe_frame(frame: Frame) -> str:
    """For a tooltip."""
    return f"{frame.caption}\n{wording.offset(frame.at)}"
