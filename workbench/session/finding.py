"""Finds a recorded target in a live page: its locators in order, until one matches exactly one element of its kind."""

import asyncio

from playwright.async_api import Error, FrameLocator, Page
from playwright.async_api import Locator as Handle

from workbench.domain.actions import Locator, Target
from workbench.domain.sentences import name_of
from workbench.session.failures import CannotReexecute

_PATIENCE = 10.0
_RELUCTANCE = 1.5
"""Seconds before a locator that matches several elements is taken by position."""


async def find(page: Page, target: Target, patience: float = _PATIENCE, *, visible: bool = False) -> Handle:
    """The element in the page as it is now; waits until it is there. Raises CannotReexecute.

    With ``visible``, a locator that leads to a hidden element is passed over for the next one. Areas of an image map
    count as visible: they have no box of their own.
    """
    root: Page | FrameLocator = page
    for frame in target.frame:
        root = root.frame_locator(frame)
    loop = asyncio.get_running_loop()
    begun = loop.time()
    while loop.time() - begun < patience:
        found = await _try_all(root, target, by_position=loop.time() - begun > _RELUCTANCE, visible=visible)
        if found is not None:
            return found
        await asyncio.sleep(0.05)
    own = " or ".join(f"{locator.strategy}={locator.value}" for locator in target.locators) if not target.tag else ""
    raise CannotReexecute(
        f"**{name_of(target)}** ({own or target.role or target.tag}) is not on the page {page.url}.",
        "The gym or its data changed since this was recorded, or an earlier step had another effect.",
    )


async def _try_all(root: Page | FrameLocator, target: Target, *, by_position: bool, visible: bool) -> Handle | None:
    for locator in target.locators:
        handle = handle_of(root, locator)
        if handle is None:
            continue
        try:
            matches = await handle.count()
            if matches > 1 and by_position and locator.nth is not None and locator.nth < matches:
                handle = handle.nth(locator.nth)
            elif matches != 1:
                continue
            if visible and target.tag != "area" and not await handle.is_visible():
                continue
            tag = await handle.evaluate("element => element.tagName.toLowerCase()", timeout=1000)
            if target.tag in ("", tag):  # an author's own locator may lead to an element of any kind
                return handle
        except Error:
            continue  # the page moved on between asking and answering; the next round sees it anew
    return None


def handle_of(root: Page | FrameLocator, locator: Locator) -> Handle | None:
    """Playwright's locator for a recorded one; None for a strategy that we don't know."""
    match locator.strategy:
        case "test_id":
            return root.get_by_test_id(locator.value)
        case "role":
            return root.get_by_role(locator.value, name=locator.name, exact=True)  # type: ignore[arg-type]
        case "label":
            return root.get_by_label(locator.value, exact=True)
        case "placeholder":
            return root.get_by_placeholder(locator.value, exact=True)
        case "text":
            return root.get_by_text(locator.value, exact=True)
        case "css":
            return root.locator(f"css={locator.value}")
        case _:
            return None
