"""Work away from the Qt thread, its results back by one queued signal."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

T = TypeVar("T")


class Background(QObject):
    """One named, joined thread that does one thing after the other.

    Work is asked for under a name; asking again under the same name makes the older work void, so that a panel that is
    moved quickly only ever draws the last place. It begins once the window has painted: Python runs one thread at a
    time, and painting that has to take turns with it takes three times as long. Changes with ``run``, ``forget`` and
    ``stop``.
    """

    _finished = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._latest: dict[str, int] = {}
        self._count = 0
        self._stopped = False
        self.destroyed.connect(partial(self._pool.shutdown, wait=False, cancel_futures=True))
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        name: str,
        work: Callable[[], T],
        done: Callable[[T], Any],
        failed: Callable[[Exception], Any] | None = None,
    ) -> None:
        """Do ``work`` on the thread, then call ``done`` with its result, or ``failed``, on the Qt thread.

        Without ``failed`` an exception is raised again on the Qt thread: it is a bug.
        """
        if self._stopped:
            return
        self._count += 1
        ticket = self._latest[name] = self._count
        QTimer.singleShot(0, self, lambda: self._begin(name, ticket, work, done, failed))

    def forget(self, name: str) -> None:
        """Whatever was asked for under that name is no longer wanted."""
        self._latest.pop(name, None)

    def stop(self) -> None:
        """Let the work in hand end, drop the rest, join the thread."""
        self._stopped = True
        self._latest.clear()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _begin(self, name: str, ticket: int, work: Callable[[], Any], done: Any, failed: Any) -> None:
        if not self._stopped and self._latest.get(name) == ticket:
            self._pool.submit(self._do, name, ticket, work, done, failed)

    def _do(self, name: str, ticket: int, work: Callable[[], Any], done: Any, failed: Any) -> None:
        if self._latest.get(name) != ticket:
            return
        try:
            outcome: tuple[Any, Any] = (done, work())
        except Exception as error:  # it is told, or raised again on the Qt thread
            outcome = (failed or _raise, error)
        if not self._stopped:
            self._finished.emit((name, ticket, *outcome))

    def _deliver(self, result: tuple[str, int, Callable[[Any], Any], Any]) -> None:
        name, ticket, tell, value = result
        if self._latest.get(name) == ticket:
            del self._latest[name]
            tell(value)


def _raise(error: Exception) -> None:
    raise error
