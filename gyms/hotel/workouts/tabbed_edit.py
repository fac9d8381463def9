"""hotel/tabbed_edit: one setting in one tab, where the form's first button saves the defaults of all the others."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.hotel.models import RoomType
from gyms.hotel.workouts import choosing, walking
from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands

if TYPE_CHECKING:
    from playwright.async_api import Page

SETTINGS = (("max_guests", "Most guests"), ("max_children", "Most children"))


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """A number that is not set yet."""
    kind = seeding.random.choice(session.scalars(select(RoomType).order_by(RoomType.id)).all())
    name, label = seeding.random.choice(SETTINGS)
    old = getattr(kind, name)
    value = seeding.random.choice([number for number in range(1, 7) if number != old])
    guests, children = (value, kind.max_children) if name == "max_guests" else (kind.max_guests, value)
    return {
        "clerk": choosing.clerk_parameter(session),
        "room_type": {"id": kind.id, "name": kind.name},
        "setting": label,
        "value": value,
        "guests": guests,
        "children": children,
    }


def rival(session: Session, parameters: Mapping[str, Json]) -> None:
    """Somebody measures the room again."""
    found: Any = parameters["room_type"]
    kind = session.get_one(RoomType, found["id"])
    kind.size_m2, kind.version = kind.size_m2 + 1, kind.version + 1


async def oracle(page: "Page", task: Task) -> None:
    """Look at the tab, change the field, save that tab alone, look again."""
    hands = Hands(page)
    wanted: Any = task.parameters
    label, value = wanted["setting"], str(wanted["value"])

    async def shown() -> None:
        await walking.by_menu(hands, "Room types")
        await hands.follow(wanted["room_type"]["name"])
        await hands.click(page.get_by_role("tab", name="Occupancy"))
        await page.get_by_label(label, exact=True).wait_for()

    async def done() -> bool:
        await shown()
        return await page.get_by_label(label, exact=True).input_value() == value

    async def act() -> None:
        await shown()
        others = {"Most guests": str(wanted["guests"]), "Most children": str(wanted["children"])}
        extra = await page.get_by_label("Extra bed, EUR", exact=True).input_value()
        await hands.fields({**others, "Extra bed, EUR": extra})
        await hands.submit("Save tab Occupancy")

    await hands.ensure(done, act)


workout = Workout(
    name="tabbed_edit",
    title="Change one setting in a tab",
    trains="Editing one field of a tabbed form and saving that tab alone, whatever order the Tab key takes.",
    goal=(
        "In the settings of the room type {room_type.name}, tab Occupancy, set “{setting}” to {value}. "
        "Nothing else changes, and no other tab is saved."
    ),
    bind=bind,
    start=choosing.start,
    oracle=oracle,
    stresses=("P22", "P25", "P28", "P40"),
    rival=rival,
)
