"""hotel/block_dates: a closure from the first to the last night, in a form that asks for the night after."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.hotel.models import Closure, RoomType
from gyms.hotel.workouts import choosing, walking
from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands

if TYPE_CHECKING:
    from playwright.async_api import Page

REASONS = ("Painting", "New carpets", "Plumbing", "Window repair", "Fire alarm test", "New beds")


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """Two to six nights; another type is closed from the same day on."""
    kind = choosing.room_type(session, seeding)
    other = choosing.room_type(session, seeding)
    first, last = _open_nights(session, seeding, kind)
    if other.id != kind.id:
        session.add(
            Closure(
                room_type_id=other.id,
                from_date=first,
                until_date=last,
                reason=seeding.random.choice(REASONS),
                staff_id=choosing.clerk(session).id,
                made_at=seeding.now - dt.timedelta(days=2),
            )
        )
        session.flush()
    return {
        "clerk": choosing.clerk_parameter(session),
        "room_type": {"id": kind.id, "name": kind.name},
        "first": first.isoformat(),
        "last": last.isoformat(),
        "open_again": (last + dt.timedelta(days=1)).isoformat(),
        "reason": seeding.random.choice(REASONS),
    }


def _open_nights(session: Session, seeding: Seeding, kind: RoomType) -> tuple[dt.date, dt.date]:
    """The first and the last of some nights of which none is closed for that type yet."""
    while True:
        first = choosing.day(seeding)
        last = first + dt.timedelta(days=seeding.random.randrange(1, 6))
        closed = select(Closure.id).where(
            Closure.room_type_id == kind.id, Closure.from_date <= last, Closure.until_date > first
        )
        if session.scalar(closed.limit(1)) is None:
            return first, last


async def oracle(page: "Page", task: Task) -> None:
    """Look at the list of closures; enter the closure if it is not there; look again."""
    hands = Hands(page)
    wanted: Any = task.parameters
    first, until = (dt.date.fromisoformat(wanted[name]) for name in ("first", "open_again"))
    kind, reason = wanted["room_type"]["name"], wanted["reason"]

    async def done() -> bool:
        await walking.by_menu(hands, "Closures")
        rows = walking.row_with(hands, kind, f"{first:%d/%m/%Y}", f"{until:%d/%m/%Y}")
        return bool(await rows.count())

    async def act() -> None:
        await walking.by_menu(hands, "Closures")
        await hands.follow("New closure")
        await hands.fields({"Room type": kind, "Closed from": first, "Open again on": until, "Reason": reason})
        await hands.submit("Enter closure")

    await hands.ensure(done, act)


workout = Workout(
    name="block_dates",
    title="Close a room type",
    trains="Entering a range whose end the form counts otherwise than the task.",
    goal=(
        "Close the room type {room_type.name} from the night of {first:%A %d %B %Y} to the night of "
        "{last:%A %d %B %Y}, both nights included. Reason: {reason}."
    ),
    bind=bind,
    start=choosing.start,
    oracle=oracle,
    stresses=("P6", "P32", "P33", "P34", "P37"),
)
