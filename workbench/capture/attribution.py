"""Which step something belongs to: the last one that began before it, in its tab or else in the tab that opened it."""

from bisect import bisect_right

_CLOCK_SLACK = 3.0
"""Page, browser and server agree on the time only to a few milliseconds."""


class Ledger:
    """Where and when each step began. Grows with every step; only the last entry may still move or go."""

    def __init__(self) -> None:
        self._starts: list[float] = []
        self._pages: list[str] = []
        self._openers: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._starts)

    def page_opened(self, page: str, opener: str | None) -> None:
        """Remember who opened a tab."""
        if opener is not None:
            self._openers[page] = opener

    def begin(self, page: str, started: float) -> int:
        """Add a step that began no earlier than the one before; returns its index."""
        self._starts.append(started)
        self._pages.append(page)
        return len(self._starts)

    def move_last(self, started: float) -> None:
        """The last step began at another time than it seemed."""
        self._starts[-1] = started

    def drop_last(self) -> None:
        """Forget the last step."""
        self._starts.pop()
        self._pages.pop()

    def step_at(self, moment: float) -> int:
        """Index of the last step that began before ``moment``, in whichever tab; 0 before the first."""
        return self._before(moment, None)

    def step_in(self, page: str, moment: float) -> int:
        """The same for something in a tab: its own last step, else that of the tab that opened it, and so on."""
        return next((step for member in self._line(page) if (step := self._before(moment, {member}))), 0)

    def step_led_to(self, page: str, moment: float) -> int:
        """The same for a document that a tab loads, which the tabs that led to it may just as well have asked for."""
        return self._before(moment, set(self._line(page)))

    def _before(self, moment: float, pages: set[str] | None) -> int:
        for place in range(bisect_right(self._starts, moment + _CLOCK_SLACK) - 1, -1, -1):
            if pages is None or self._pages[place] in pages:
                return place + 1
        return 0

    def _line(self, page: str) -> list[str]:
        line: list[str] = []
        member: str | None = page
        while member is not None and member not in line:
            line.append(member)
            member = self._openers.get(member)
        return line
