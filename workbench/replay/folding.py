"""Time with its idle gaps folded, so that thinking for a minute does not push everything else into a corner."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fold:
    """An idle stretch of sitting time that is drawn narrower than it was."""

    start: float
    end: float


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Piecewise linear map from sitting milliseconds to drawn milliseconds and back."""

    knots: tuple[tuple[float, float], ...]
    """(sitting time, drawn time), both growing."""
    folds: tuple[Fold, ...]

    @property
    def length(self) -> float:
        """Drawn time of the end."""
        return self.knots[-1][1]

    def drawn(self, at: float) -> float:
        """Where to draw that moment; clamped to the scale."""
        return _map(self.knots, at)

    def moment(self, drawn: float) -> float:
        """The moment drawn there; clamped to the scale."""
        return _map(tuple((there, here) for here, there in self.knots), drawn)


def fold(
    busy: Iterable[tuple[float, float]], end: float, *, longest: float = 1500.0, folded: float = 600.0
) -> TimeScale:
    """A scale from 0 to ``end`` in which every stretch without a busy span that lasts over ``longest`` ms is drawn as
    ``folded`` ms."""
    gaps = [gap for gap in _gaps(busy, end) if gap.end - gap.start > longest]
    knots = [(0.0, 0.0)]
    for gap in gaps:
        start = knots[-1][1] + gap.start - knots[-1][0]
        if gap.start > knots[-1][0]:
            knots.append((gap.start, start))
        knots.append((gap.end, start + folded))
    here, there = knots[-1]
    if end > here or len(knots) == 1:
        knots.append((max(end, here + 1.0), there + max(end - here, 1.0)))
    return TimeScale(tuple(knots), tuple(gaps))


def _gaps(busy: Iterable[tuple[float, float]], end: float) -> list[Fold]:
    gaps = []
    reached = 0.0
    for start, stop in sorted((*busy, (end, end))):
        if start > reached:
            gaps.append(Fold(reached, start))
        reached = max(reached, stop)
    return gaps


def _map(knots: tuple[tuple[float, float], ...], value: float) -> float:
    inside = min(max(value, knots[0][0]), knots[-1][0])
    number = min(bisect_right(knots, inside, key=lambda knot: knot[0]), len(knots) - 1)
    (left, low), (right, high) = knots[number - 1], knots[number]
    return low + (inside - left) * (high - low) / (right - left)
