"""Finding a task's place in the appointment book: free where it must be free, taken where it should tempt."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.clinic.models import Member, Practitioner, Service, Visit
from gyms.clinic.slots import offer
from gyms.kit.failures import BrokenGym
from gyms.kit.gym import Json, Seeding

FIRST_DAY, LAST_DAY = 4, 62
"""Days ahead within which tasks lie: not so near that one goes stale, not so far that one only pages through months."""


@dataclass(frozen=True, slots=True)
class Place:
    """A free place in the book."""

    day: dt.date
    time: str
    practitioners: tuple[int, ...]
    """Who is free then, first choice first."""


def places(session: Session, seeding: Seeding, service: Service, *, practitioner: int | None = None) -> Iterator[Place]:
    """Free places in random order of days, one to a day; never the day's first, which a careless click would take."""
    days = [seeding.today + dt.timedelta(days=ahead) for ahead in range(FIRST_DAY, LAST_DAY)]
    for day in seeding.random.sample(days, len(days)):
        free = offer(session, service, day, seeding.now, with_practitioner=practitioner).free
        times = list(free)[1:]
        if times:
            time = seeding.random.choice(times)
            yield Place(day, time, free[time])


def same_day_elsewhere(
    session: Session, seeding: Seeding, service: Service, place: Place, *, practitioner: int | None = None
) -> Place | None:
    """The same day number and time in a neighbouring month, if it is free too: the place of a wrong month."""
    for month in (place.day.month + 1, place.day.month - 1):
        try:
            day = place.day.replace(month=month)
        except ValueError:
            continue
        free = offer(session, service, day, seeding.now, with_practitioner=practitioner).free
        if place.time in free:
            return Place(day, place.time, free[place.time])
    return None


def department(session: Session, service: Service) -> list[Practitioner]:
    """Everybody who gives the service."""
    query = select(Practitioner).where(Practitioner.department == service.department).order_by(Practitioner.id)
    return list(session.scalars(query))


def any_member(session: Session, seeding: Seeding) -> Member:
    """Some member."""
    return seeding.random.choice(session.scalars(select(Member).order_by(Member.id)).all())


def any_service(session: Session, seeding: Seeding) -> Service:
    """Some service."""
    return seeding.random.choice(session.scalars(select(Service).order_by(Service.id)).all())


def put(session: Session, seeding: Seeding, member: Member, service: Service, place: Place, practitioner: int) -> Visit:
    """Write a visit into the book that was booked some days ago."""
    visit = Visit(
        member_id=member.id,
        practitioner_id=practitioner,
        service_id=service.id,
        date=place.day,
        time=place.time,
        status="booked",
        booked_at=seeding.now - dt.timedelta(minutes=seeding.random.randrange(600, 60 * 24 * 14)),
    )
    session.add(visit)
    session.flush()
    return visit


def decoys(session: Session, seeding: Seeding, parameters: Mapping[str, Json], count: int) -> None:
    """More visits of the task's member for the task's service, on days that the task doesn't speak of."""
    given: Any = parameters
    member, service = session.get_one(Member, given["member"]["id"]), session.get_one(Service, given["service"]["id"])
    spoken_of = {given.get("date"), given.get("visit", {}).get("date")}
    busy = set(session.scalars(select(Visit.date).where(Visit.member_id == member.id)))
    free = [
        place
        for place in places(session, seeding, service)
        if place.day not in busy and place.day.isoformat() not in spoken_of
    ]
    for place in free[:count]:
        put(session, seeding, member, service, place, place.practitioners[0])


def found(place: Place | None) -> Place:
    """The place, or a complaint that the seeding left none."""
    if place is None:
        raise BrokenGym(
            "The clinic's book has no place that this task could use.",
            "Lower the number of visits in gyms/clinic/populate.py.",
        )
    return place


def as_parameter(member: Member) -> dict[str, Json]:
    """What a task tells about its member."""
    return {"id": member.id, "name": member.name}
