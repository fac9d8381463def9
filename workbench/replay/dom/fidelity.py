"""Whether a reconstruction tells the truth: the folded recording against the live page's own canonical text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workbench.domain.episodes import Episode
from workbench.domain.steps import DomEvent, Step
from workbench.replay.dom.canonical import canonical, difference
from workbench.replay.dom.tape import DomTape

ReadBlob = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Mismatch:
    """The step is unfaithful: its reconstruction is not what the page was."""

    step: int
    expected: str
    """The line that the live page had; empty where its text had ended."""
    got: str
    """The line that the reconstruction has."""
    line: int
    path: str
    """Where: the elements above, such as ``html > body > main``."""

    @property
    def sentence(self) -> str:
        """The mismatch in one sentence."""
        expected, got = self.expected or "nothing", self.got or "nothing"
        return f"Below {self.path} the page had {expected}, the reconstruction has {got}."


@dataclass(frozen=True, slots=True)
class Unproven:
    """Nothing to compare the reconstruction with."""

    step: int
    reason: str


StepFidelity = Mismatch | Unproven | None
"""None: the reconstruction is exactly what the page was."""


class FidelityCheck:
    """Checks steps of one episode; it keeps their tabs' tapes, so that going through all steps folds each once."""

    def __init__(self, events: Sequence[DomEvent], read_blob: ReadBlob) -> None:
        self._events = events
        self._read_blob = read_blob
        self._tapes: dict[str, DomTape] = {}

    def check(self, step: Step) -> StepFidelity:
        """Compare the page at the moment of the step's truth."""
        if step.truth is None or step.truth_dom is None:
            return Unproven(step.index, "The page did not come to rest during this step, so it left no truth.")
        try:
            expected = self._read_blob(step.truth).decode()
        except (OSError, LookupError, ValueError) as error:
            return Unproven(step.index, f"The truth of this step can't be read: {error}")
        tape = self._tapes.setdefault(step.page, DomTape(self._events, step.page))
        found = difference(expected, canonical(tape.at(step.truth_dom)))
        return Mismatch(step.index, found.expected, found.got, found.line, found.path) if found else None


def check_step(episode: Episode, step: Step, read_blob: ReadBlob) -> StepFidelity:
    """Whether that step's reconstruction is faithful."""
    return FidelityCheck(episode.dom, read_blob).check(step)


def check_episode(episode: Episode, read_blob: ReadBlob) -> tuple[StepFidelity, ...]:
    """The same for every step, in order."""
    check = FidelityCheck(episode.dom, read_blob)
    return tuple(check.check(step) for step in episode.steps)
