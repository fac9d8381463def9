"""Notices when the window could not have answered, on a machine that is busy with other things too."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, process_time

from PySide6.QtCore import QObject, QTimer

LIMIT = 100
"""Milliseconds for which a window may leave its user waiting."""
_TICK = 10
_THREADS = Path("/proc/self/task")


class StallMonitor(QObject):
    """Ticks on the Qt thread, and remembers how long the thread was at most not to be had between two ticks.

    That is the larger of two times. One is the processor time of all threads of the process: what the Qt thread
    computes itself, and what another thread computes while it keeps Python from the Qt thread. The other is what has
    passed on the clock, in which also a sleep, a lock and a wait for a disk or a process count. In neither counts that
    other processes had the processor: the kernel says for how long each thread was ready to run and did not
    (``schedstat``, https://docs.kernel.org/scheduler/sched-stats.html). Where it does not say, only the first is known.
    """

    def __init__(self) -> None:
        super().__init__()
        self.worst = 0.0
        """Milliseconds."""
        self.ticks = 0
        self._begin()
        self._timer = QTimer(self, interval=_TICK)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def stop(self) -> None:
        """No more ticks."""
        self._tick()
        self._timer.stop()

    def _begin(self) -> None:
        """The clock is read last here and first at the end: looking itself may be kept waiting."""
        self._busy, self._queued = process_time(), _queued()
        self._clock = perf_counter()

    def _tick(self) -> None:
        passed, busy, queued = perf_counter() - self._clock, process_time() - self._busy, _queued()
        unavailable = busy
        if queued:
            waited = sum(time - self._queued.get(thread, 0.0) for thread, time in queued.items())
            unavailable = max(busy, passed - waited - _TICK / 1000)
        self.worst = max(self.worst, unavailable * 1000)
        self.ticks += 1
        self._begin()


@contextmanager
def no_stall() -> Iterator[StallMonitor]:
    """Fails when the window was not to be had for more than ``LIMIT`` milliseconds at a time meanwhile."""
    monitor = StallMonitor()
    try:
        yield monitor
    finally:
        monitor.stop()
    assert monitor.worst < LIMIT, f"The window stalled for {monitor.worst:.0f} ms."
    assert monitor.ticks > 1, "The window had no turn at all."


def _queued() -> dict[str, float]:
    """Seconds for which each thread of this process has waited for a processor; empty where nobody tells."""
    found = {}
    for thread in _THREADS.iterdir() if _THREADS.is_dir() else ():
        try:
            found[thread.name] = int((thread / "schedstat").read_text().split()[1]) / 1e9
        except (OSError, IndexError):  # it has just ended, or this kernel keeps no count
            continue
    return found
