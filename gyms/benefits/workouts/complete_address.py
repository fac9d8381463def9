"""benefits/complete_address: an address that the postal register knows, picked and not only typed."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.benefits.models import Place
from gyms.benefits.workouts import finding, reading
from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands

if TYPE_CHECKING:
    from playwright.async_api import Page


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """A street whose name several towns have."""
    resident = finding.any_resident(session, seeding)
    places = list(session.scalars(select(Place).order_by(Place.id)))
    shared = [place for place in places if sum(other.street == place.street for other in places) > 1]
    place = seeding.random.choice(shared or places)
    number = seeding.random.randrange(3, 300)
    unit = f"{seeding.random.choice(('Apt', 'Unit', 'Floor'))} {seeding.random.randrange(1, 20)}"
    return {
        "resident": finding.as_parameter(resident),
        "number": number,
        "unit": unit,
        "line1": f"{number} {place.street}",
        "place": {"id": place.id, "street": place.street, "town": place.town, "zip": place.zip},
    }


async def oracle(page: "Page", task: Task) -> None:
    """Pick the street from what the finder offers, then read the list."""
    hands = Hands(page)
    wanted: Any = task.parameters
    place = wanted["place"]
    full = f"{place['street']}, {place['town']}, {place['zip']}"

    async def there() -> bool:
        await hands.follow("Addresses")
        await reading.expect(hands, "My addresses")
        rows = page.get_by_role("row").filter(has_text="Mailing").filter(has_text=wanted["line1"])
        return await rows.filter(has_text=place["town"]).count() > 0

    async def add() -> None:
        await hands.follow("Add an address")
        plain = {"Use this address for": "Mailing", "House number": str(wanted["number"]), "Unit": wanted["unit"]}
        await hands.fields(plain)
        await hands.suggest("Street", f"{place['street']} {place['town']}", full)
        await hands.fields(plain)
        await hands.submit("Save address")

    await hands.ensure(there, add)


workout = Workout(
    name="complete_address",
    title="Complete an address",
    trains="Making an address usable: picking it from what the finder completes instead of leaving what was typed.",
    goal=(
        "Add a mailing address for {resident.name}: {line1}, {unit}, {place.town}, {place.zip}. "
        "It has to be one that the post can deliver to."
    ),
    bind=bind,
    start=finding.sign_in_link,
    oracle=oracle,
    stresses=("P7", "P18", "P22", "P24", "P15"),
)
