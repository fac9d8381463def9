"""How an oracle walks through the airline's site: by its links, from My trips to the trip and on."""

import datetime as dt
from typing import TYPE_CHECKING

from gyms.airline.trips import EXTRAS
from gyms.airline.wordings import short_date
from gyms.kit.hands import Hands, Interrupted

if TYPE_CHECKING:
    from playwright.async_api import Locator


async def open_trip(hands: Hands, locator: str) -> None:
    """Be on the trip's page, as it is now that neither bank nor core has still to answer."""
    if not await _is_at(hands, locator):
        await close_promotion(hands)
        await hands.follow("My trips")
        await hands.follow(locator)
    await settle(hands)
    await hands.root.get_by_role("heading", name=f"Trip {locator}").wait_for()


async def settle(hands: Hands) -> None:
    """Wait until the page says that nothing is being worked on any more; it looks by itself."""
    waiting = hands.root.locator("[data-settling]")
    if await waiting.count():
        await waiting.first.wait_for(state="detached")
        await hands.check_page()


async def _is_at(hands: Hands, locator: str) -> bool:
    """Whether this is the trip's page, come back from something that was sent."""
    await hands.check_page()
    heading = hands.root.get_by_role("heading", name=f"Trip {locator}")
    return hands.page.url.endswith(f"/trips/{locator}") and bool(await heading.count())


def flight(hands: Hands, number: str, day: dt.date) -> "Locator":
    """The flight's part of the trip's page."""
    return hands.root.get_by_role("article", name=f"{number} on {short_date(day)}", exact=True)


def coupon(hands: Hands, number: str, day: dt.date, passenger: str) -> "Locator":
    """One traveller's line of a flight."""
    cell = hands.page.get_by_role("cell", name=passenger, exact=True)
    return flight(hands, number, day).get_by_role("row").filter(has=cell)


async def coupon_shows(hands: Hands, number: str, day: dt.date, passenger: str, text: str) -> bool:
    """Whether that line has a cell with this text."""
    cells = coupon(hands, number, day, passenger).get_by_role("cell", name=text, exact=True)
    return bool(await cells.count())


async def close_promotion(hands: Hands) -> None:
    """Says no to the newsletter, where it is offered."""
    offer = hands.root.get_by_role("button", name="No, thanks")
    if await offer.count():
        await hands.click(offer)
        await offer.wait_for(state="detached")


async def choose_seat(hands: Hands, line: "Locator", seat: str) -> None:
    """Chooses a seat for one coupon and saves it."""
    await hands.follow("Seat", within=line)
    await hands.root.get_by_role("table", name="Seat map").wait_for()
    await hands.tick(f"Seat {seat}")
    await hands.submit("Save")


async def pay(hands: Hands, extras: tuple[str, ...], card: str) -> None:
    """From the trip's page: a new quote if need be, just these extras (by code), the card, and once the button."""
    if await hands.button("Quote again").count():
        await hands.submit("Quote again")
    await hands.follow("Continue")
    await hands.fields({extra.name: extra.code in extras for extra in EXTRAS})
    await hands.submit("Continue")
    await hands.root.get_by_role("heading", name="Review and pay").wait_for()
    if not extras and not await hands.shows("No extras."):
        raise Interrupted("Something was added that nobody asked for.")
    await hands.choose("Card", card)
    await hands.submit("Pay now")
    await settle(hands)


async def is_ticketed(hands: Hands, locator: str) -> bool:
    """Whether the trip's page says that it is paid."""
    await open_trip(hands, locator)
    return bool(await hands.root.locator("main .tag.ticketed").count())
