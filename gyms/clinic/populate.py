"""The clinic as every task finds it: six practitioners, six services, sixty members and their visits."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.clinic.models import AuditEntry, Closure, Member, OpeningHours, PageView, Practitioner, Service, Visit
from gyms.clinic.slots import DAYS_AHEAD, grid
from gyms.kit.gym import Seeding

MEMBERS = 60
PAST_VISITS = 140
COMING_VISITS = 110
PAST_DAYS = 60

SERVICES = (
    ("General check-up", "General practice", 30, 4800, "Blood pressure, heart, lungs and a talk about how you are."),
    ("Vaccination", "General practice", 15, 2250, "Flu, tetanus, travel and booster jabs, with a stamp in your card."),
    ("Physiotherapy", "Movement", 30, 5600, "Hands-on treatment and exercises for back, neck, knees and shoulders."),
    ("Sports massage", "Movement", 30, 4400, "Deep tissue massage before or after the season, or just for relief."),
    ("Dental check-up", "Dental care", 30, 3900, "A look at teeth and gums, with pictures where they are needed."),
    ("Dental hygiene", "Dental care", 30, 6100, "Scale and polish by a hygienist, and advice for your own bathroom."),
)
"""Name, department, minutes, cents, summary."""

STAFF = (
    ("General practice", "General practitioner", "Room 1", "12345"),
    ("General practice", "General practitioner", "Room 2", "12346"),
    ("Movement", "Physiotherapist", "Room 4", "12345"),
    ("Movement", "Sports therapist", "Room 5", "23456"),
    ("Dental care", "Dentist", "Room 7", "1245"),
    ("Dental care", "Dental hygienist", "Room 8", "12346"),
)
"""Department, role, room, working weekdays."""

HOURS = {
    **dict.fromkeys((1, 2, 3, 5), (("08:30", "12:30"), ("13:30", "17:00"))),
    4: (("08:30", "12:30"), ("13:30", "19:00")),
    6: (("09:00", "12:00"),),
}
"""ISO weekday to stretches; Sunday is closed."""

LANGUAGES = ("English", "English, Arabic", "English, French", "English, Polish", "English, Spanish", "English, Urdu")
REASONS = ("staff training day", "building works", "network maintenance", "moving the practice")
ABSENCES = ("on holiday", "at a conference", "on leave")


def populate(session: Session, seeding: Seeding) -> None:
    """Fill an empty database. Everything but the seeded people, dates and visits is the same in every world."""
    _services_and_hours(session)
    staff = _practitioners(session, seeding)
    _closures(session, seeding, staff)
    members = _members(session, seeding)
    session.flush()
    _visits(session, seeding, staff, members)
    _traffic(session, seeding, members)


def _services_and_hours(session: Session) -> None:
    for name, department, minutes, cents, summary in SERVICES:
        session.add(Service(name=name, department=department, minutes=minutes, price_cents=cents, summary=summary))
    for weekday, stretches in HOURS.items():
        session.add_all(OpeningHours(weekday=weekday, opens=opens, closes=closes) for opens, closes in stretches)


def _practitioners(session: Session, seeding: Seeding) -> list[Practitioner]:
    names = _different_names(seeding, len(STAFF))
    staff = []
    for name, (department, role, room, works_on) in zip(names, STAFF, strict=True):
        doctor = role in {"General practitioner", "Dentist"}
        staff.append(
            Practitioner(
                name=f"Dr {name}" if doctor else name,
                role=role,
                department=department,
                room=room,
                works_on=works_on,
                languages=seeding.random.choice(LANGUAGES),
            )
        )
    session.add_all(staff)
    session.flush()
    return staff


def _closures(session: Session, seeding: Seeding, staff: list[Practitioner]) -> None:
    """Four closed working days and some absences, none in the first three days."""
    days = [seeding.today + dt.timedelta(days=ahead) for ahead in range(3, DAYS_AHEAD)]
    closed = seeding.random.sample([day for day in days if day.isoweekday() < 6], 4)
    for day, reason in zip(sorted(closed), REASONS, strict=True):
        session.add(Closure(date=day, practitioner_id=None, reason=reason))
    for person in staff:
        working = [day for day in days if str(day.isoweekday()) in person.works_on and day not in closed]
        for day in sorted(seeding.random.sample(working, 3)):
            session.add(Closure(date=day, practitioner_id=person.id, reason=seeding.random.choice(ABSENCES)))
    session.flush()


def _members(session: Session, seeding: Seeding) -> list[Member]:
    random = seeding.random
    numbers = random.sample(range(20100, 29900), MEMBERS)
    members = []
    for name, number in zip(_different_names(seeding, MEMBERS), numbers, strict=True):
        joined = seeding.today - dt.timedelta(days=random.randrange(40, 3600))
        members.append(
            Member(
                number=f"N-{number}",
                name=name,
                email=f"{name.lower().replace(' ', '.').replace(chr(39), '')}@example.org",
                phone=f"+44 1632 960{random.randrange(200, 999)}",
                born_on=dt.date(random.randrange(1938, 2006), random.randrange(1, 13), random.randrange(1, 29)),
                pin=f"{random.randrange(10_000):04d}",
                reminders=random.choice(("email", "email", "text", "none")),
                joined_on=joined,
                last_seen_at=seeding.now - dt.timedelta(minutes=random.randrange(90, 60 * 24 * 30)),
            )
        )
    session.add_all(members)
    session.flush()
    return members


def _visits(session: Session, seeding: Seeding, staff: list[Practitioner], members: list[Member]) -> None:
    random = seeding.random
    offered: dict[str, list[Service]] = {}
    for service in session.scalars(select(Service).order_by(Service.id)):
        offered.setdefault(service.department, []).append(service)
    places = _places(session, seeding, staff)
    past = [place for place in places if place[0] < seeding.today]
    coming = [place for place in places if place[0] > seeding.today]
    chosen = random.sample(past, PAST_VISITS) + random.sample(coming, COMING_VISITS)
    for day, time, person in sorted(chosen, key=lambda place: (place[0], place[1], place[2].id)):
        session.add(
            Visit(
                member=random.choice(members),
                practitioner=person,
                service=random.choice(offered[person.department]),
                date=day,
                time=time,
                status=_status(seeding, day),
                booked_at=_booked_at(seeding, day),
            )
        )
    session.flush()


def _places(session: Session, seeding: Seeding, staff: list[Practitioner]) -> list[tuple[dt.date, str, Practitioner]]:
    """Every place of every practitioner around today, in a fixed order."""
    closed = {(row.date, row.practitioner_id) for row in session.scalars(select(Closure))}
    places: list[tuple[dt.date, str, Practitioner]] = []
    for ahead in range(-PAST_DAYS, DAYS_AHEAD + 1):
        day = seeding.today + dt.timedelta(days=ahead)
        times = () if (day, None) in closed else tuple(grid(session, day))
        for person in staff:
            if str(day.isoweekday()) in person.works_on and (day, person.id) not in closed:
                places.extend((day, time, person) for time in times)
    return places


def _status(seeding: Seeding, day: dt.date) -> str:
    if day < seeding.today:
        return seeding.random.choice(("attended",) * 8 + ("missed", "cancelled"))
    return seeding.random.choice(("booked",) * 9 + ("cancelled",))


def _booked_at(seeding: Seeding, day: dt.date) -> dt.datetime:
    """Some time in the four weeks before the visit, or before the world's start."""
    latest = min(dt.datetime(day.year, day.month, day.day), seeding.now)  # noqa: DTZ001 - world time has no zone
    return latest - dt.timedelta(minutes=seeding.random.randrange(120, 60 * 24 * 28))


def _traffic(session: Session, seeding: Seeding, members: list[Member]) -> None:
    """What a site has gathered before anybody looks: page views and an audit log of the last hours."""
    random = seeding.random
    paths = ("/", "/services", "/opening-hours", "/practitioners", "/visits", "/visits/new")
    moments = sorted(seeding.now - dt.timedelta(seconds=random.randrange(60, 60 * 60 * 20)) for _ in range(80))
    for moment in moments:
        member = random.choice([None, *members[:12]])
        path = random.choice(paths[:4] if member is None else paths)
        session.add(PageView(member_id=member and member.id, path=path, viewed_at=moment))
        if member is not None and random.random() < 0.4:
            session.add(AuditEntry(at=moment, member_id=member.id, action="signed in", detail=""))
    session.flush()


def _different_names(seeding: Seeding, count: int) -> list[str]:
    names: dict[str, None] = {}
    while len(names) < count:
        names[f"{seeding.fake.person.first_name()} {seeding.fake.person.last_name()}"] = None
    return list(names)
