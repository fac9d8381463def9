"""What the window knows of an edited recording that is being done again: one frozen value. No Qt."""

from dataclasses import dataclass, replace
from enum import StrEnum

from workbench.domain.sentences import describe
from workbench.domain.verdicts import Ruling
from workbench.session.messages import DoneByHand, HandedOver, RedoStarted, RedoStepping, SittingMessage, StuckAt
from workbench.ui.models.emphasis import shortened

_LONG = 110
"""Letters of a reason that the strip has room for; its tooltip says all of it."""


class Turn(StrEnum):
    """Whose turn it is."""

    SCRIPT = "script"
    """The steps are being done; the page must not be touched."""
    STUCK = "stuck"
    """A step can't be done: the person may do it by hand."""
    HANDS = "hands"
    """The person records by hand."""


@dataclass(frozen=True, slots=True)
class RedoState:
    """Where the script stands. ``apply`` gives the next one."""

    of: str
    """The recording's name."""
    steps: tuple[str, ...]
    """What each step does; ``**`` marks what to stress."""
    first_changed: int
    before: Ruling | None = None
    """How the recording was judged."""
    turn: Turn = Turn.SCRIPT
    step: int = 0
    """The step being done, or the one to go on with; from 1, 0 before the first."""
    why: str = ""
    """What keeps that step from being done."""

    @classmethod
    def begun(cls, message: RedoStarted) -> "RedoState":
        """Nothing is done yet."""
        return cls(message.of, message.steps, message.first_changed, message.before)

    def apply(self, message: SittingMessage) -> "RedoState":
        """The state after a message."""
        match message:
            case RedoStepping(step=step):
                return replace(self, turn=Turn.SCRIPT, step=step, why="")
            case StuckAt(step=step, sentence=sentence):
                return replace(self, turn=Turn.STUCK, step=step, why=sentence)
            case HandedOver(step=step):
                return replace(self, turn=Turn.HANDS, step=step, why="")
            case DoneByHand(start=start, stop=stop, steps=steps):
                done = tuple(describe(step.action) for step in steps)
                return replace(self, steps=(*self.steps[: start - 1], *done, *self.steps[stop - 1 :]))
            case _:
                return self

    def interrupted(self) -> "RedoState":
        """Something went wrong beside the steps: the person may act."""
        return replace(self, turn=Turn.HANDS) if self.running else self

    @property
    def running(self) -> bool:
        """Whether the script acts now."""
        return self.turn is Turn.SCRIPT

    @property
    def next(self) -> int:
        """The step that the script goes on with; the one that can't be done, the person does."""
        return self.step + (self.turn is Turn.STUCK)

    @property
    def other(self) -> int:
        """The other step that it may go on with: to try again, or to leave one out."""
        return self.step + (self.turn is not Turn.STUCK)

    @property
    def left(self) -> int:
        """How many steps the script has from ``step`` on."""
        return max(0, len(self.steps) - self.step + 1)

    @property
    def sentence(self) -> str:
        """Where it stands, for the strip over the page."""
        match self.turn:
            case Turn.STUCK:
                return f"{shortened(self.why, _LONG)} Do it by hand."
            case Turn.HANDS if self.left:
                return "**Record by hand now**, then go on or finish."
            case Turn.HANDS:
                return "**All steps were done.** Go on by hand, then finish."
            case _:
                doing = self.steps[self.step - 1] if 0 < self.step <= len(self.steps) else "Opening the page"
                return f"Doing **{self.of}** again{self._part}: {doing}"

    @property
    def _part(self) -> str:
        if self.first_changed > len(self.steps):
            return ""
        return ", from the edit on" if self.step >= self.first_changed else ", up to the edit"
