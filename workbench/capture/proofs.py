"""What the tabs said they were, a few moments back: the proof of steps that leave a page as it was."""

from collections import deque
from dataclasses import replace

from workbench.capture.events import TruthTaken
from workbench.capture.tape import Tape
from workbench.domain.steps import Step

_KEPT = 8


class Proofs:
    """The latest truths of each tab. Grows with ``hear``, forgets the oldest."""

    def __init__(self, tape: Tape) -> None:
        self._tape = tape
        self._heard: dict[str, deque[TruthTaken]] = {}

    def hear(self, event: TruthTaken) -> None:
        """A page told its truth."""
        self._heard.setdefault(event.page, deque(maxlen=_KEPT)).append(event)

    def covers(self, page: str) -> bool:
        """Whether nothing was recorded of the tab since its last truth; true of a tab of which nothing was at all."""
        proofs = self._heard.get(page)
        return self._tape.silent(page, proofs[-1].dom_events if proofs else 0, self._tape.length)

    def still_true(self, step: Step) -> Step:
        """The step with the truth of an earlier moment, where nothing was recorded of its tab since."""
        for proof in reversed(self._heard.get(step.page, ())):
            if proof.at <= step.ended and self._tape.silent(step.page, proof.dom_events, step.dom_after):
                return replace(step, truth=proof.blob, truth_dom=proof.dom_events)
        return step
