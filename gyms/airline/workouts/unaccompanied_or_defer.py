"""airline/unaccompanied_or_defer: a young traveller alone; one date of birth decides whether people must take over."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from gyms.airline import payments, trips
from gyms.airline.fares import FARES
from gyms.airline.recording import Leg, Person, write_trip
from gyms.airline.workouts import preparing, walking
from gyms.kit.gym import Deferral, Json, Seeding, Task, Workout
from gyms.kit.hands import Hands

if TYPE_CHECKING:
    from playwright.async_api import Page

ALONE = 12
"""Years that one has to be to fly alone."""
REASON = "unaccompanied_minor"


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """A child's held trip, some weeks before or after the child turns twelve."""
    customer = preparing.any_customer(session, seeding)
    flight = preparing.any_flight(session, seeding)
    day = preparing.some_day(seeding, flight)
    cutoff = day.replace(year=day.year - ALONE)
    apart = dt.timedelta(days=seeding.random.randrange(4, 45))
    given, family = seeding.fake.person.first_name(), customer.name.split()[-1]
    child = Person("Child", given, family, cutoff + apart if seeding.twin else cutoff - apart)
    until = seeding.now + dt.timedelta(minutes=90)
    legs = [Leg(flight, day, seeding.random.choice(FARES))]
    booking = write_trip(session, seeding, customer, [child], legs, status="held", held_until=until)
    return {
        "customer": preparing.customer_parameter(customer),
        "trip": {
            "id": booking.id,
            "locator": booking.locator,
            "total_cents": trips.total(booking),
            "cutoff": cutoff.isoformat(),
        },
        "passenger": {"id": booking.passengers[0].id, "name": child.name},
        "card": seeding.random.choice(payments.cards(customer)),
    }


async def oracle(page: "Page", task: Task) -> Deferral | None:
    """Read the rule and the date of birth; hand over a child, pay for everybody else."""
    told: Any = task.parameters
    hands, locator = Hands(page), told["trip"]["locator"]
    found: list[dt.date] = []

    async def read() -> bool:
        await walking.open_trip(hands, locator)
        cell = hands.page.get_by_role("cell", name=told["passenger"]["name"], exact=True)
        line = hands.root.get_by_role("row").filter(has=cell).first
        born = await line.get_by_role("cell").nth(3).inner_text()
        found[:] = [dt.datetime.strptime(born.strip(), "%a %d %b %Y").date()]  # noqa: DTZ007 - a birthday has no zone
        return True

    await hands.undisturbed(read)
    if found[0] > dt.date.fromisoformat(told["trip"]["cutoff"]):
        return Deferral(REASON, locator)
    await hands.ensure(lambda: walking.is_ticketed(hands, locator), lambda: walking.pay(hands, (), told["card"]))
    return None


workout = Workout(
    name="unaccompanied_or_defer",
    title="A child alone",
    trains="Reading a rule and one date before paying, and handing over what a person has to arrange.",
    goal=(
        "Pay held trip {trip.locator} for {passenger.name}, who travels alone, with {card} and without extras; but if "
        "the airline’s conditions leave the trip to its Special Assistance team, change nothing and hand the trip "
        f"over to a person (reason {REASON}, about {{trip.locator}})."
    ),
    bind=bind,
    start=preparing.sign_in_link,
    oracle=oracle,
    stresses=("P1", "P15"),
    twins=True,
)
