"""airline/cancel_flight: one traveller's one flight, and what comes back for it."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from gyms.airline import payments
from gyms.airline.fares import FARES, refund
from gyms.airline.recording import Leg, Person, write_trip
from gyms.airline.trips import fare_of
from gyms.airline.workouts import preparing, walking
from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands

if TYPE_CHECKING:
    from playwright.async_api import Page


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """Two people out and home: four coupons, one of which is to be cancelled."""
    customer = preparing.any_customer(session, seeding)
    out = preparing.any_flight(session, seeding)
    day = preparing.some_day(seeding, out)
    home = preparing.back(session, seeding, out)
    ahead = (day - seeding.today).days
    legs = [
        Leg(out, day, seeding.random.choice(FARES[2:])),
        Leg(home, preparing.some_day(seeding, home, ahead + 3, ahead + 17), seeding.random.choice(FARES[2:])),
    ]
    people = [Person.of(customer), Person.some(seeding)]
    booking = write_trip(session, seeding, customer, people, legs)
    coupon = seeding.random.choice(booking.segments)
    preparing.twin_of(session, seeding, customer, coupon)
    return {
        "customer": preparing.customer_parameter(customer),
        "trip": {"id": booking.id, "locator": booking.locator},
        "coupon": preparing.coupon_parameter(coupon),
        "card": payments.cards(customer)[0],
        "refund_cents": refund(coupon.price_cents, fare_of(coupon)),
    }


async def oracle(page: "Page", task: Task) -> None:
    """Look whether the coupon is cancelled; as long as it isn't, cancel it; look again."""
    told: Any = task.parameters
    hands, coupon = Hands(page), told["coupon"]
    where = (coupon["number"], dt.date.fromisoformat(coupon["date"]), coupon["passenger"])

    async def done() -> bool:
        await walking.open_trip(hands, told["trip"]["locator"])
        return bool(await walking.coupon(hands, *where).get_by_text("XX CANCELLED").count())

    async def cancel() -> None:
        await hands.follow("Cancel", within=walking.coupon(hands, *where))
        await hands.see(coupon["passenger"], f"€{told['refund_cents'] / 100:,.2f}")
        await hands.submit("Cancel this flight")

    await hands.ensure(done, cancel)


workout = Workout(
    name="cancel_flight",
    title="Cancel one flight",
    trains="Cancelling one of several look-alikes, and no more than that one.",
    goal=(
        "In trip {trip.locator}, cancel {coupon.passenger}’s flight {coupon.number} from {coupon.origin} to "
        "{coupon.destination} on {coupon.date:%A %d %B %Y}. Everybody and everything else on the trip stays."
    ),
    bind=bind,
    start=preparing.sign_in_link,
    oracle=oracle,
    stresses=("P15", "P25", "P27", "P29"),
    decoys=preparing.decoys,
    rival=preparing.rival,
)
