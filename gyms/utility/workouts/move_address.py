"""utility/move_address: region, town and street depend on each other and must be right together."""

from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands
from gyms.utility.places import DIRECTORY
from gyms.utility.workouts import finding, walking

if TYPE_CHECKING:
    from playwright.async_api import Page


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """A street that another town has too, mostly in a town that another region has too."""
    account, random = finding.any_account(session, seeding), seeding.random
    choices = [
        (region, town, street)
        for region, towns in DIRECTORY.items()
        for town, streets in towns.items()
        for street in streets
        if region != account.region and street != account.street and _has_namesake(region, town)
    ]
    region, town, street = random.choice(choices)
    house = f"{random.randrange(91, 180)}{random.choice(('', '', 'a', 'b'))}"
    return {
        "account": finding.account_parameter(account),
        "region": region,
        "town": town,
        "street": street,
        "house_number": house,
    }


def _has_namesake(region: str, town: str) -> bool:
    return any(town in towns for other, towns in DIRECTORY.items() if other != region)


async def oracle(page: "Page", task: Task) -> None:
    """Choose from the top down, since each choice takes back the ones below; look at all four before saving."""
    hands, given = Hands(page), walking.given(task)
    await hands.ensure(lambda: _on_file(hands, given), lambda: _save(hands, given))


async def _on_file(hands: Hands, given: Any) -> bool:
    await walking.open_page(hands, "Account details")
    await hands.see("Correspondence address")
    shown = [text.strip().lower() for text in await hands.page.locator(".facts dd").all_inner_texts()]
    wanted = (f"{given['house_number']} {given['street']}", given["town"], given["region"])
    return all(text.lower() in shown for text in wanted)


async def _save(hands: Hands, given: Any) -> None:
    await walking.open_page(hands, "Account details")
    await hands.follow("Change correspondence address")
    parts = {label: str(given[label.lower()]) for label in ("Region", "Town", "Street")}
    for label, part in parts.items():
        await hands.choose(label, part)  # which waits until the list holds it
        await hands.check_page()
    await hands.fields({**parts, "House number": given["house_number"]})
    await hands.submit("Save")


workout = Workout(
    name="move_address",
    title="Change the correspondence address",
    trains="Setting drop-downs that depend on each other, from the top down, so that all of them hold at the end.",
    goal=(
        "{account.holder}'s letters should go to {house_number} {street} in {town}, {region}. "
        "Change the correspondence address."
    ),
    bind=bind,
    start=walking.start,
    oracle=oracle,
    options={"places": ("live", "postback")},
    stresses=("P22", "P23", "P24"),
)
