"""The stages of a purchase, as an oracle walks through them: each looks at the trip's page first and last."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from gyms.airline.fares import BY_CODE
from gyms.airline.workouts import walking
from gyms.kit.hands import Hands, Interrupted

if TYPE_CHECKING:
    from playwright.async_api import Locator


async def open_new_trip(hands: Hands) -> str:
    """Opens a trip unless there is an open one; returns its locator."""
    found: list[str] = []

    async def done() -> bool:
        await hands.follow("My trips")
        held = hands.root.get_by_role("row").filter(has=hands.page.locator(".tag.held"))
        found[:] = await held.get_by_role("link").all_inner_texts()
        return bool(found)

    await hands.ensure(done, lambda: hands.submit("Book a trip"))
    return found[0]


async def add_traveller(hands: Hands, locator: str, person: Any) -> None:
    """Names one traveller."""
    name = f"{person['given_name']} {person['family_name']}"

    async def done() -> bool:
        await walking.open_trip(hands, locator)
        return bool(await hands.root.get_by_role("cell", name=name, exact=True).count())

    async def add() -> None:
        await hands.follow("Add a traveller")
        await hands.fields(
            {
                "Title": person["title"],
                "Given name": person["given_name"],
                "Family name": person["family_name"],
                "Date of birth": dt.date.fromisoformat(person["born_on"]),
            }
        )
        await hands.submit("Save")

    await hands.ensure(done, add)


async def hold_flight(hands: Hands, locator: str, leg: Any, travellers: int) -> None:
    """Searches one flight and holds it for everybody in the fare that is wanted."""
    day, fare = dt.date.fromisoformat(leg["date"]), BY_CODE[leg["fare"]].name

    async def done() -> bool:
        await walking.open_trip(hands, locator)
        held = walking.flight(hands, leg["number"], day)
        return bool(await held.count())

    async def hold() -> None:
        await hands.follow("Add a flight")
        await walking.close_promotion(hands)
        await _search(hands, leg, day)
        await hands.leave(await _offer(hands, leg["number"]))
        await hands.fields({"Fare": f"{fare} – €{leg['price_cents'] / 100:,.2f}"})
        await hands.submit("Hold this flight")

    await hands.ensure(done, hold)
    rows = walking.flight(hands, leg["number"], day).get_by_role("row").filter(has_text=fare)
    if await rows.count() != travellers:
        raise Interrupted(f"{leg['number']} is not held for everybody.")


async def _search(hands: Hands, leg: Any, day: dt.date) -> None:
    fields: dict[str, str | dt.date | bool] = {"Departure": day}
    for label, end in (("From", leg["origin"]), ("To", leg["destination"])):
        await hands.suggest(label, end["name"], end["label"])
        fields[label] = end["label"]
    await hands.fields(fields)
    await hands.submit("Search")


async def _offer(hands: Hands, number: str) -> "Locator":
    """The link that selects the flight, once the results have come."""
    again = hands.root.get_by_role("button", name="Load again")
    link = hands.root.get_by_role("link", name=f"Select {number}", exact=True)
    for _ in range(6):
        await hands.root.locator("#results[aria-busy=false]").wait_for()
        if await link.count():
            return link
        if not await again.is_visible():
            break
        await hands.click(again)
    raise Interrupted(f"{number} is not among the results.")


async def take_seat(hands: Hands, locator: str, leg: Any, name: str, seat: str) -> None:
    """Chooses one traveller's seat on one flight."""
    where = (leg["number"], dt.date.fromisoformat(leg["date"]), name)

    async def done() -> bool:
        await walking.open_trip(hands, locator)
        return await walking.coupon_shows(hands, *where, seat)

    async def take() -> None:
        await walking.choose_seat(hands, walking.coupon(hands, *where), seat)

    await hands.ensure(done, take)


async def pay_once(hands: Hands, locator: str, extra: str, card: str) -> None:
    """Extras, review, the card; then waits for the bank."""
    await hands.ensure(lambda: walking.is_ticketed(hands, locator), lambda: walking.pay(hands, (extra,), card))
