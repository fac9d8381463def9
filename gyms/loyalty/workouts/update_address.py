"""loyalty/update_address: six fields, two of which depend on each other by way of a postback."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Interrupted
from gyms.loyalty.atlas import COUNTRY_NAMES, STATES
from gyms.loyalty.models import Member
from gyms.loyalty.populate import CITIES, STREETS
from gyms.loyalty.workouts import finding
from gyms.loyalty.workouts.portal import Portal, parameters, sign_in_link

if TYPE_CHECKING:
    from playwright.async_api import Page

POSTCODES = {"AU": "####", "CA": "A#A #A#", "IE": "A## A#A#", "NZ": "####", "GB": "AA# #AA", "US": "#####"}
"""How they look: ``A`` a letter, ``#`` a digit."""
LETTERS = "ABEHJKLMNPRSTVXY"
SECOND_LINES = ("Apt {}", "Unit {}", "Suite {}", "Floor {}")


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """The member moves to another country."""
    chance = seeding.random
    member = finding.any_member(session, seeding)
    country = chance.choice([code for code in STATES if code != member.country])
    address: dict[str, Json] = {
        "line1": f"{chance.randint(300, 980)} {chance.choice(STREETS)}",
        "line2": chance.choice(SECOND_LINES).format(chance.randint(2, 48)),
        "city": chance.choice([city for city in CITIES if city != member.city]),
        "state": chance.choice(STATES[country]),
        "postcode": _postcode(seeding, country),
        "country": {"code": country, "name": COUNTRY_NAMES[country]},
    }
    return {"member": finding.as_parameter(member), "address": address}


def _postcode(seeding: Seeding, country: str) -> str:
    return "".join(
        seeding.random.choice(LETTERS) if sign == "A" else str(seeding.random.randint(1, 9)) if sign == "#" else sign
        for sign in POSTCODES[country]
    ).strip()


def rival(session: Session, bound: Mapping[str, Any]) -> None:
    """The service centre touches the record, which changes nothing but its version."""
    session.get_one(Member, bound["member"]["id"]).version += 1


async def oracle(page: "Page", task: Task) -> None:
    """Look at the profile; change it if need be."""
    portal = Portal(page)
    await portal.hands.ensure(lambda: changed(portal, task), lambda: change(portal, task), attempts=24)


async def changed(portal: Portal, task: Task) -> bool:
    """Whether the profile shows the new address."""
    wanted = parameters(task)["address"]
    main = await portal.section("My Profile", "My Profile")
    shown = await main.root.get_by_role("row", name="Addr. 1").last.locator("xpath=ancestor::table[1]").inner_text()
    parts = (wanted[name] for name in ("line1", "line2", "city", "state", "postcode"))
    return all(part.casefold() in shown.casefold() for part in (*parts, wanted["country"]["name"]))


async def change(portal: Portal, task: Task) -> None:
    """The country first, for the list of states comes with it."""
    wanted = parameters(task)["address"]
    country = wanted["country"]["name"]
    main = await portal.section("My Profile", "My Profile")
    await main.follow("Change address")
    if await _country(portal) != country:
        await portal.comes_back(portal.main.choose("Ctry.", country))
    main = portal.main
    await main.fields(
        {
            "Addr. 1": wanted["line1"],
            "Addr. 2": wanted["line2"],
            "City": wanted["city"],
            "State/Prov.": wanted["state"],
            "ZIP": wanted["postcode"],
            "Also move everybody else in my household": False,
        }
    )
    if await _country(portal) != country:
        raise Interrupted("The form lost the country.")
    await main.submit("Save")


async def _country(portal: Portal) -> str:
    return await portal.main.root.locator("#ddlCountry option:checked").inner_text()


workout = Workout(
    name="update_address",
    title="Update an address",
    trains="Dependent drop-downs whose change sends the form and resets what depends on it.",
    goal=(
        "{member.name} has moved. Change only their own mailing address to: line 1 “{address.line1}”, line 2"
        " “{address.line2}”, city {address.city}, {address.state}, {address.postcode}, {address.country.name}."
    ),
    bind=bind,
    start=sign_in_link,
    oracle=oracle,
    stresses=("P36", "P23", "P22", "P24", "P25", "P28"),
    rival=rival,
)
