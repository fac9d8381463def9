"""airline/fare_option: the drop-down that decides whether a promise applies."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from gyms.airline.fares import BY_CODE, Fare, price
from gyms.airline.recording import Leg, Person, write_trip
from gyms.airline.workouts import preparing, walking
from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands

if TYPE_CHECKING:
    from playwright.async_api import Page

PROMISES: tuple[tuple[str, str, str], ...] = (
    ("light", "full", "the whole price comes back when it is cancelled"),
    ("classic", "full", "the whole price comes back when it is cancelled"),
    ("flex", "full", "the whole price comes back when it is cancelled"),
    ("light", "flex", "its date can be changed free of charge"),
    ("classic", "flex", "its date can be changed free of charge"),
    ("light", "flex", "at least part of the price comes back when it is cancelled"),
    ("light", "classic", "a checked bag is included"),
)
"""The fare that is held, the cheapest that keeps the promise, and the promise."""


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """A trip that is held: out and home in a fare that does not keep the promise."""
    customer = preparing.any_customer(session, seeding)
    held, wanted, promise = seeding.random.choice(PROMISES)
    legs = _legs(session, seeding, BY_CODE[held])
    until = seeding.now + dt.timedelta(minutes=90)
    people = [Person.of(customer)]
    booking = write_trip(session, seeding, customer, people, legs, status="held", held_until=until)
    coupon = seeding.random.choice(booking.segments)
    preparing.twin_of(session, seeding, customer, coupon)
    return {
        "customer": preparing.customer_parameter(customer),
        "trip": {"id": booking.id, "locator": booking.locator},
        "coupon": preparing.coupon_parameter(coupon),
        "fare": {
            "promise": promise,
            "code": wanted,
            "name": BY_CODE[wanted].name,
            "price_cents": price(coupon.flight, coupon.date, BY_CODE[wanted]),
        },
    }


def _legs(session: Session, seeding: Seeding, fare: Fare) -> list[Leg]:
    out = preparing.any_flight(session, seeding)
    day = preparing.some_day(seeding, out)
    home = preparing.back(session, seeding, out)
    ahead = (day - seeding.today).days
    return [Leg(out, day, fare), Leg(home, preparing.some_day(seeding, home, ahead + 3, ahead + 17), fare)]


async def oracle(page: "Page", task: Task) -> None:
    """Look what the core has confirmed; as long as it is another fare, ask for the right one; look again."""
    told: Any = task.parameters
    hands, coupon = Hands(page), told["coupon"]
    day = dt.date.fromisoformat(coupon["date"])
    choice = f"{told['fare']['name']} – €{told['fare']['price_cents'] / 100:,.2f}"

    async def done() -> bool:
        await walking.open_trip(hands, told["trip"]["locator"])
        return await walking.coupon_shows(hands, coupon["number"], day, coupon["passenger"], told["fare"]["name"])

    async def ask() -> None:
        await hands.follow("Fare", within=walking.coupon(hands, coupon["number"], day, coupon["passenger"]))
        await hands.fields({"Fare": choice})
        await hands.submit("Change fare")

    await hands.ensure(done, ask)


workout = Workout(
    name="fare_option",
    title="The fare that keeps a promise",
    trains="Choosing the option by what it entitles to, and believing the system, not the page that says “changed”.",
    goal=(
        "In trip {trip.locator}, which is not paid yet, change {coupon.passenger}’s flight {coupon.number} on "
        "{coupon.date:%A %d %B %Y} to the cheapest fare with which {fare.promise}. Leave the other flight as it is; "
        "don't pay."
    ),
    bind=bind,
    start=preparing.sign_in_link,
    oracle=oracle,
    stresses=("P1", "P2", "P25", "P35"),
    decoys=preparing.decoys,
    rival=preparing.rival,
)
