"""The only road from the runtime thread to the window: one queued signal that carries values."""

import asyncio
import concurrent.futures
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from workbench.domain.failures import Problem
from workbench.session.messages import SittingMessage, Trouble
from workbench.session.runtime import Runtime, RuntimeNotRunning

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Answer:
    """A command is over; ``then`` wants its result."""

    then: Callable[[Any], None]
    result: Any


class Relay(QObject):
    """Owns the runtime. ``post`` and ``report`` may be called on any thread, everything else on the window's.

    Failures take one of two ways: a Problem becomes a Trouble message, anything else is a bug.
    """

    message = Signal(object)
    """A SittingMessage, on the window's thread, in the order they were sent."""
    bug = Signal(object)
    """An exception that nobody expected, on the window's thread."""
    _crossing = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._crossing.connect(self._arrive, Qt.ConnectionType.QueuedConnection)
        self.runtime = Runtime(report=self.report)

    def post(self, message: SittingMessage) -> None:
        """Send a message to the window."""
        self._crossing.emit(message)

    def report(self, error: BaseException) -> None:
        """Send a failure to the window."""
        if isinstance(error, Problem):
            self.post(Trouble(error.what, error.advice))
        elif not isinstance(error, asyncio.CancelledError | concurrent.futures.CancelledError):
            self._crossing.emit(error)

    def send(self, work: Coroutine[Any, Any, T], then: Callable[[T], None] | None = None) -> None:
        """Run a coroutine on the runtime; ``then`` hears its result on the window's thread, unless it failed."""
        try:
            future = self.runtime.submit(work)
        except RuntimeNotRunning as problem:
            self.report(problem)
            return
        if then is not None:
            future.add_done_callback(lambda done: self._answer(done, then))

    def _answer(self, done: "concurrent.futures.Future[T]", then: Callable[[T], None]) -> None:
        if not done.cancelled() and done.exception() is None:
            self._crossing.emit(_Answer(then, done.result()))

    @Slot(object)
    def _arrive(self, value: object) -> None:
        match value:
            case _Answer(then=then, result=result):
                then(result)
            case BaseException():
                self.bug.emit(value)
            case _:
                self.message.emit(value)
