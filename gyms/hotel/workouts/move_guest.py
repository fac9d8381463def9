"""hotel/move_guest: another room for a stay; the old one is released before the new one is held."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.hotel import inventory
from gyms.hotel.models import Room, Stay
from gyms.hotel.workouts import choosing, walking
from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands, Interrupted

if TYPE_CHECKING:
    from playwright.async_api import Page


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """A guest who is here or comes soon, and a free room, of the same type where there is one."""
    coming = Stay.status.in_(("in house", "booked"))
    stays = list(session.scalars(select(Stay).where(coming).order_by(Stay.id)))
    seeding.random.shuffle(stays)
    for stay in stays:
        held = inventory.held(session, stay)
        free = [room for room in inventory.free_rooms(session, stay) if room.room_type_id == stay.room_type_id]
        if len(held) == 1 and free:
            return _parameters(session, stay, held[0].id, held[0].room, seeding.random.choice(free))
    raise LookupError("No stay has anywhere to go.")


def _parameters(session: Session, stay: Stay, allocation: int, old: Room, new: Room) -> dict[str, Json]:
    return {
        "clerk": choosing.clerk_parameter(session),
        "guest": choosing.guest_parameter(stay.guest),
        "stay": {"id": stay.id, "ref": stay.ref},
        "allocation": {"id": allocation},
        "old": {"id": old.id, "number": old.number},
        "new": {"id": new.id, "number": new.number},
    }


def rival(session: Session, parameters: Mapping[str, Json]) -> None:
    """Housekeeping writes a note, so that forms that were open are refused."""
    found: Any = parameters["stay"]
    stay = session.get_one(Stay, found["id"])
    stay.note, stay.version = f"Towels brought ({stay.version})", stay.version + 1


async def oracle(page: "Page", task: Task) -> None:
    """Find the stay, look which room it has, change it if need be, look again."""
    hands = Hands(page)
    wanted: Any = task.parameters
    ref, number = wanted["stay"]["ref"], wanted["new"]["number"]

    async def opened() -> None:
        await walking.guest(hands, wanted["guest"])
        await hands.follow(ref)
        await hands.see(f"Stay {ref}")

    async def done() -> bool:
        await opened()
        held = walking.row_with(hands, "held")
        if not await held.count():
            raise Interrupted("The stay has no room.")
        return bool(await walking.row_with(hands, number, "held").count())

    async def act() -> None:
        await opened()
        await hands.follow("Room change")
        await hands.fields({"Move to room": number})
        await hands.submit("Move guest")

    await hands.ensure(done, act)


workout = Workout(
    name="move_guest",
    title="Move a guest to another room",
    trains="Doing two changes that belong together as one, in the right order, on a record that others change too.",
    goal=(
        "Move {guest.name} of {guest.city} (stay {stay.ref}) from room {old.number} to room {new.number} for the whole "
        "stay. At no time may the stay hold two rooms."
    ),
    bind=bind,
    start=choosing.start,
    oracle=oracle,
    stresses=("P15", "P25", "P35"),
    rival=rival,
)
