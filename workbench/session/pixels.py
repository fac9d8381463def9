"""Frames of a tab, off the critical path: one whenever the page looks different, by the host's camera or, where it has
none, by the browser's screencast.

Frames wait in memory under the hash they would have on disk; only those that a step refers to are kept. A page that
has shown nothing yet is asked for one screenshot.
"""

import asyncio
import base64
import contextlib
import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from playwright.async_api import Error

from workbench.session.browser import PageHandle
from workbench.session.runtime import Report, Tasks

QUALITY = 60
WIDEST = 1280
_MEMORY = 24 * 1024 * 1024
"""Bytes of frames that wait in memory."""
_FIRST_FRAME = 0.4
"""Seconds without a frame after which a page is asked for one."""
_SOON = 0.03
"""Seconds from a change to its frame: what one event does to a page is painted in a few goes."""
_GAP = 0.12
"""Seconds from one frame to the next, at least. The last state is always pictured."""

Seen = Callable[[str, float, str], None]
"""Tab, epoch milliseconds, hash."""


class Film:
    """The frames of all tabs of a sitting. Changes with each frame; ``seen`` hears of each on the loop."""

    def __init__(self, seen: Seen, report: Report) -> None:
        self._seen = seen
        self._frames: OrderedDict[str, bytes] = OrderedDict()
        self._pinned: dict[str, bytes] = {}
        self._size = 0
        self._last: dict[str, tuple[float, str]] = {}
        self._pictured: dict[str, float] = {}
        self._tasks = Tasks(report)

    async def watch(self, handle: PageHandle) -> None:
        """Film one tab from now on."""
        if handle.camera is not None:
            await handle.camera.watch(lambda: self._changed(handle))
        else:
            await self._start_screencast(handle)
        self._tasks.start(self._first(handle), f"first frame of {handle.id}")

    def pin(self, name: str | None) -> None:
        """Keep that frame until ``take``: a step refers to it."""
        if name is not None and name in self._frames:
            self._pinned[name] = self._frames[name]

    def take(self, name: str | None) -> bytes | None:
        """The frame of that hash; None when it is unknown."""
        if name is None:
            return None
        return self._pinned.pop(name, None) or self._frames.get(name)

    async def cancel(self) -> None:
        """Stop waiting for frames."""
        await self._tasks.cancel()

    async def _start_screencast(self, handle: PageHandle) -> None:
        session = handle.session
        session.on("Page.screencastFrame", lambda event: self._frame(handle, event))
        with contextlib.suppress(Error):
            await session.send("Page.enable")
            await session.send(
                "Page.startScreencast",
                {"format": "jpeg", "quality": QUALITY, "maxWidth": WIDEST, "maxHeight": 2 * WIDEST, "everyNthFrame": 1},
            )

    def _changed(self, handle: PageHandle) -> None:
        self._tasks.start(self._picture_soon(handle), f"picture of {handle.id}")

    async def _picture_soon(self, handle: PageHandle) -> None:
        now = time.monotonic()
        due = max(now + _SOON, self._pictured.get(handle.id, 0.0) + _GAP)
        await asyncio.sleep(due - now)
        self._pictured[handle.id] = due
        await self._picture(handle)

    async def _picture(self, handle: PageHandle) -> bool:
        """Take a frame with the camera; whether there was one to take."""
        picture = await handle.camera.picture() if handle.camera is not None and not handle.closed else None
        if picture is not None:
            at, data = picture
            self._keep(handle, data, at)
        return picture is not None

    def _frame(self, handle: PageHandle, event: dict[str, Any]) -> None:
        self._tasks.start(self._acknowledge(handle, event["sessionId"]), "frame acknowledgement")
        stamp = event.get("metadata", {}).get("timestamp")
        self._keep(handle, base64.b64decode(event["data"]), float(stamp) * 1000 if stamp else time.time() * 1000)

    def _keep(self, handle: PageHandle, data: bytes, at: float) -> None:
        name = hashlib.sha256(data).hexdigest()
        if name not in self._frames:
            self._frames[name] = data
            self._size += len(data)
        self._frames.move_to_end(name)
        while self._size > _MEMORY:
            self._size -= len(self._frames.popitem(last=False)[1])
        last_at, last_name = self._last.get(handle.id, (0.0, ""))
        if name != last_name or at < last_at:
            self._last[handle.id] = (max(at, last_at), name)
            self._seen(handle.id, at, name)

    async def _acknowledge(self, handle: PageHandle, number: int) -> None:
        with contextlib.suppress(Error):
            await handle.session.send("Page.screencastFrameAck", {"sessionId": number})

    async def _first(self, handle: PageHandle) -> None:
        await asyncio.sleep(_FIRST_FRAME)
        if handle.id not in self._last and not handle.closed and not await self._picture(handle):
            await self._screenshot(handle)

    async def _screenshot(self, handle: PageHandle) -> None:
        at = time.time() * 1000
        with contextlib.suppress(Error):
            shot = await handle.session.send("Page.captureScreenshot", {"format": "jpeg", "quality": QUALITY})
            self._keep(handle, base64.b64decode(shot["data"]), at)
