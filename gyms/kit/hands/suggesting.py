"""Text fields that suggest. Answers may come late and in the wrong order: the list is trusted once it stands still."""

import asyncio
from typing import TYPE_CHECKING

from gyms.kit.hands import policy
from gyms.kit.hands.interruption import errors
from gyms.kit.hands.kinds import exactly

if TYPE_CHECKING:
    from playwright.async_api import Locator

    from gyms.kit.hands.hands import Hands

APPEARS = 5000
"""Milliseconds that suggestions may take."""
STILL = 0.3
"""Seconds without a change after which a list stands still."""
_LOOKS = 12


async def suggest(hands: "Hands", field: "Locator", typed: str, option: str) -> None:
    """Types, waits until the option is there and the list stands still, picks it. Tries once."""
    await hands.click(field)
    await field.press("Control+a")
    await field.press_sequentially(typed)
    options = hands.root.get_by_role("option").filter(visible=True)
    wanted = options.filter(has_text=exactly(option)).first
    try:
        await wanted.wait_for(timeout=APPEARS)
        if not policy.hasty():
            await _still(options)
        await wanted.click(timeout=1500)
    except errors():
        await field.press("Escape")  # not offered, or gone again


async def _still(options: "Locator") -> None:
    last: list[str] = []
    for _ in range(_LOOKS):
        now = await options.all_inner_texts()
        if now == last:
            return
        last = now
        await asyncio.sleep(STILL)
