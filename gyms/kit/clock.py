"""The world's own clock: starts at the gym's fixed moment, runs with real time, can be advanced, never set back."""

import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta


class WorldClock:
    """Changes only by the passing of real time, by ``advance`` and by ``restart``."""

    def __init__(self, starts: datetime, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._starts = starts
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._began = monotonic()
        self._advanced = 0.0

    def now(self) -> datetime:
        """World time to the second: naive, local to the world. What rows should store."""
        return self.instant().replace(microsecond=0)

    def instant(self) -> datetime:
        """World time to the microsecond."""
        return self._starts + timedelta(seconds=self.elapsed())

    def elapsed(self) -> float:
        """Seconds of world time since the start."""
        with self._lock:
            return self._monotonic() - self._began + self._advanced

    def advance(self, seconds: float) -> None:
        """Jump ahead. A negative amount is an error: a world's time never goes back."""
        if seconds < 0:
            raise ValueError(f"The world's clock can't go back {-seconds} seconds.")
        with self._lock:
            self._advanced += seconds

    def restart(self) -> None:
        """Back to the gym's fixed moment, for a reset world."""
        with self._lock:
            self._began = self._monotonic()
            self._advanced = 0.0
