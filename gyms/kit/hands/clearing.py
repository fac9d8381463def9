"""What gets in the way, and how one gets past it."""

from typing import TYPE_CHECKING

from gyms.kit.hands.interruption import Interrupted

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

IN_THE_WAY = "[data-kit-overlay]"
"""What a perturbation lays over the page; it has a button marked ``data-kit-dismiss``."""
DISMISS = "[data-kit-dismiss]"
ERRORS = ("Service unavailable", "Gateway timeout", "Bad gateway", "Something went wrong")
"""Headings of error pages of the kit's perturbations."""
EXPIRED = "Your session has expired"


async def clear(page: "Page") -> None:
    """Closes overlays, goes back from error pages, continues an expired session."""
    for _ in range(6):
        dismiss = page.locator(f"{IN_THE_WAY} {DISMISS}").filter(visible=True)
        if not await dismiss.count():
            break
        await dismiss.first.click()
    if await _heading(page, EXPIRED):
        await page.get_by_role("link", name="Continue").click()
    elif any([await _heading(page, text) for text in ERRORS]):
        await page.reload()


async def check_page(page: "Page") -> None:
    """See Hands.check_page."""
    for text in (EXPIRED, *ERRORS):
        if await _heading(page, text):
            raise Interrupted(text)


async def click(page: "Page", target: "Locator") -> None:
    """See Hands.click."""
    await target.wait_for()
    await target.scroll_into_view_if_needed()
    await clear(page)
    await target.click()


async def leave(page: "Page", target: "Locator") -> None:
    """See Hands.leave."""
    await target.wait_for()
    await clear(page)
    async with page.expect_navigation(wait_until="load"):
        await target.click()


async def _heading(page: "Page", text: str) -> bool:
    return bool(await page.get_by_role("heading", name=text).count())
