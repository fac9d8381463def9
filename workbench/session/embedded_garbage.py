"""Python's garbage collector, kept to the window's thread.

Python collects on whichever thread happens to allocate. What only a cycle keeps alive and wraps a Qt object would be
destroyed there, and a view of the browser that is destroyed beside the window's thread waits for that thread for ever.
"""

import gc
import time

from PySide6.QtCore import QObject, QTimer, Slot

_EVERY = 200
"""Milliseconds between looks at what has gathered."""
_SHARE = 0.01
"""Of the time may go into looking through everything that lives, the oldest included."""


class GarbageCollector(QObject):
    """Collects by Python's own thresholds, while the loop of its thread runs and when it is told to."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._rest_until = 0.0
        timer = QTimer(self, interval=_EVERY)
        timer.timeout.connect(self.collect)
        timer.start()

    @Slot()
    def collect(self) -> None:
        """Free what is due. Call it on the window's thread only."""
        began = time.monotonic()
        generations = 3 if began >= self._rest_until else 2
        due = [each for each in range(generations) if gc.get_count()[each] > gc.get_threshold()[each]]
        if not due:
            return
        gc.collect(due[-1])
        if due[-1] == 2:
            ended = time.monotonic()
            self._rest_until = ended + (ended - began) / _SHARE


def collect_garbage_here(application: QObject) -> GarbageCollector:
    """Keep collections to this thread, the application's, from now on. Calling it again changes nothing."""
    return application.findChild(GarbageCollector) or GarbageCollector(application)
