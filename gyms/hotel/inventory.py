"""What can be asked of and done to rooms, nights and stays."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.hotel.models import Allocation, Guest, Plan, Rate, Room, RoomType, Stay

LONGEST = 60
"""Nights that a range of rates may have."""


def types(session: Session) -> list[RoomType]:
    """All types of room."""
    return list(session.scalars(select(RoomType).order_by(RoomType.id)))


def plans(session: Session) -> list[Plan]:
    """All rate plans."""
    return list(session.scalars(select(Plan).order_by(Plan.id)))


def named(rows: list[RoomType] | list[Plan]) -> list[tuple[int, str]]:
    """Keys and names, as drop-downs take them."""
    return [(row.id, row.name) for row in rows]


def numbered(rooms: list[Room]) -> list[tuple[int, str]]:
    """Keys and door numbers, as drop-downs take them."""
    return [(room.id, room.number) for room in rooms]


def rates(session: Session, kind: int, first: dt.date, last: dt.date, plan: int | None = None) -> list[Rate]:
    """The rates of these nights, both ends included."""
    tests = [Rate.room_type_id == kind, Rate.date >= first, Rate.date <= last]
    if plan is not None:
        tests.append(Rate.plan_id == plan)
    return list(session.scalars(select(Rate).where(*tests).order_by(Rate.plan_id, Rate.date)))


def set_rates(session: Session, kind: int, plan: int, first: dt.date, last: dt.date, cents: int) -> int:
    """One price for these nights, both ends included; returns how many had another."""
    found = [rate for rate in rates(session, kind, first, last, plan) if rate.cents != cents]
    for rate in found:
        rate.cents = cents
    return len(found)


def rack_rate(session: Session, kind: int, night: dt.date) -> int | None:
    """What the night costs without any plan."""
    query = select(Rate.cents).join(Plan, Plan.id == Rate.plan_id)
    return session.scalar(query.where(Plan.code == "RACK", Rate.room_type_id == kind, Rate.date == night))


def held(session: Session, stay: Stay) -> list[Allocation]:
    """The rooms that a stay has now."""
    query = select(Allocation).where(Allocation.stay_id == stay.id, Allocation.status == "held")
    return list(session.scalars(query.order_by(Allocation.id)))


def free_rooms(session: Session, stay: Stay) -> list[Room]:
    """Rooms that nobody else has on any night of this stay, of whichever type."""
    taken = (
        select(Allocation.room_id)
        .join(Stay, Stay.id == Allocation.stay_id)
        .where(Allocation.status == "held", Stay.arrival < stay.departure, Stay.departure > stay.arrival)
        .where(Stay.status != "cancelled")
    )
    query = select(Room).where(Room.id.not_in(taken), Room.status != "out of order").order_by(Room.number)
    return list(session.scalars(query))


def release(session: Session, allocation: Allocation, now: dt.datetime) -> None:
    """Give a room back."""
    allocation.status, allocation.released_at = "released", now
    session.flush()


def allocate(session: Session, stay: Stay, room: Room, now: dt.datetime) -> None:
    """Hold a room for a stay."""
    session.add(Allocation(stay_id=stay.id, room_id=room.id, status="held", made_at=now))
    session.flush()


def next_ref(session: Session) -> str:
    """A reference that no stay has."""
    last = max((int(ref.removeprefix("MQ-")) for ref in session.scalars(select(Stay.ref))), default=3000)
    return f"MQ-{last + 1}"


def guests(session: Session, words: str) -> list[Guest]:
    """Guests by parts of their names."""
    tests = [Guest.name.icontains(word, autoescape=True) for word in words.split()]
    return list(session.scalars(select(Guest).where(*tests).order_by(Guest.name, Guest.city)))


def stays_of(session: Session, guest: Guest) -> list[Stay]:
    """A guest's stays, latest first."""
    return list(
        session.scalars(select(Stay).where(Stay.guest_id == guest.id).order_by(Stay.arrival.desc(), Stay.id.desc()))
    )
