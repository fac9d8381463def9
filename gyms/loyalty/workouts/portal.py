"""How an oracle handles the portal: what it shows is in a frame, and some of it in windows of its own."""

from typing import TYPE_CHECKING, Any

from gyms.kit.gym import Task
from gyms.kit.hands import Hands, Interrupted
from gyms.kit.world import World

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from playwright.async_api import Locator, Page

OPENS = 5.0
"""Seconds in which a click opens a window, unless it was swallowed."""
COMES_BACK = 6.0
"""Seconds in which a changed field sends the form and the form comes back."""


def sign_in_link(world: World) -> str:
    """A one-time link that logs the task's member in."""
    member: Any = world.task.parameters["member"]
    return world.one_time_link("/enter", str(member["id"]))


def parameters(task: Task) -> Any:
    """What the task asks for."""
    return task.parameters


class Portal:
    """Changes as windows open and close."""

    def __init__(self, page: "Page") -> None:
        self.page = page
        self.hands = Hands(page)
        self._windows: list[Page] = []
        page.on("popup", self._opened)

    def _opened(self, window: "Page") -> None:
        self._windows.append(window)

    @property
    def main(self) -> Hands:
        """Hands in the frame, whatever it shows now."""
        frame = self.page.frame(name="main")
        if frame is None:
            raise Interrupted("The portal does not show its frame.")
        return self.hands.inside(frame)

    async def section(self, link: str, heading: str) -> Hands:
        """Choose something in the navigation on the left, from wherever one is; hands in the frame."""
        await self._before_portal()
        await self.hands.follow(link)
        return await self._arrived(heading)

    async def tab(self, area: str, heading: str) -> Hands:
        """Choose an area of the image map on top, from wherever one is; hands in the frame."""
        await self._before_portal()
        await self.hands.clear()
        await self.comes_back(self._press(area))
        return await self._arrived(heading)

    async def _press(self, area: str) -> None:
        """An area has no box of its own: its image is pressed where the area lies, however large it is drawn."""
        image = self.page.locator("img[usemap]")
        coords = await self.page.locator(f'area[alt="{area}"]').get_attribute("coords") or ""
        left, top, right, bottom = map(int, coords.split(","))
        box = await image.bounding_box()
        if box is None:
            raise Interrupted("The image map does not show.")
        scale = box["width"] / float(await image.get_attribute("width") or 1)
        await image.click(position={"x": (left + right) / 2 * scale, "y": (top + bottom) / 2 * scale}, timeout=4000)

    async def _before_portal(self) -> None:
        await self.close_windows()
        if self.page.frame(name="main") is None:
            await self.come_back()

    async def _arrived(self, heading: str) -> Hands:
        main = self.main
        if await main.shows("click here to log in again"):
            await self.come_back()
            raise Interrupted("The session timed out.")
        await main.root.get_by_role("heading", name=heading).first.wait_for()
        return main

    async def come_back(self) -> None:
        """To the portal as it first shows, through the login page if need be; the browser remembers the rest."""
        await self.hands.go("/")
        if await self.hands.button("Go").count():
            await self.hands.submit("Go")

    async def window(self, opener: "Locator") -> Hands:
        """Click what opens a window; hands in that window."""
        from playwright.async_api import TimeoutError as NothingOpens  # noqa: PLC0415 - see gyms.kit.hands

        for _ in range(3):
            await self.close_windows()
            try:
                async with self.page.expect_popup(timeout=OPENS * 1000) as opening:
                    await self.hands.click(opener)
                opened = await opening.value
            except NothingOpens:
                continue
            hands = Hands(opened)
            await opened.wait_for_load_state("load")
            await hands.check_page()
            return hands
        raise Interrupted("No window opens.")

    async def closes(self, window: Hands, target: "Locator") -> None:
        """Click what closes its own window."""
        async with window.page.expect_event("close", timeout=OPENS * 1000):
            await window.click(target)

    async def close_windows(self) -> None:
        """Close whatever is still open beside the portal."""
        while self._windows:
            window = self._windows.pop()
            if not window.is_closed():
                await window.close()

    async def comes_back(self, act: "Awaitable[None]") -> None:
        """Do what makes the frame ask for a page by itself, such as a field that sends its form; wait for the page."""
        async with self.page.expect_event("framenavigated", timeout=COMES_BACK * 1000):
            await act
        await self.main.root.wait_for_load_state("load")
        await self.hands.check_page()
