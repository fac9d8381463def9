"""One asyncio loop on one named, joined thread: where browsers, gyms and recorders live, beside the window's thread."""

import asyncio
import concurrent.futures
import contextlib
import threading
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

import structlog

from workbench.domain.failures import Problem

T = TypeVar("T")
Report = Callable[[BaseException], None]

_log = structlog.get_logger(__name__)
_PATIENCE = 20.0
"""Seconds that cancelled tasks and closing callbacks get before the loop stops anyway. More than any single wait in a
browser's closing, or its driver would be left running."""

_WATCH = 0.5


class RuntimeNotRunning(Problem):
    """Work was handed to a runtime that is not (or no longer) running."""

    def __init__(self) -> None:
        super().__init__("The workbench is shutting down.", "Start it again to go on.")


class Runtime:
    """Owns the loop and its thread, from ``start`` to ``stop``.

    ``report`` hears every exception that no caller waits for, on the runtime thread: nothing that fails in the
    background is lost.
    """

    def __init__(
        self, report: Report | None = None, name: str = "workbench-runtime", patience: float = _PATIENCE
    ) -> None:
        """``patience``: seconds that each closing callback, and all cancelled tasks together, get to end."""
        self._report = report or _log_failure
        self._name = name
        self._patience = patience
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._closing: list[Callable[[], Awaitable[None]]] = []
        self._stopped: concurrent.futures.Future[None] | None = None
        self._lock = threading.Lock()
        self._held: set[concurrent.futures.Future[Any]] = set()

    def __enter__(self) -> "Runtime":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def running(self) -> bool:
        """Whether work can be submitted."""
        return self._loop is not None and self._stopped is None

    def start(self) -> None:
        """Start the thread and return once its loop runs. Starting twice does nothing."""
        if self._thread is not None:
            return
        ready = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(ready,), name=self._name)
        self._thread.start()
        ready.wait()

    def submit(self, work: Coroutine[Any, Any, T]) -> concurrent.futures.Future[T]:
        """Run ``work`` on the loop, from any thread. Raises RuntimeNotRunning.

        Whoever takes the future's result gets its exception; a failure is reported as well, because a window seldom
        looks.
        """
        future = self.run(work)
        future.add_done_callback(self._report_failure)
        return future

    def run(self, work: Coroutine[Any, Any, T]) -> concurrent.futures.Future[T]:
        """As ``submit``, for a caller who does look at the result. Raises RuntimeNotRunning."""
        loop = self._loop
        if loop is None or self._stopped is not None:
            work.close()
            raise RuntimeNotRunning
        future = asyncio.run_coroutine_threadsafe(work, loop)
        self._held.add(future)  # a loop alone does not keep its tasks from the garbage collector
        future.add_done_callback(self._held.discard)
        return future

    def call(self, work: Coroutine[Any, Any, T], timeout: float | None = None) -> T:
        """Run ``work`` on the loop and wait for its result; never from the window's thread or from the loop itself."""
        if threading.current_thread() is self._thread:
            work.close()
            raise RuntimeError("Runtime.call would wait for its own thread; await the coroutine instead")
        future = self.run(work)
        try:
            return future.result(timeout)
        except (concurrent.futures.TimeoutError, KeyboardInterrupt):
            future.cancel()
            raise

    def at_stop(self, close: Callable[[], Awaitable[None]]) -> None:
        """Have ``close`` awaited when the runtime stops, last registered first."""
        self._closing.append(close)

    def begin_stop(self) -> concurrent.futures.Future[None]:
        """Ask everything to end without waiting; the future is done when only the thread remains to be joined."""
        with self._lock:
            if self._stopped is not None:
                return self._stopped
            if self._loop is None:
                self._stopped = concurrent.futures.Future()
                self._stopped.set_result(None)
            else:
                self._stopped = asyncio.run_coroutine_threadsafe(self._wind_down(), self._loop)
            return self._stopped

    def stop(self) -> None:
        """Run the closing callbacks, cancel what still runs, join the thread. Safe to call twice.

        A host of the embedded browser needs the window's event loop while it closes: there use
        ``embedded.stop_runtime``.
        """
        stopped = self.begin_stop()
        try:
            stopped.result()
        except Exception as error:
            self._report(error)
        finally:
            loop, self._loop = self._loop, None
            if loop is not None:
                loop.call_soon_threadsafe(loop.stop)
            if self._thread is not None:
                self._thread.join()

    def _run(self, ready: threading.Event) -> None:
        loop = asyncio.new_event_loop()
        loop.set_exception_handler(self._heard_from_loop)
        asyncio.set_event_loop(loop)
        self._loop = loop
        loop.call_soon(ready.set)
        watch = loop.create_task(self._outlive_nobody(), name="main thread watch")
        try:
            loop.run_forever()
        finally:
            watch.cancel()
            loop.run_until_complete(_cancel_all(self._patience))
            loop.run_until_complete(loop.shutdown_asyncgens())
            loop.run_until_complete(loop.shutdown_default_executor())
            asyncio.set_event_loop(None)
            loop.close()

    async def _outlive_nobody(self) -> None:
        """End when the main thread ended without stopping us: the interpreter waits for this thread."""
        main = threading.main_thread()
        while main.is_alive():  # noqa: ASYNC110 - no event tells of its end
            await asyncio.sleep(_WATCH)
        _log.error("the main thread ended without stopping the runtime")
        if self._stopped is None:
            await self._wind_down()
        asyncio.get_running_loop().stop()

    async def _wind_down(self) -> None:
        while self._closing:
            await self._close_by(self._closing.pop())
        await _cancel_all(self._patience)

    async def _close_by(self, close: Callable[[], Awaitable[None]]) -> None:
        """Await a closing callback, but no longer than it may take: one that won't be cancelled is left behind."""
        closing = asyncio.ensure_future(close())
        await asyncio.wait({closing}, timeout=self._patience)
        if not closing.done():
            closing.cancel()
            self._report(
                TimeoutError(f"{getattr(close, '__qualname__', close)} did not end within {self._patience:g} s")
            )
        elif not closing.cancelled() and (error := closing.exception()) is not None:
            self._report(error)

    def _report_failure(self, future: concurrent.futures.Future[Any]) -> None:
        if future.cancelled():
            return
        error = future.exception()
        if error is not None and not isinstance(error, asyncio.CancelledError):
            self._report(error)

    def _heard_from_loop(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        self._report(error if isinstance(error, BaseException) else RuntimeError(str(context.get("message"))))


class Tasks:
    """Background tasks with one owner: started here, cancelled together, their failures handed to ``report``."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._tasks: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, Any], name: str) -> asyncio.Task[Any]:
        """Run ``work`` beside the caller, on the running loop."""
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    async def settle(self, seconds: float) -> None:
        """Wait until all tasks are over, at most so many seconds."""
        others = self._others()
        if others:
            await asyncio.wait(others, timeout=seconds)

    async def cancel(self) -> None:
        """Cancel what still runs and wait for it to end."""
        others = self._others()
        for task in others:
            task.cancel()
        if others:
            await asyncio.wait(others, timeout=_PATIENCE)

    def _others(self) -> set[asyncio.Task[Any]]:
        return {task for task in self._tasks if task is not asyncio.current_task()}

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self._report(error)


async def _cancel_all(patience: float) -> None:
    tasks = {task for task in asyncio.all_tasks() if task is not asyncio.current_task()}
    for task in tasks:
        task.cancel()
    if tasks:
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.wait(tasks, timeout=patience)


def _log_failure(error: BaseException) -> None:
    _log.error("failed in the background", exc_info=error)
