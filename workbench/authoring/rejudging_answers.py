"""What a text does to the stored runs of its workout: plain data that crosses from one process to another."""

from dataclasses import dataclass
from pathlib import Path

from workbench.domain.verdicts import Ruling, Verdict

LISTED = 100
"""How many flips are listed, so that the window has little to decode and to lay out; of the others there are counts."""


@dataclass(frozen=True, slots=True)
class Rejudge:
    """Judge the stored runs by this text; answered by Loading after Loading, then by Consequences that get better."""

    number: int
    text: str
    saved: str
    """The text on disk, that flips are counted from; empty for a new spec."""
    source: str
    recordings: Path
    shown: Path | None = None
    """The episode in view, stored or not."""


@dataclass(frozen=True, slots=True)
class Loading:
    """The stored runs are being read, once."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Flip:
    """A stored run whose verdict is another under the text."""

    folder: Path
    name: str
    label: str
    """``gold``, ``failing`` or empty."""
    seed: int
    before: Ruling
    """Under the text on disk; where there is none, what somebody expects, or UNDECIDED."""
    after: Ruling
    expected: str | None
    """The verdict that somebody said is right."""
    reason: str
    """What decided it, one sentence; ``**`` marks what to stress."""

    @property
    def contradicts(self) -> bool:
        """Whether the new verdict is against what somebody said is right."""
        return self.expected is not None and self.after.value != self.expected


@dataclass(frozen=True, slots=True)
class Turn:
    """How many runs flip alike, listed or not."""

    before: Ruling
    after: Ruling
    contradicts: bool
    count: int


@dataclass(frozen=True, slots=True)
class Consequences:
    """How the stored runs fare. ``number`` is the question's; while it is not ``complete`` a better one follows."""

    number: int
    total: int
    """Stored runs of the workout, readable or not."""
    judged: int
    flips: tuple[Flip, ...] = ()
    """Contradictions first, then by turn; at most ``LISTED``."""
    verdict_of_shown: Verdict | None = None
    """The whole verdict of the episode in view; None where none is, or it can't be read."""
    satisfied: int = 0
    violated: int = 0
    undecided: int = 0
    unreadable: int = 0
    seconds: float = 0.0
    """From the question until all rulings stood; the runs were read already."""
    turns: tuple[Turn, ...] = ()
    """In the order of ``flips``."""
    problem: str = ""
    """Why the text can't be judged by; then nothing flips."""
    complete: bool = True
    baseline: str = "saved"
    """``saved``: flips are against the text on disk; ``expected``: there is none, they are against what is expected."""

    @property
    def flipped(self) -> int:
        """How many runs flip, listed or not."""
        return sum(turn.count for turn in self.turns)

    @property
    def contradictions(self) -> int:
        """How many flip against what somebody said is right, listed or not."""
        return sum(turn.count for turn in self.turns if turn.contradicts)
