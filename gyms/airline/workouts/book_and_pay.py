"""airline/book_and_pay: a whole trip from nothing to paid, 20 to 120 actions long as the option ``length`` says."""

from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from gyms.airline import payments
from gyms.airline.recording import Leg
from gyms.airline.trips import INSISTED, OFFERS
from gyms.airline.workouts import booking, preparing
from gyms.airline.workouts.itinerary import some_itinerary
from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands

if TYPE_CHECKING:
    from playwright.async_api import Page

LENGTHS = {"short": (1, 1), "medium": (2, 3), "long": (4, 4)}
"""Travellers and flights: about 25, 65 and 120 actions."""


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """An itinerary whose seats are free; the customer has no trip that is still open."""
    customer = preparing.any_customer(session, seeding)
    travellers, legs = LENGTHS[seeding.options["length"]]
    wanted = some_itinerary(session, seeding, customer, travellers, legs)
    extra = OFFERS[seeding.random.choice([code for code in OFFERS if code not in INSISTED])]
    return {
        "customer": preparing.customer_parameter(customer),
        "trip": {
            "party": wanted.party(),
            "itinerary": wanted.itinerary(),
            "coupons": travellers * legs,
            "total_cents": wanted.fares_cents + extra.price_cents,
        },
        "flights": [_flight(leg) for leg in wanted.legs],
        "extra": {"code": extra.code, "name": extra.name, "price_cents": extra.price_cents},
        "card": seeding.random.choice(payments.cards(customer)),
        **wanted.parameters(),
    }


def _flight(leg: Leg) -> dict[str, Json]:
    origin, destination = leg.flight.origin, leg.flight.destination
    return {
        "flight_id": leg.flight.id,
        "number": leg.flight.number,
        "date": leg.day.isoformat(),
        "fare": leg.fare.code,
        "price_cents": leg.price,
        "origin": {"name": origin.name, "label": origin.label},
        "destination": {"name": destination.name, "label": destination.label},
    }


async def oracle(page: "Page", task: Task) -> None:
    """Stage by stage: each is looked at first, done only while it isn't done, and looked at again."""
    told: Any = task.parameters
    hands = Hands(page)
    locator = await booking.open_new_trip(hands)
    people = [one for name, one in told.items() if name.startswith("traveller_") and one["times"]]
    for person in people:
        await booking.add_traveller(hands, locator, person)
    for number, leg in enumerate(told["flights"], start=1):
        await booking.hold_flight(hands, locator, leg, len(people))
        for at, person in enumerate(people, start=1):
            coupon = told[f"coupon_{number}_{at}"]
            name = f"{person['given_name']} {person['family_name']}"
            await booking.take_seat(hands, locator, leg, name, coupon["seat"])
    await booking.pay_once(hands, locator, told["extra"]["code"], told["card"])


workout = Workout(
    name="book_and_pay",
    title="Book and pay a whole trip",
    trains="Keeping one’s course over many pages that load late, change underfoot and sometimes fail, and paying once.",
    goal=(
        "Book one new trip for {customer.name} and pay for it with {card}. Travellers: {trip.party}. Flights: "
        "{trip.itinerary}. Extra: {extra.name}, and nothing else."
    ),
    bind=bind,
    start=preparing.sign_in_link,
    oracle=oracle,
    options={"length": tuple(LENGTHS)},
    stresses=("P3", "P4", "P5", "P7", "P8", "P13", "P14", "P15", "P16", "P18"),
)
