"""JSON lines over pipes: one thread writes, so that no handler ever waits for the reader at the other end."""

import logging
import os
import queue
import threading
from collections.abc import Mapping
from typing import Any

import msgspec

_log = logging.getLogger(__name__)


class LineWriter:
    """Writes messages in the order they were sent, from any thread, until closed."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._messages: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._write, name="control plane writer")
        self._thread.start()

    def send(self, message: Mapping[str, Any]) -> None:
        """Queues one message."""
        self._messages.put(msgspec.json.encode(message) + b"\n")

    def close(self) -> None:
        """Writes what is queued and ends the thread."""
        self._messages.put(None)
        self._thread.join()
        os.close(self._descriptor)

    def _write(self) -> None:
        gone = False
        while (line := self._messages.get()) is not None:
            try:
                while line and not gone:
                    line = line[os.write(self._descriptor, line) :]
            except OSError:
                gone = True  # nobody listens any more; the process ends with its input
                _log.warning("Nobody reads the control plane any more.")
