"""loyalty/claim_missing_miles: one claim among look-alikes, through a form that forgets."""

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Interrupted
from gyms.loyalty.atlas import AIRPORT_NAMES, AIRPORTS, CARRIER_BY_CODE
from gyms.loyalty.models import Claim, Flight, Member
from gyms.loyalty.populate import old_claim, ticket_number
from gyms.loyalty.rendering import day
from gyms.loyalty.workouts import finding
from gyms.loyalty.workouts.portal import Portal, parameters, sign_in_link

if TYPE_CHECKING:
    from playwright.async_api import Page

CITY_BY_CODE = {code: city for code, city, _ in AIRPORTS}


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """A flight that was flown on other days too, and claims that nearly are the one."""
    chance = seeding.random
    member = finding.any_member(session, seeding)
    flight = chance.choice(session.scalars(select(Flight).order_by(Flight.id)).all())
    carrier = CARRIER_BY_CODE[flight.carrier]
    ticket = ticket_number(seeding, carrier)
    letter, caption = chance.choice(carrier.classes)
    for claim in session.scalars(select(Claim).where(Claim.member_id == member.id, Claim.flight_id == flight.id)):
        session.delete(claim)
    _near_duplicates(session, seeding, member, flight, ticket)
    return {
        "member": finding.as_parameter(member),
        "flight": {
            "id": flight.id,
            "code": f"{flight.carrier} {flight.number}",
            "carrier": flight.carrier,
            "number": flight.number,
            "date": flight.date.isoformat(),
            "origin": flight.origin,
            "destination": flight.destination,
            "from": AIRPORT_NAMES[flight.origin],
            "to": AIRPORT_NAMES[flight.destination],
        },
        "ticket": ticket,
        "class": {"letter": letter, "text": f"{letter} - {caption}"},
    }


def _near_duplicates(session: Session, seeding: Seeding, member: Member, flight: Flight, ticket: str) -> None:
    """The same member claimed the same flight number of another day, and the way back, on tickets one digit off."""
    for other, status in zip(_alike(session, seeding, flight)[:2], ("credited", "received"), strict=False):
        session.add(old_claim(seeding, member, other, status=status, ticket=_off_by_one(seeding, ticket)))


def _alike(session: Session, seeding: Seeding, flight: Flight) -> list[Flight]:
    same = (Flight.carrier == flight.carrier) & (Flight.number == flight.number)
    back = (Flight.origin == flight.destination) & (Flight.destination == flight.origin)
    others = session.scalars(select(Flight).where(same | back, Flight.id != flight.id).order_by(Flight.id)).all()
    return seeding.random.sample(others, len(others))


def _off_by_one(seeding: Seeding, ticket: str) -> str:
    place = seeding.random.randrange(6, 13)
    return f"{ticket[:place]}{(int(ticket[place]) + 1) % 10}{ticket[place + 1 :]}"


def decoys(session: Session, seeding: Seeding, bound: Mapping[str, Any], count: int) -> None:
    """More claims of other days and of the way back."""
    member, flight = session.get_one(Member, bound["member"]["id"]), session.get_one(Flight, bound["flight"]["id"])
    for other in _alike(session, seeding, flight)[2 : 2 + count]:
        ticket = _off_by_one(seeding, bound["ticket"])
        session.add(old_claim(seeding, member, other, status="credited", ticket=ticket))


async def oracle(page: "Page", task: Task) -> None:
    """Look whether it is claimed already; else claim it."""
    portal = Portal(page)
    await portal.hands.ensure(lambda: claimed(portal, task), lambda: claim(portal, task), attempts=24)


async def claimed(portal: Portal, task: Task) -> bool:
    """Whether the list has it; its own page is read as well."""
    wanted = parameters(task)
    main = await portal.section("Claims", "Missing Miles: My Claims")
    rows = main.root.get_by_role("row").filter(has_text="RECEIVED")
    for text in (wanted["flight"]["code"], day(_date(task)), wanted["ticket"]):
        rows = rows.filter(has_text=text)
    if not await rows.count():
        return False
    await main.leave(rows.first.get_by_role("link"))
    await portal.main.see(wanted["ticket"], f"({wanted['flight']['to']})")
    return True


async def claim(portal: Portal, task: Task) -> None:
    """The two fields that send the form come first; then the rest; then a look at all of it."""
    wanted = parameters(task)
    flight = wanted["flight"]
    main = await portal.tab("nav_miles", "Missing Miles: My Claims")
    await main.follow("File a new claim")
    await portal.comes_back(portal.main.choose("Carrier", f"{flight['carrier']} - {_carrier_name(flight)}"))
    await portal.comes_back(_flight_number(portal, flight["number"]))
    await _rest(portal, task)
    await portal.main.submit("btn_submit2")
    main = portal.main
    await main.see("Not filed yet", flight["code"], day(_date(task)), wanted["ticket"])
    await main.submit("Confirm")
    await portal.main.see("Your claim is with our partner")


async def _rest(portal: Portal, task: Task) -> None:
    """What does not send the form; until all of it stands there."""
    wanted = parameters(task)
    flight = wanted["flight"]
    fields = {"Flt. date": _date(task), "Tkt. no.": wanted["ticket"], "Bkg. cl.": wanted["class"]["text"]}
    for _ in range(4):
        await _find(portal, "txtFrom", "btn_find", flight["origin"])
        await _find(portal, "txtTo", "btn_find2", flight["destination"])
        await portal.main.fields(fields)
        if await _stands(portal, txtFrom=flight["origin"], txtTo=flight["destination"]):
            break
    if not await _stands(portal, ddlCarrier=flight["carrier"], txtFlight=flight["number"]):
        raise Interrupted("The form lost the flight.")


async def _flight_number(portal: Portal, number: str) -> None:
    await portal.main.fill("Flt. no.", number)
    await portal.page.keyboard.press("Tab")


async def _find(portal: Portal, field: str, button: str, code: str) -> None:
    """The code finder writes the code into the field."""
    if await portal.main.root.locator(f"#{field}").input_value() == code:
        return
    window = await portal.window(portal.main.link(button))
    await window.fill("City", CITY_BY_CODE[code])
    await window.submit("Search")
    await portal.closes(window, window.link(code))


async def _stands(portal: Portal, **values: str) -> bool:
    """Whether these fields hold these values now."""
    found = [await portal.main.root.locator(f"#{field}").input_value() for field in values]
    return found == list(values.values())


def _carrier_name(flight: dict[str, str]) -> str:
    return CARRIER_BY_CODE[flight["carrier"]].name


def _date(task: Task) -> dt.date:
    return dt.date.fromisoformat(parameters(task)["flight"]["date"])


workout = Workout(
    name="claim_missing_miles",
    title="Claim missing miles",
    trains="Filling a form that sends itself while one fills it, once, among near duplicates.",
    goal=(
        "{member.name} flew {flight.code} from {flight.from} to {flight.to} on {flight.date:%A %d %B %Y}, but the miles"
        " are missing. File a claim: ticket number {ticket}, booking class {class.letter}."
    ),
    bind=bind,
    start=sign_in_link,
    oracle=oracle,
    stresses=("P36", "P22", "P34", "P15"),
    decoys=decoys,
)
