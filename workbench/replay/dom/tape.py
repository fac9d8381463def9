"""A tab's recording, sought to any moment."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from workbench.domain.steps import DomEvent
from workbench.domain.values import JsonValue
from workbench.replay.dom.apply import META, apply, is_snapshot
from workbench.replay.dom.document import Document

_EVERY = 64
"""Events between two checkpoints; a checkpoint shares all nodes and costs one dictionary."""


class DomTape:
    """The page of one tab after any number of the episode's events.

    Seeking changes it in one way only: it remembers checkpoints. It folds from the nearest of: the last checkpoint, the
    last full snapshot, the moment it stands at.
    """

    def __init__(self, events: Sequence[DomEvent], page: str) -> None:
        """``events`` are all of the episode's, ``page`` is the tab."""
        self._positions = [number for number, event in enumerate(events) if event.page == page]
        self._events: list[Mapping[str, JsonValue]] = [events[number].event for number in self._positions]
        self._starts = [number for number, event in enumerate(self._events) if is_snapshot(event)]
        self._marks: dict[int, Document] = {0: Document()}
        self._here = (0, Document())

    def at(self, count: int) -> Document:
        """The page after the first ``count`` of the episode's events, its own to keep."""
        return self._seek(bisect_right(self._positions, count - 1)).copy()

    def snapshots_between(self, start: int, end: int) -> int:
        """How many times the page started afresh after ``start`` and up to ``end`` of the episode's events."""
        low, high = (bisect_right(self._positions, count - 1) for count in (start, end))
        return sum(low <= number < high for number in self._starts)

    def _seek(self, own: int) -> Document:
        """The page after ``own`` of this tab's events; the caller must not change it."""
        number, document = self._nearest(own)
        for position in range(number, own):
            apply(document, self._events[position])
            if (position + 1) % _EVERY == 0 and position + 1 not in self._marks:
                self._marks[position + 1] = document.copy()
        self._here = (own, document)
        return document

    def _nearest(self, own: int) -> tuple[int, Document]:
        """Where to fold from: a document that may be changed, and how many events it holds."""
        mark = next(number for number in range(own - own % _EVERY, -1, -_EVERY) if number in self._marks)
        fresh = bisect_right(self._starts, own - 1)
        start = self._starts[fresh - 1] if fresh else 0
        here, document = self._here
        if max(mark, start) <= here <= own:
            return here, document
        if mark >= start:
            return mark, self._marks[mark].copy()
        return self._before_snapshot(start)

    def _before_snapshot(self, start: int) -> tuple[int, Document]:
        """An empty page before the snapshot at ``start``, and before the event that gives its address and size."""
        before = start - 1 if start and self._events[start - 1].get("type") == META else start
        return before, Document()
