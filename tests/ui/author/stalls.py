"""Notices when the window could not have answered, on a machine that is busy with other things too."""

from time import process_time

from PySide6.QtCore import QObject, QTimer


class StallMonitor(QObject):
    """Ticks on the Qt thread, and remembers the most work that this process did between two ticks.

    It measures the processor time of all threads of the process: what the Qt thread computes itself, and what another
    thread computes while it keeps Python from the Qt thread. Time in which other processes run doesn't count.
    """

    def __init__(self) -> None:
        super().__init__()
        self.worst = 0.0
        """Milliseconds."""
        self.ticks = 0
        self._last = process_time()
        self._timer = QTimer(self, interval=5)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = process_time()
        self.worst = max(self.worst, (now - self._last) * 1000)
        self._last = now
        self.ticks += 1

    def stop(self) -> None:
        """No more ticks."""
        self._timer.stop()
