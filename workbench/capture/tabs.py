"""Which tabs there are, where they stand and which one is in front."""

from dataclasses import dataclass

_SAME_MOVE = 1_000.0
"""A tab that comes to the front this soon after one opened or closed does so because of it, in milliseconds."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a tab stands."""

    url: str = ""
    title: str = ""


class Tabs:
    """Changes when a tab opens, closes, navigates or comes to the front."""

    def __init__(self) -> None:
        self._places: dict[str, Place] = {}
        self._front: str | None = None
        self._moved: float = float("-inf")
        self._arriving: str | None = None

    @property
    def front(self) -> str:
        """The tab in front; the first one where nobody said."""
        return self._front or next(iter(self._places), "t1")

    def opened(self, page: str, url: str, at: float) -> bool:
        """A tab appeared; returns whether it is the first one of all."""
        first = not self._places
        self._places.setdefault(page, Place(url))
        if first:
            self._front = page
        else:
            self._arriving, self._moved = page, at
        return first

    def closed(self, page: str, at: float) -> None:
        """A tab went away; whichever comes to the front now does so because of it."""
        self._places.pop(page, None)
        if page == self._front:
            self._front, self._moved = None, at

    def shown(self, page: str, at: float) -> bool:
        """A tab came to the front; returns whether somebody switched to it, rather than it opening or being left."""
        was, self._front = self._front, page
        follows = at - self._moved <= _SAME_MOVE
        if was is None or was == page:
            return False
        return not (follows and self._arriving == page)

    def acted_in(self, page: str) -> None:
        """Whoever acts in a tab has it in front."""
        self._front = page

    def navigated(self, page: str, place: Place) -> None:
        """A tab stands somewhere else."""
        self._places[page] = place

    def place(self, page: str) -> Place:
        """Where a tab stands; nowhere when it is unknown."""
        return self._places.get(page, Place())
