"""What gets in the way, and how one gets past it. Looks into every frame of the page."""

import contextlib
from typing import TYPE_CHECKING, Any

from gyms.kit.hands import policy
from gyms.kit.hands.interruption import Interrupted, errors

if TYPE_CHECKING:
    from playwright.async_api import Frame, Locator, Page

IN_THE_WAY = "[data-kit-overlay]"
"""What a perturbation lays over the page; it has a button marked ``data-kit-dismiss``."""
DISMISS = "[data-kit-dismiss]"
SKELETON = "[data-kit-skeleton]"
"""What stands where content will be."""
UNFOLDED = (
    "[data-kit-kind] [role=listbox], .ts-dropdown, .select2-dropdown, .choices__list--dropdown, "
    ".flatpickr-calendar, .ui-datepicker, .air-datepicker"
)
"""Lists and calendars of the kit's fields; one sees them while they are open."""
ERRORS = ("Service unavailable", "Gateway timeout", "Bad gateway", "Something went wrong")
"""Headings of error pages of the kit's perturbations."""
EXPIRED = "Your session has expired"

PRESSES = 6
"""How often a click is tried where something covers its target."""
PATIENCE = 2500
"""Milliseconds that one such try waits for the target to be free."""
RELOADS = 3
"""How often a page that was only read is asked for again when it is an error."""
_OBSTACLES = 8
"""How many things in the way one after the other are dealt with."""

_LOOK = """([dismiss, skeleton, unfolded]) => {
  const seen = (part) => part.checkVisibility({ visibilityProperty: true }) && part.getClientRects().length > 0;
  const some = (selector) => [...document.querySelectorAll(selector)].some(seen);
  const headings = [...document.querySelectorAll("h1, h2")].filter(seen).map((heading) => heading.textContent.trim());
  return { overlay: some(dismiss), skeleton: some(skeleton), unfolded: some(unfolded), headings };
}"""


async def clear(page: "Page", home: str) -> None:
    """Closes overlays, goes on after error pages and expired sessions, waits until content stands where it should.

    What it can't get past it leaves to the next click or look, which will fail on it. Hasty hands don't bother; they
    close what a click of theirs runs into.
    """
    if policy.hasty():
        return
    for _ in range(_OBSTACLES):
        try:
            if not await _clear_one(page, home):
                return
        except errors():
            continue  # the page changed meanwhile


async def _clear_one(page: "Page", home: str) -> bool:
    """Gets past one thing, if there is one."""
    if page.url.startswith("chrome-error:"):
        await page.goto(home)
        return True
    for frame in page.frames:
        seen = await _look(frame)
        if EXPIRED in seen["headings"]:
            await frame.get_by_role("link", name="Continue").click(timeout=PATIENCE)
            await frame.wait_for_load_state("domcontentloaded")
        elif any(text in seen["headings"] for text in ERRORS):
            await page.goto(home)  # never reload: that might send a form again
        elif seen["overlay"]:
            await _dismiss(frame)
        elif seen["skeleton"]:
            await frame.locator(SKELETON).filter(visible=True).first.wait_for(state="hidden")
        else:
            continue
        return True
    return False


async def _dismiss(frame: "Frame") -> None:
    for button in await frame.locator(f"{IN_THE_WAY} {DISMISS}").filter(visible=True).all():
        try:
            await button.click(timeout=1000)
        except errors():
            continue  # something lies on top of it, or it is gone
        return


async def fold(page: "Page") -> None:
    """Closes a list or calendar that is open. One opens by itself when the focus comes back to its field, as it does
    after a dialog, and then lies over the next fields."""
    with contextlib.suppress(errors()):
        for frame in page.frames:
            if (await _look(frame))["unfolded"]:
                await page.keyboard.press("Escape")
                return


async def _look(frame: "Frame") -> dict[str, Any]:
    seen: dict[str, Any] = await frame.evaluate(_LOOK, [f"{IN_THE_WAY} {DISMISS}", SKELETON, UNFOLDED])
    return seen


async def check_page(page: "Page") -> None:
    """See Hands.check_page."""
    if page.url.startswith("chrome-error:"):
        raise Interrupted("No answer")
    for frame in page.frames:
        seen = await _look(frame)
        for text in (EXPIRED, *ERRORS):
            if text in seen["headings"]:
                raise Interrupted(text)
        if seen["skeleton"] and not policy.hasty():
            await _populated(frame)


async def read_again(page: "Page") -> None:
    """Reloads a page that is an error, a few times: for pages that were only read, which may be asked for again. Hasty
    hands take what comes."""
    for _ in range(0 if policy.hasty() else RELOADS):
        with contextlib.suppress(errors()):  # the page changed meanwhile
            seen = await _look(page.main_frame)
            if not any(text in seen["headings"] for text in ERRORS):
                return
            await page.reload()


async def _populated(frame: "Frame") -> None:
    """Content that isn't there yet is not missing: what one looks for may still come."""
    await frame.wait_for_function(f"() => !document.querySelector('{SKELETON}')", timeout=10_000)


async def settle(page: "Page") -> None:
    """Waits until content stands where skeletons do. Hasty hands take the page as it comes."""
    if policy.hasty():
        return
    for frame in page.frames:
        while (await _look(frame))["skeleton"]:
            await frame.locator(SKELETON).filter(visible=True).first.wait_for(state="hidden")


async def click(page: "Page", target: "Locator", home: str) -> None:
    """See Hands.click."""
    await target.wait_for()
    for _ in range(PRESSES - 1):
        await clear(page, home)
        try:
            await target.click(timeout=PATIENCE)
        except errors():
            await _uncover(page)
            continue
        return
    await target.click(timeout=PATIENCE)


async def _uncover(page: "Page") -> None:
    """Closes what a click ran into."""
    await fold(page)
    if policy.hasty():
        for frame in page.frames:
            with contextlib.suppress(errors()):
                await _dismiss(frame)
