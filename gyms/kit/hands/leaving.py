"""Clicks that replace the page. A click may be swallowed, a server may be slow; only one of them deserves a second."""

import asyncio
from typing import TYPE_CHECKING

from gyms.kit.hands import clearing
from gyms.kit.hands.interruption import Interrupted

if TYPE_CHECKING:
    from playwright.async_api import Frame, Locator, Page, Request

STARTS = 3.0
"""Seconds in which a click that was not swallowed has sent its request."""
ANSWERS = 18.0
"""Seconds that a server may take."""
PRESSES = 4


async def leave(page: "Page", target: "Locator", home: str) -> None:
    """See Hands.leave."""
    for _ in range(PRESSES):
        departure = _Departure(page)
        try:
            await clearing.click(page, target, home)
            if await departure.started(STARTS):
                await departure.ended(ANSWERS)
                if departure.by_reading:
                    await clearing.read_again(page)
                return
        finally:
            departure.forget()
        await clearing.check_page(page)
    raise Interrupted("Nothing happens when this is clicked.")


class _Departure:
    """Hears of requests for pages, in any frame, from its making until it is told to forget."""

    def __init__(self, page: "Page") -> None:
        self._page = page
        self.by_reading = False
        """Whether the page itself, not only a frame of it, was last asked for with GET."""
        self._left = asyncio.Event()
        self._arrived = asyncio.Event()
        page.on("request", self._request)
        page.on("framenavigated", self._navigated)
        page.on("requestfailed", self._failed)

    def forget(self) -> None:
        """Hears nothing any more."""
        self._page.remove_listener("request", self._request)
        self._page.remove_listener("framenavigated", self._navigated)
        self._page.remove_listener("requestfailed", self._failed)

    async def started(self, seconds: float) -> bool:
        """Whether a page was asked for within that time."""
        return await _within(self._left, seconds)

    async def ended(self, seconds: float) -> None:
        """Waits until the page that was asked for is there and has its elements; raises Interrupted without answer."""
        if not await _within(self._arrived, seconds):
            raise Interrupted("The server doesn't answer.")
        for frame in self._page.frames:
            await frame.wait_for_load_state("load")

    def _request(self, request: "Request") -> None:
        if request.is_navigation_request():
            self._left.set()
            if request.frame == self._page.main_frame:
                self.by_reading = request.method == "GET"

    def _navigated(self, _frame: "Frame") -> None:
        if self._left.is_set():
            self._arrived.set()

    def _failed(self, request: "Request") -> None:
        if request.is_navigation_request():
            self._arrived.set()


async def _within(event: asyncio.Event, seconds: float) -> bool:
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return False
    return True
