"""What tasks are made of: who is at the desk, types of room, guests with namesakes, nights."""

import datetime as dt
from collections import Counter

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.hotel.models import Guest, RoomType, Staff
from gyms.kit.gym import Json, Seeding
from gyms.kit.world import World


def clerk(session: Session) -> Staff:
    """Who does the tasks."""
    return session.scalars(select(Staff).order_by(Staff.id)).all()[0]


def clerk_parameter(session: Session) -> Json:
    """The same as a parameter."""
    found = clerk(session)
    return {"id": found.id, "name": found.name}


def start(world: World) -> str:
    """A one-time link that signs the clerk in."""
    found = world.task.parameters["clerk"]
    assert isinstance(found, dict)
    return world.one_time_link("/sign-in/link", str(found["id"]))


def room_type(session: Session, seeding: Seeding) -> RoomType:
    """One whose name begins like another's, so that the wrong one is near."""
    kinds = session.scalars(select(RoomType).order_by(RoomType.id)).all()
    return seeding.random.choice([kind for kind in kinds if kind.code not in {"SGL", "FAM"}])


def guest(session: Session, seeding: Seeding) -> Guest:
    """Somebody with a namesake in another city."""
    everybody = session.scalars(select(Guest).order_by(Guest.id)).all()
    often = {name for name, times in Counter(each.name for each in everybody).items() if times > 1}
    return seeding.random.choice([each for each in everybody if each.name in often])


def guest_parameter(found: Guest) -> dict[str, Json]:
    """A guest as tasks name one."""
    return {"id": found.id, "name": found.name, "city": found.city}


def day(seeding: Seeding, earliest: int = 5, latest: int = 75) -> dt.date:
    """Some day so many days ahead, whose number also exists in the months beside it."""
    while True:
        found = seeding.today + dt.timedelta(days=seeding.random.randrange(earliest, latest))
        if found.day < 25:
            return found
