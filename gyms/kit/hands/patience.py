"""How long one keeps trying."""

import time
from collections.abc import Iterator

LONGEST = 300.0
"""Seconds after which no new attempt is begun: only so that a site where nothing works any more comes to an end. How
fast the machine is must not decide what an oracle achieves."""


class Patience:
    """So many attempts, while there is time for another. Changes with each that is begun; for one use."""

    def __init__(self, attempts: int) -> None:
        self._attempts = attempts
        self._begun = 0
        self._ends = time.monotonic() + LONGEST

    def __iter__(self) -> Iterator[int]:
        """Numbers of the attempts, from 0."""
        while self._begun < self._attempts and time.monotonic() < self._ends:
            self._begun += 1
            yield self._begun - 1

    @property
    def spent(self) -> str:
        """What ran out, once it has: such as ``after 12 attempts`` or ``within 300 s (7 of 12 attempts)``."""
        if self._begun == self._attempts:
            return f"after {self._attempts} attempts"
        return f"within {LONGEST:g} s ({self._begun} of {self._attempts} attempts)"
