"""A share of runs is never told without its count and a lower bound: 5 of 5 is less than 500 of 500."""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Proportion:
    """How many of how many."""

    count: int
    of: int

    def at_least(self, confidence: float = 0.95) -> float:
        """The lower end of the true share, between 0 and 1: the exact one-sided bound of Clopper and Pearson (1934)."""
        if self.count == 0:
            return 0.0
        if self.count == self.of:
            return float((1 - confidence) ** (1 / self.of))
        low, high = 0.0, self.count / self.of
        for _ in range(60):
            middle = (low + high) / 2
            if self._chance_of_as_many(middle) < 1 - confidence:
                low = middle
            else:
                high = middle
        return low

    def _chance_of_as_many(self, share: float) -> float:
        """How probable this count or more is where the true share is ``share``, strictly between 0 and 1."""
        ways = math.lgamma(self.of + 1)
        return math.fsum(
            math.exp(
                ways
                - math.lgamma(hits + 1)
                - math.lgamma(self.of - hits + 1)
                + hits * math.log(share)
                + (self.of - hits) * math.log1p(-share)
            )
            for hits in range(self.count, self.of + 1)
        )

    def __str__(self) -> str:
        return (
            f"{self.count} of {self.of} (at least {math.floor(self.at_least() * 1000) / 10:g} % with 95 % confidence)"
        )
