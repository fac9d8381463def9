"""hotel/set_rate: one price for four nights of one plan, in whichever of three ways."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.hotel import inventory
from gyms.hotel.models import Plan
from gyms.hotel.workouts import choosing, walking
from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands

if TYPE_CHECKING:
    from playwright.async_api import Page

NIGHTS = 4


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """A price that none of the four nights has yet."""
    kind = choosing.room_type(session, seeding)
    plan = seeding.random.choice(session.scalars(select(Plan).order_by(Plan.id)).all())
    first = choosing.day(seeding)
    last = first + dt.timedelta(days=NIGHTS - 1)
    cents = inventory.rates(session, kind.id, first, first, plan.id)[0].cents + seeding.random.randrange(3, 30) * 100
    cents += seeding.random.choice((25, 50, 75, 90))
    return {
        "clerk": choosing.clerk_parameter(session),
        "room_type": {"id": kind.id, "name": kind.name},
        "plan": {"id": plan.id, "code": plan.code, "name": plan.name},
        "first": first.isoformat(),
        "last": last.isoformat(),
        "cents": cents,
        "price": f"{cents / 100:.2f}",
    }


async def oracle(page: "Page", task: Task) -> None:
    """Look at the grid; change the range in bulk unless it is right; look at the grid again."""
    hands = Hands(page)
    wanted: Any = task.parameters
    first, last = (dt.date.fromisoformat(wanted[name]) for name in ("first", "last"))
    kind, plan = wanted["room_type"]["name"], wanted["plan"]

    async def done() -> bool:
        await walking.by_menu(hands, "Rate grid")
        await hands.fields({"Room type": kind, "From": first})
        await hands.submit("Show")
        await hands.see(f"Rate grid – {kind}")
        cells = [page.get_by_title(f"{plan['code']} {first + dt.timedelta(days=n):%d.%m.%Y}") for n in range(NIGHTS)]
        return all([await cell.input_value() == wanted["price"] for cell in cells])

    async def act() -> None:
        await walking.by_menu(hands, "Bulk change")
        await hands.fields(
            {"Room type": kind, "Rate plan": plan["name"], "From": first, "To": last, "New rate, EUR": wanted["price"]}
        )
        await hands.submit("Update rates")

    await hands.ensure(done, act)


workout = Workout(
    name="set_rate",
    title="Set a rate for some nights",
    trains="Choosing one of three inconsistent ways and getting range, plan and cents exactly right.",
    goal=(
        "Set the rate “{plan.name}” of the room type {room_type.name} to {price} euros for the four nights from "
        "{first:%A %d %B %Y} to {last:%A %d %B %Y}, both nights included."
    ),
    bind=bind,
    start=choosing.start,
    oracle=oracle,
    stresses=("P14", "P22", "P32", "P34", "P35", "P37"),
)
