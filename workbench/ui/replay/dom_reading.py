"""The DOM at a position, derived away from the Qt thread: tree rows, snapshot, and whether it can be trusted. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass, field

import msgspec

from workbench.domain.episodes import Episode
from workbench.domain.steps import Step
from workbench.replay.dom.changes import Changes, changed
from workbench.replay.dom.choices import choices
from workbench.replay.dom.document import Document
from workbench.replay.dom.fidelity import FidelityCheck, StepFidelity
from workbench.replay.dom.rows import TreeRow, tree_rows
from workbench.replay.dom.tape import DomTape
from workbench.replay.intent import target_of
from workbench.replay.position import Phase, Position, dom_count, page_of, step_of

_MOST_HIGHLIGHTS = 300


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A page to rebuild, as the JSON that rebuild.html takes."""

    page: str
    highlight: str


@dataclass(frozen=True, slots=True)
class TreeAt:
    """The rows of a page's tree."""

    rows: tuple[TreeRow, ...]
    fresh: bool
    """The step loaded this page: all of it is new, and nothing is marked."""


@dataclass
class DomReader:
    """Reads one episode's DOM; its tapes remember checkpoints, so one thread only may use it."""

    episode: Episode
    read_blob: Callable[[str], bytes]
    _tapes: dict[str, DomTape] = field(default_factory=dict)
    _check: FidelityCheck | None = None

    def tree(self, position: Position) -> TreeAt:
        """The tree at that position, marked with what the step has done to it so far."""
        tape, changes = self._at(position)
        return TreeAt(tree_rows(tape.at(dom_count(self.episode, position)), changes), changes.fresh)

    def snapshot(self, position: Position) -> Snapshot:
        """The page at that position and what to highlight in it."""
        tape, changes = self._at(position)
        document = tape.at(dom_count(self.episode, position))
        ids = outermost(document, self._highlight(position, changes))
        return Snapshot(_json(document.snapshot()), _json(ids[:_MOST_HIGHLIGHTS]))

    def fidelity(self, position: Position) -> StepFidelity:
        """Whether the reconstruction of the step equals the live page; None when it does."""
        step = step_of(self.episode, position)
        step = step or (self.episode.steps[0] if self.episode.steps else None)
        if step is None:
            return None
        self._check = self._check or FidelityCheck(self.episode.dom, self.read_blob)
        return self._check.check(step)

    def choices(self, step: Step) -> tuple[str, ...]:
        """What the list that a recorded step chose from offered just before."""
        target = target_of(step.action)
        if target is None or target.node is None:
            return ()
        tape, _ = self._at(Position(step.index, Phase.BEFORE))
        return choices(tape.at(dom_count(self.episode, Position(step.index, Phase.BEFORE))), target.node)

    def _at(self, position: Position) -> tuple[DomTape, Changes]:
        page = page_of(self.episode, position)
        if page not in self._tapes:
            self._tapes[page] = DomTape(self.episode.dom, page)
        tape = self._tapes[page]
        step = step_of(self.episode, position)
        start = step.dom_before if step else 0
        return tape, changed(tape, start, dom_count(self.episode, position))

    def _highlight(self, position: Position, changes: Changes) -> frozenset[int]:
        """What was acted upon, before and while it was done; what changed, afterwards."""
        step = step_of(self.episode, position)
        if step is None or position.phase is Phase.AFTER:
            return changes.touched
        target = target_of(step.action)
        return frozenset({target.node}) if target and target.node is not None else frozenset()


def outermost(document: Document, numbers: frozenset[int]) -> list[int]:
    """Those of the nodes that are in the page and in no other of them: one box around a thing, not one in another."""
    return [
        number
        for number in sorted(numbers)
        if number in document.nodes and not numbers.intersection(document.path(number)[:-1])
    ]


def _json(value: object) -> str:
    """JSON that is also a JavaScript expression."""
    text = msgspec.json.encode(value).decode()
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
