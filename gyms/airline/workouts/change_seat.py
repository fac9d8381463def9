"""airline/change_seat: one seat for another, on the right flight of the right trip."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from gyms.airline import cabin
from gyms.airline.fares import FARES
from gyms.airline.recording import Leg, Person, write_trip
from gyms.airline.workouts import preparing, walking
from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands

if TYPE_CHECKING:
    from playwright.async_api import Page


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """Two people on one flight; one of them is to sit elsewhere."""
    customer = preparing.any_customer(session, seeding)
    flight = preparing.any_flight(session, seeding)
    day = preparing.some_day(seeding, flight)
    people = [Person.of(customer), Person.some(seeding)]
    booking = write_trip(session, seeding, customer, people, [Leg(flight, day, seeding.random.choice(FARES))])
    coupon = seeding.random.choice(booking.segments)
    preparing.twin_of(session, seeding, customer, coupon)
    seat = seeding.random.choice(cabin.free(session, flight.id, flight.number, day))
    return {
        "customer": preparing.customer_parameter(customer),
        "trip": {"id": booking.id, "locator": booking.locator},
        "coupon": preparing.coupon_parameter(coupon),
        "seat": seat,
    }


async def oracle(page: "Page", task: Task) -> None:
    """Look where the traveller sits; as long as it is elsewhere, choose the seat; look again."""
    told: Any = task.parameters
    hands, coupon = Hands(page), told["coupon"]
    where = (coupon["number"], dt.date.fromisoformat(coupon["date"]), coupon["passenger"])

    async def done() -> bool:
        await walking.open_trip(hands, told["trip"]["locator"])
        return await walking.coupon_shows(hands, *where, told["seat"])

    async def choose() -> None:
        await walking.choose_seat(hands, walking.coupon(hands, *where), told["seat"])

    await hands.ensure(done, choose)


workout = Workout(
    name="change_seat",
    title="Change a seat",
    trains="Moving one allocation on a map that loads late, without letting go of any other.",
    goal=(
        "In trip {trip.locator}, move {coupon.passenger} on flight {coupon.number} of {coupon.date:%A %d %B %Y} "
        "to seat {seat}."
    ),
    bind=bind,
    start=preparing.sign_in_link,
    oracle=oracle,
    stresses=("P3", "P13", "P25", "P27"),
    decoys=preparing.decoys,
    rival=preparing.rival,
)
