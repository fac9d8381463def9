"""What was seen when: the episode's DOM events by count, and the frames of every tab by time."""

from bisect import bisect_left, bisect_right

_CLOCK_GRAIN = 1.0
"""DOM events are stamped in whole milliseconds, actions are not: within one the event came after."""
_LONGEST_BATCH = 5_000.0


class Tape:
    """Counts DOM events in the order in which they were recorded, and remembers frames. Grows with each."""

    def __init__(self) -> None:
        self._dom: list[tuple[float, str]] = []
        self._mutated: dict[str, float] = {}
        self._frames: dict[str, tuple[list[float], list[str]]] = {}
        self._openers: dict[str, str] = {}

    @property
    def length(self) -> int:
        """How many DOM events were recorded."""
        return len(self._dom)

    def opened(self, page: str, opener: str | None) -> None:
        """A tab appeared."""
        if opener is not None:
            self._openers[page] = opener

    def dom(self, at: float, page: str, *, mutation: bool) -> None:
        """One more DOM event."""
        self._dom.append((at, page))
        if mutation:
            self._mutated[page] = max(at, self._mutated.get(page, at))

    def dom_before(self, moment: float, page: str) -> int:
        """How many DOM events were recorded up to the first one that happened in the tab at ``moment`` or later.

        The events of one tab are in order, but they are handed over in batches, and those of several tabs interleave.
        """
        limit = moment - _CLOCK_GRAIN
        first_later: int | None = None
        end = len(self._dom)
        for place in range(len(self._dom) - 1, -1, -1):
            at, where = self._dom[place]
            if at > limit and where == page:
                first_later = place
            elif at > limit and end == place + 1:
                end = place
            elif at <= limit and (where == page or at < limit - _LONGEST_BATCH):
                break
        return end if first_later is None else first_later

    def silent(self, page: str, first: int, last: int) -> bool:
        """Whether none of the DOM events from ``first`` up to but not including ``last`` is that tab's."""
        return all(where != page for _, where in self._dom[first:last])

    def changed_since(self, page: str, moment: float) -> bool:
        """Whether the tab's document is known to have changed since."""
        return self._mutated.get(page, float("-inf")) > moment - _CLOCK_GRAIN

    def frame(self, at: float, page: str, blob: str) -> None:
        """A frame that shows the tab as it was at ``at``; they may come late and out of order."""
        times, blobs = self._frames.setdefault(page, ([], []))
        place = bisect_right(times, at)
        times.insert(place, at)
        blobs.insert(place, blob)

    def frame_at(self, moment: float, page: str, *, inclusive: bool) -> str | None:
        """The last frame of the tab before ``moment`` (or at it), None where there is none.

        Until a tab has painted anything, what is seen is the one that opened it.
        """
        times, blobs = self._frames.get(page, ([], []))
        place = (bisect_right if inclusive else bisect_left)(times, moment)
        if place:
            return blobs[place - 1]
        opener = self._openers.get(page)
        return self.frame_at(moment, opener, inclusive=inclusive) if opener is not None else None
