"""What hands do on a page, done again by script: a click, keys, a choice, a turn of the wheel.

All wait for their element, in milliseconds of patience; they raise Playwright's Error where it stays away.
"""

import asyncio

from playwright.async_api import Error, Page
from playwright.async_api import Locator as Handle

from workbench.domain.actions import Click, Scroll, Select
from workbench.session.finding import find

ACTION_PATIENCE = 10_000.0
_PATIENCE = 15.0
"""Seconds for an element that scripts put another one in the place of."""
_CLICK_PATIENCE = 3_000.0
_PERFORMED = "performing click action"
"""In Playwright's log of a failed click: it got as far as the mouse, so trying again would click twice."""
_SAME_SIZE = 2.0


async def click(page: Page, action: Click) -> None:
    """Click once. While it can't be clicked the element is found anew: a script may put another one in its place."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + _PATIENCE
    while True:
        element = await find(page, action.target, max(deadline - loop.time(), 0.1), visible=True)
        try:
            await _click_element(element, action)
        except Error as error:
            if _PERFORMED in error.message or loop.time() > deadline:
                raise
        else:
            return


async def _click_element(element: Handle, action: Click) -> None:
    """Where on the element matters only for what has parts inside; it is kept while the element has the same size."""
    if action.target.tag == "area":
        await _click_area(element, action)
        return
    box = action.target.box
    live = await element.bounding_box(timeout=_CLICK_PATIENCE)
    same = (
        box is not None
        and live is not None
        and abs(box[2] - live["width"]) <= _SAME_SIZE
        and abs(box[3] - live["height"]) <= _SAME_SIZE
    )
    inside = (
        action.position is not None
        and box is not None
        and 0 <= action.position[0] < box[2]
        and 0 <= action.position[1] < box[3]
    )
    await element.click(
        button=action.button,  # type: ignore[arg-type]
        click_count=action.count,
        modifiers=list(action.modifiers),  # type: ignore[arg-type]
        position={"x": action.position[0], "y": action.position[1]} if action.position and same and inside else None,
        timeout=_CLICK_PATIENCE,
    )


async def _click_area(area: Handle, action: Click) -> None:
    """An area is clicked on its image, where it was clicked then."""
    name, (left, top) = await area.evaluate(_AREA, timeout=_CLICK_PATIENCE)
    x, y = action.position or (1.0, 1.0)
    image = area.locator("xpath=ancestor::html").locator(f'css=img[usemap="#{name}"]')
    await image.click(
        button=action.button,  # type: ignore[arg-type]
        click_count=action.count,
        modifiers=list(action.modifiers),  # type: ignore[arg-type]
        position={"x": left + x, "y": top + y},
        timeout=_CLICK_PATIENCE,
    )


async def type_in(field: Handle, value: str) -> None:
    """By keys; by script where the page makes something else of them."""
    await field.press("Control+a", timeout=ACTION_PATIENCE)
    await (field.press_sequentially(value, timeout=ACTION_PATIENCE) if value else field.press("Delete"))
    if await field.input_value(timeout=ACTION_PATIENCE) != value:
        await field.fill(value, timeout=ACTION_PATIENCE)


async def select(element: Handle, action: Select) -> None:
    """By value where there is such a choice now, else by what it says."""
    available = await element.evaluate("element => [...element.options].map(option => option.value)")
    if all(value in available for value in action.values):
        await element.select_option(value=list(action.values), timeout=ACTION_PATIENCE)
    else:
        await element.select_option(label=list(action.labels), timeout=ACTION_PATIENCE)


async def scroll(page: Page, action: Scroll) -> None:
    """By wheel, as a person does it, then exactly to where it came to rest."""
    if action.target is None:
        x, y = await page.evaluate("[scrollX, scrollY]")
        await page.mouse.wheel(action.x - x, action.y - y)
        await page.wait_for_function(_ARRIVED, arg=[action.x, action.y], timeout=ACTION_PATIENCE)
        return
    element = await find(page, action.target)
    await element.hover(timeout=ACTION_PATIENCE)
    x, y = await element.evaluate("element => [element.scrollLeft, element.scrollTop]")
    await page.mouse.wheel(action.x - x, action.y - y)
    await element.evaluate(_ELEMENT_ARRIVES, [action.x, action.y])


_AREA = """(area) => {
    const map = area.closest("map");
    const numbers = area.coords.split(",").map(parseFloat).filter(Number.isFinite);
    const least = (parity) => Math.min(...numbers.filter((_, place) => place % 2 === parity));
    const [x, y, radius] = numbers;
    const whole = area.shape === "default" || numbers.length < 3;
    const corner = whole ? [0, 0] : area.shape.startsWith("circ") ? [x - radius, y - radius] : [least(0), least(1)];
    return [map.name || map.id, corner];
}"""
"""The name of an area's map, and the upper left corner of the area on its image."""
SET_RANGE = """(element, value) => {
    element.value = value;
    element.dispatchEvent(new Event("input", {bubbles: true}));
    element.dispatchEvent(new Event("change", {bubbles: true}));
}"""
_ARRIVED = """([x, y]) => {
    const bound = (value, most) => Math.max(0, Math.min(value, most));
    const root = document.scrollingElement;
    const to = [bound(x, root.scrollWidth - innerWidth), bound(y, root.scrollHeight - innerHeight)];
    const near = Math.abs(scrollX - to[0]) < 2 && Math.abs(scrollY - to[1]) < 2;
    if (!near) { window.__scrolls = (window.__scrolls || 0) + 1; if (window.__scrolls > 20) scrollTo(...to); }
    else delete window.__scrolls;
    return near;
}"""
_ELEMENT_ARRIVES = """(element, [x, y]) => new Promise((done) => {
    let rounds = 0;
    const look = () => {
        const near = Math.abs(element.scrollLeft - x) < 2 && Math.abs(element.scrollTop - y) < 2;
        if (near || rounds++ > 30) { if (!near) element.scrollTo(x, y); done(); } else requestAnimationFrame(look);
    };
    look();
})"""
