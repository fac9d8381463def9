"""Drop-downs of every kind, by mouse and keyboard. Each function tries once; whoever calls looks what came of it."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from gyms.kit.hands.kinds import box_of, exactly

if TYPE_CHECKING:
    from playwright.async_api import Locator

    from gyms.kit.hands.hands import Hands

OPENS = 2500
"""Milliseconds in which a list opens, where the click on it was not swallowed."""
_NEAR = 12

_POSITIONS = """(select) => {
  const open = [...select.options].filter((option) => !option.disabled && !option.parentElement.disabled);
  return { texts: open.map((option) => option.label.trim()), at: open.indexOf(select.selectedOptions[0]) };
}"""


async def choose_native(select: "Locator", option: str, attempt: int = 0) -> None:
    """Opens the browser's own list and goes to the option by arrow keys, or by its first letters if it is far."""
    known = await select.evaluate(_POSITIONS)
    steps = known["texts"].index(option) - known["at"]
    await select.click(timeout=OPENS)
    if abs(steps) > _NEAR and attempt == 0:
        await select.page.keyboard.type(option)
    else:
        for _ in range(abs(steps)):
            await select.page.keyboard.press("ArrowDown" if steps > 0 else "ArrowUp")
    await select.page.keyboard.press("Enter")


async def native(hands: "Hands", field: "Locator", option: str, attempt: int) -> None:
    """The browser's own drop-down."""
    await hands.clear()
    await choose_native(field, option, attempt)


async def select2(hands: "Hands", field: "Locator", option: str, _attempt: int) -> None:
    """Select2: its list hangs at the end of the page."""
    await _pick(hands, field, hands.root.locator(".select2-container--open .select2-results__option"), option)


async def tom_select(hands: "Hands", field: "Locator", option: str, _attempt: int) -> None:
    """Tom Select."""
    await _pick(hands, field, box_of(field).locator(".ts-dropdown .option"), option)


async def choices(hands: "Hands", field: "Locator", option: str, _attempt: int) -> None:
    """Choices.js."""
    await _pick(hands, field, box_of(field).locator(".choices__list--dropdown .choices__item--choice"), option)


async def listbox(hands: "Hands", field: "Locator", option: str, _attempt: int) -> None:
    """The home-made one."""
    await _pick(hands, field, box_of(field).get_by_role("option"), option)


async def _pick(hands: "Hands", field: "Locator", options: "Locator", option: str) -> None:
    """Opens the list if it isn't open, and clicks the option."""
    wanted = options.filter(has_text=exactly(option)).filter(visible=True).first
    if not await wanted.count():
        await hands.click(field)
    await wanted.click(timeout=OPENS)


WAYS: dict[str, Callable[["Hands", "Locator", str, int], Awaitable[None]]] = {
    "native": native,
    "select2": select2,
    "tom-select": tom_select,
    "choices": choices,
    "listbox": listbox,
}
"""How an option is chosen, by kind of drop-down."""
