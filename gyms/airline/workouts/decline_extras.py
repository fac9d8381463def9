"""airline/decline_extras: paying for what was held and for nothing that somebody else had ticked."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from gyms.airline import payments, trips
from gyms.airline.fares import FARES
from gyms.airline.recording import Leg, Person, write_trip
from gyms.airline.workouts import preparing, walking
from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands

if TYPE_CHECKING:
    from playwright.async_api import Page


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """A held trip whose hold may have lapsed, at last week's prices then; and another held one beside it."""
    customer = preparing.any_customer(session, seeding)
    people = [Person.of(customer)]
    fare = seeding.random.choice(FARES)
    out = preparing.any_flight(session, seeding)
    day = preparing.some_day(seeding, out)
    home = preparing.back(session, seeding, out)
    ahead = (day - seeding.today).days
    legs = [Leg(out, day, fare), Leg(home, preparing.some_day(seeding, home, ahead + 3, ahead + 17), fare)]
    lapsed = seeding.random.random() < 0.5
    until = seeding.now + dt.timedelta(minutes=-35 if lapsed else 90)
    booking = write_trip(session, seeding, customer, people, legs, status="held", held_until=until)
    other = [Leg(out, preparing.some_day(seeding, out, ahead + 20, ahead + 40), fare)]
    soon = seeding.now + dt.timedelta(minutes=90)
    write_trip(session, seeding, customer, people, other, status="held", held_until=soon)
    total = trips.total(booking)
    if lapsed:
        for segment in booking.segments:
            segment.price_cents -= 1000 * seeding.random.randrange(1, 3)
    first, second = booking.segments
    return {
        "customer": preparing.customer_parameter(customer),
        "trip": {"id": booking.id, "locator": booking.locator, "total_cents": total, "lapsed": int(lapsed)},
        "out": {"id": first.id, "price_cents": legs[0].price},
        "home": {"id": second.id, "price_cents": legs[1].price},
        "card": seeding.random.choice(payments.cards(customer)),
    }


async def oracle(page: "Page", task: Task) -> None:
    """Look whether the trip is paid; as long as it isn't, pay for it without extras; look again."""
    told: Any = task.parameters
    hands, locator = Hands(page), told["trip"]["locator"]
    await hands.ensure(lambda: walking.is_ticketed(hands, locator), lambda: walking.pay(hands, (), told["card"]))


workout = Workout(
    name="decline_extras",
    title="Pay without extras",
    trains="Unticking what somebody else ticked before it is stored, and paying once.",
    goal="Pay {customer.name}’s held trip {trip.locator} with {card}, at today’s price and without any extra.",
    bind=bind,
    start=preparing.sign_in_link,
    oracle=oracle,
    stresses=("P2", "P15", "P22", "P28"),
)
