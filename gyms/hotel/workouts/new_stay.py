"""hotel/new_stay: one reservation with the right arrival and the right departure."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.hotel.models import Plan, Stay
from gyms.hotel.workouts import choosing, walking
from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands

if TYPE_CHECKING:
    from playwright.async_api import Page


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """A guest with a namesake, a range across some nights, a plan; the same guest stays a month later too."""
    guest, kind = choosing.guest(session, seeding), choosing.room_type(session, seeding)
    plan = seeding.random.choice(session.scalars(select(Plan).order_by(Plan.id)).all())
    arrival = choosing.day(seeding, 8, 70)
    departure = arrival + dt.timedelta(days=seeding.random.randrange(2, 9))
    adults = seeding.random.randint(1, kind.max_guests)
    later = dt.timedelta(days=28)
    session.add(
        Stay(
            ref=f"MQ-{seeding.random.randrange(1000, 2999)}",
            guest_id=guest.id,
            room_type_id=kind.id,
            plan_id=plan.id,
            arrival=arrival + later,
            departure=departure + later,
            adults=adults,
            source="web",
            status="booked",
        )
    )
    session.flush()
    return {
        "clerk": choosing.clerk_parameter(session),
        "guest": choosing.guest_parameter(guest),
        "room_type": {"id": kind.id, "name": kind.name},
        "plan": {"id": plan.id, "name": plan.name},
        "arrival": arrival.isoformat(),
        "departure": departure.isoformat(),
        "adults": adults,
    }


async def oracle(page: "Page", task: Task) -> None:
    """Look at the guest's stays; enter the reservation if it is not there; open it."""
    hands = Hands(page)
    wanted: Any = task.parameters
    arrival, departure = (dt.date.fromisoformat(wanted[name]) for name in ("arrival", "departure"))
    kind, plan = wanted["room_type"]["name"], wanted["plan"]["name"]

    async def done() -> bool:
        cells = (kind, plan, f"{arrival:%d %b %Y}", f"{departure:%d %b %Y}", "booked")
        return await walking.stay(hands, wanted["guest"], *cells)

    async def act() -> None:
        await walking.guest(hands, wanted["guest"])
        await hands.follow("New reservation")
        await hands.fields(
            {
                "Arrival": arrival,
                "Departure": departure,
                "Room type": kind,
                "Rate plan": plan,
                "Adults": str(wanted["adults"]),
                "Breakfast": False,
            }
        )
        await hands.submit("Enter reservation")

    await hands.ensure(done, act)


workout = Workout(
    name="new_stay",
    title="Enter a reservation",
    trains="Entering a date range in two fields, for the right one of two namesakes, once.",
    goal=(
        "Enter a reservation for {guest.name} of {guest.city}: room type {room_type.name}, rate plan {plan.name}, "
        "arrival {arrival:%A %d %B %Y}, departure {departure:%A %d %B %Y}, adults: {adults}, no breakfast."
    ),
    bind=bind,
    start=choosing.start,
    oracle=oracle,
    options={"defaults": ("plain", "trap")},
    stresses=("P15", "P16", "P28", "P29", "P34", "P37"),
)
