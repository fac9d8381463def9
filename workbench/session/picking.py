"""Pointing at an element of a live page, with the browser's own element picker.

The DevTools protocol's inspect mode draws the highlight outside of the page and takes mouse events before the page is
given them: no script of the page can notice it, feign it or spoil it, no event reaches the page or the recorder, and
the recorded DOM knows nothing of it. What was clicked is then described by ``pick.js`` in a JavaScript world of its
own.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, Final

import msgspec
from playwright.async_api import CDPSession, Error, FrameLocator, Page

from workbench.domain.actions import Locator, Target
from workbench.domain.picking import Picked
from workbench.session.browser import PageHandle
from workbench.session.failures import BrowserTrouble
from workbench.session.finding import handle_of
from workbench.session.folders import page_script
from workbench.session.runtime import Report, Tasks

_WORLD: Final = "workbench pick"
_SILENCE: Final = 4.0
"""Seconds after which a page is taken not to answer."""
_BLUE: Final = {"r": 37, "g": 99, "b": 235}
_LOOK: Final = {
    "showInfo": True,
    "showStyles": False,
    "showAccessibilityInfo": True,
    "contentColor": {**_BLUE, "a": 0.18},
    "paddingColor": {**_BLUE, "a": 0.1},
    "borderColor": {**_BLUE, "a": 0.9},
}
_PICKED: Final = "Overlay.inspectNodeRequested"
_CANCELLED: Final = "Overlay.inspectModeCanceled"


class Picker:
    """Inspect mode in the tabs of a sitting. Changes with ``start``, ``join``, ``stop``, and when something is picked.

    ``picked`` hears of the element, then ``ended`` of the end; a round ends with its first element. Lives on the
    runtime's loop.
    """

    def __init__(
        self, picked: Callable[[Picked], Awaitable[None]], ended: Callable[[], Awaitable[None]], report: Report
    ) -> None:
        self._told, self._over = picked, ended
        self._tasks = Tasks(report)
        self._watched: dict[str, tuple[PageHandle, dict[str, Callable[[Mapping[str, Any]], None]]]] = {}
        self.active = False

    async def start(self, handles: Iterable[PageHandle]) -> None:
        """Let the mouse point at elements in these tabs; again while it does, nothing changes."""
        if self.active:
            return
        self.active = True
        for handle in [*handles]:
            await self.join(handle)

    async def join(self, handle: PageHandle) -> None:
        """A tab that opened meanwhile can be pointed at, too."""
        if not self.active or handle.closed or handle.id in self._watched:
            return
        heard = {
            _PICKED: lambda event: self._chosen(handle, int(event["backendNodeId"])),
            _CANCELLED: lambda _: self.cancel(),
        }
        self._watched[handle.id] = (handle, heard)
        for name, listener in heard.items():
            handle.session.on(name, listener)
        await _inspect(handle.session, on=True)

    async def stop(self) -> None:
        """Give the mouse back to the pages."""
        if not self.active:
            return
        self.active = False
        watched, self._watched = self._watched, {}
        for handle, heard in watched.values():
            for name, listener in heard.items():
                handle.session.remove_listener(name, listener)
            if not handle.closed:
                await _inspect(handle.session, on=False)
        await self._over()

    def cancel(self) -> None:
        """Stop, from a place that can't wait for it."""
        self._tasks.start(self.stop(), "end of picking")

    async def close(self) -> None:
        """Stop, and drop what is still being asked."""
        await self._tasks.cancel()
        await self.stop()

    def _chosen(self, handle: PageHandle, node: int) -> None:
        if self.active:
            self._tasks.start(self._choose(handle, node), "picked element")

    async def _choose(self, handle: PageHandle, node: int) -> None:
        try:
            found = await described(handle, node)
        finally:
            await self.stop()
        await self._told(found)


async def described(handle: PageHandle, node: int) -> Picked:
    """What there is to say of a node, by the browser's own number of it. Raises BrowserTrouble where that fails."""
    try:
        async with asyncio.timeout(_SILENCE):
            found = await _asked(handle.session, node)
            url = handle.page.url
            nearby = [*found["nearby"], url]
            picked = msgspec.convert({**found, "page": handle.id, "url": url, "nearby": nearby}, Picked)
            return await _counted(handle.page, picked)
    except (TimeoutError, Error, LookupError, msgspec.ValidationError) as error:
        raise BrowserTrouble(
            f"What was pointed at could not be read: {error or type(error).__name__}", "Point at it again."
        ) from error


async def _inspect(session: CDPSession, *, on: bool) -> None:
    """Errors mean that the tab has gone, and its picker with it."""
    steps = (
        [("DOM.enable", {}), ("Overlay.enable", {}), ("Overlay.setInspectMode", _mode("searchForNode"))]
        if on
        else [("Overlay.setInspectMode", _mode("none")), ("Overlay.disable", {}), ("DOM.disable", {})]
    )
    try:
        for method, parameters in steps:
            await session.send(method, parameters)
    except Error:
        return


def _mode(mode: str) -> dict[str, Any]:
    return {"mode": mode, "highlightConfig": _LOOK}


async def _asked(session: CDPSession, node: int) -> Any:
    """The description, asked in the frame that the node stands in."""
    tree = await session.send("Page.getFrameTree")
    refused: Error | None = None
    for frame in _frames(tree["frameTree"]):
        try:
            world = await session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": _WORLD})
            context = world["executionContextId"]
            found = await session.send("DOM.resolveNode", {"backendNodeId": node, "executionContextId": context})
        except Error as error:  # it stands in another frame
            refused = error
            continue
        await session.send("Runtime.evaluate", {"expression": _script(), "contextId": context})
        answer = await session.send(
            "Runtime.callFunctionOn",
            {
                "functionDeclaration": "function () { return workbenchPick(this); }",
                "objectId": found["object"]["objectId"],
                "returnByValue": True,
            },
        )
        return answer["result"]["value"]
    raise LookupError(str(refused or "it has gone"))


def _frames(tree: Mapping[str, Any]) -> Iterator[str]:
    yield tree["frame"]["id"]
    for child in tree.get("childFrames", ()):
        yield from _frames(child)


async def _counted(page: Page, picked: Picked) -> Picked:
    """Every locator proven: those that match exactly one element first."""
    root: Page | FrameLocator = page
    for frame in picked.target.frame:
        root = root.frame_locator(frame)
    proven: list[tuple[Locator, int]] = []
    for locator, known in zip(picked.target.locators, picked.matches, strict=True):
        count = await _count(root, locator, known)
        proven.append((replace(locator, unique=count == 1, nth=None if count == 1 else locator.nth), count))
    proven.sort(key=lambda pair: pair[1] != 1)
    target: Target = replace(picked.target, locators=tuple(locator for locator, _ in proven))
    return replace(picked, target=target, matches=tuple(count for _, count in proven))


async def _count(root: Page | FrameLocator, locator: Locator, known: int) -> int:
    handle = handle_of(root, locator)
    try:
        return await handle.count() if handle is not None else known
    except Error:
        return known  # the page moved on between asking and answering


@cache
def _script() -> str:
    return page_script("pick.js")
