"""How the oracles read what is on record."""

from typing import TYPE_CHECKING

from gyms.kit.hands import Interrupted

if TYPE_CHECKING:
    from gyms.kit.hands import Hands


async def on_record(hands: "Hands", program: str) -> bool:
    """Whether the newest submitted application is of this program and of today; its page is then shown."""
    await hands.follow("My applications")
    await hands.see("My applications")
    fresh = hands.page.get_by_role("row").filter(has_text=program).filter(has_text="July 2, 2026")
    if await fresh.count() == 0:
        return False
    await hands.leave(fresh.first.get_by_role("link"))
    return True


async def headed(hands: "Hands", title: str) -> bool:
    """Whether the page has this heading."""
    return bool(await hands.page.get_by_role("heading", name=title, exact=True).count())


async def expect(hands: "Hands", *texts: str) -> None:
    """All of these are shown, or the attempt ends."""
    for text in texts:
        if not await hands.shows(text):
            raise Interrupted(f"The page doesn't say {text}.")
