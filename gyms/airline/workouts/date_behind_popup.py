"""airline/date_behind_popup: another date for one flight, behind a dialog that wants something else."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from gyms.airline.fares import FARES
from gyms.airline.recording import Leg, Person, write_trip
from gyms.airline.workouts import preparing, walking
from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands

if TYPE_CHECKING:
    from playwright.async_api import Page


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """A trip out and home in a fare that may be changed, and another one that looks much like it."""
    customer = preparing.any_customer(session, seeding)
    out = preparing.any_flight(session, seeding, daily=True)
    day = preparing.some_day(seeding, out, 12, 50)
    home = preparing.back(session, seeding, out)
    ahead = (day - seeding.today).days
    legs = [
        Leg(out, day, seeding.random.choice(FARES[2:])),
        Leg(home, preparing.some_day(seeding, home, ahead + 8, ahead + 20), FARES[2]),
    ]
    booking = write_trip(session, seeding, customer, [Person.of(customer)], legs)
    coupon = booking.segments[0]
    preparing.twin_of(session, seeding, customer, coupon)
    shift = seeding.random.choice((-5, -4, -3, -2, 2, 3, 4, 5, 6, 7))
    return {
        "customer": preparing.customer_parameter(customer),
        "trip": {"id": booking.id, "locator": booking.locator},
        "coupon": preparing.coupon_parameter(coupon),
        "date": (day + dt.timedelta(days=shift)).isoformat(),
    }


async def oracle(page: "Page", task: Task) -> None:
    """Look at the trip; as long as the flight has the old date, change it; look again."""
    told: Any = task.parameters
    hands, locator, coupon = Hands(page), told["trip"]["locator"], told["coupon"]
    before, after = dt.date.fromisoformat(coupon["date"]), dt.date.fromisoformat(told["date"])

    async def done() -> bool:
        await walking.open_trip(hands, locator)
        return bool(await walking.flight(hands, coupon["number"], after).count())

    async def change() -> None:
        await hands.follow("Date", within=walking.coupon(hands, coupon["number"], before, coupon["passenger"]))
        await walking.close_promotion(hands)
        await hands.fields({"New date": after})
        await hands.submit("Change date")

    await hands.ensure(done, change)


workout = Workout(
    name="date_behind_popup",
    title="A date behind a pop-up",
    trains="Setting one date, once, past a dialog whose form must not be sent.",
    goal=(
        "In trip {trip.locator}, move {coupon.passenger}’s flight {coupon.number} from {coupon.origin} to "
        "{coupon.destination} from {coupon.date:%A %d %B %Y} to {date:%A %d %B %Y}. Sign up for nothing."
    ),
    bind=bind,
    start=preparing.sign_in_link,
    oracle=oracle,
    stresses=("P4", "P6", "P25", "P33", "P34"),
    decoys=preparing.decoys,
    rival=preparing.rival,
)
