"""How an oracle walks through the back office: by menu, links, buttons and labels."""

from typing import TYPE_CHECKING, Any

from gyms.kit.hands import Hands, Interrupted

if TYPE_CHECKING:
    from playwright.async_api import Locator


async def by_menu(hands: Hands, name: str) -> None:
    """Goes where the menu leads; from an error page, by the address of the first page."""
    menu = hands.page.locator("#menu")
    if not await hands.link(name, within=menu).count():
        await hands.go("/")
    await hands.follow(name, within=menu)


async def guest(hands: Hands, wanted: dict[str, Any]) -> None:
    """Opens the page of a guest, told from namesakes by the city."""
    await by_menu(hands, "Guests")
    await hands.fill("Name", wanted["name"])
    await hands.submit("Search")
    row = hands.page.get_by_role("row").filter(has=hands.page.get_by_role("cell", name=wanted["city"], exact=True))
    await hands.follow(wanted["name"], within=row)
    await hands.see(f"{wanted['name']}, {wanted['city']}")


def row_with(hands: Hands, *texts: str) -> "Locator":
    """Rows in which each of these texts is a cell."""
    rows = hands.page.get_by_role("row")
    for text in texts:
        rows = rows.filter(has=hands.page.get_by_role("cell", name=text, exact=True))
    return rows


async def stay(hands: Hands, wanted: dict[str, Any], *texts: str) -> bool:
    """Whether the guest has a stay whose row has these cells; if so it is opened."""
    await guest(hands, wanted)
    rows = row_with(hands, *texts)
    if not await rows.count():
        return False
    await hands.leave(rows.first.get_by_role("link").first)
    if not await hands.page.get_by_role("heading", name="Stay MQ-").count():
        raise Interrupted("This is no stay.")
    return True
