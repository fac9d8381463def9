"""One thread that writes one episode in the order it is told, so that a slow disk never holds up a page."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from workbench.archive.writer import EpisodeWriter
from workbench.session.runtime import Report

T = TypeVar("T")


class Pen:
    """Holds the writer until ``close``. The first failure is reported and ends all writing: later lines would lie."""

    def __init__(self, writer: EpisodeWriter, report: Report) -> None:
        self.writer = writer
        self._report = report
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="workbench-pen")
        self._failed: BaseException | None = None
        self._told = False

    def write(self, work: Callable[[EpisodeWriter], object]) -> None:
        """Have something written, after all that was told before."""
        future = self._thread.submit(self._do, work)
        future.add_done_callback(self._look)

    async def written(self, work: Callable[[EpisodeWriter], T]) -> T:
        """Have something written and wait for it. Raises DiskTrouble, also where an earlier line failed."""
        return await asyncio.wrap_future(self._thread.submit(self._do, work))

    async def close(self) -> None:
        """Write what was told, let go of the files, end the thread."""
        await asyncio.wrap_future(self._thread.submit(self.writer.close))
        self._thread.shutdown(wait=False)

    def _do(self, work: Callable[[EpisodeWriter], T]) -> T:
        if self._failed is not None:
            raise self._failed
        try:
            return work(self.writer)
        except BaseException as error:
            self._failed = error
            raise

    def _look(self, future: "Future[object]") -> None:
        error = future.exception()
        if error is not None and not self._told:
            self._told = True
            self._report(error)
