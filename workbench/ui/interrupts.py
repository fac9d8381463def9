"""Ctrl+C in the terminal closes the window in good order. Qt's loop would otherwise let no Python handler run."""

import signal
import socket
from collections.abc import Callable
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interrupts(QObject):
    """Calls ``leave`` on the window's thread when the process is asked to end; undone by ``restore``."""

    def __init__(self, leave: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._leave = leave
        self._near, self._far = socket.socketpair()
        self._far.setblocking(False)
        self._wakeup = signal.set_wakeup_fd(self._far.fileno(), warn_on_full_buffer=False)
        self._before = {number: signal.signal(number, self._heard) for number in _SIGNALS}
        self._notifier = QSocketNotifier(self._near.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)

    def restore(self) -> None:
        """Leave signals as they were found."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._wakeup)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._near.close()
        self._far.close()

    def _heard(self, _number: int, _frame: FrameType | None) -> None:
        """Python insists on a handler; the byte on the socket does the work."""

    def _woken(self) -> None:
        self._near.recv(64)
        self._leave()
