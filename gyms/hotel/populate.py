"""The hotel as every task finds it: six types of room, three plans, rates for a season, guests and their stays."""

import datetime as dt

from sqlalchemy import insert
from sqlalchemy.orm import Session

from gyms.hotel.models import Allocation, AuditEntry, Closure, Guest, Plan, Rate, Room, RoomType, Staff, Stay
from gyms.kit.gym import Seeding

TYPES = (
    ("SGL", "Single", "Courtyard side, narrow bed, desk.", 14, 1, 0, 2500, 8900),
    ("DBL", "Double", "Queen bed, courtyard side.", 19, 2, 1, 2800, 12900),
    ("DBS", "Double Superior", "Queen bed, quay side, bath.", 24, 2, 1, 2800, 15900),
    ("TWN", "Twin", "Two beds, courtyard side.", 21, 2, 1, 2800, 12500),
    ("TWS", "Twin Superior", "Two beds, quay side, bath.", 25, 2, 2, 3200, 15500),
    ("FAM", "Family", "Two rooms with a door between them.", 34, 4, 3, 1900, 19900),
)
"""Code, name, description, square metres, guests, children, extra bed, rack rate of a weekday in cents."""

PLANS = (("RACK", "Rack rate", 100), ("FLEX", "Flexible", 92), ("NREF", "Non-refundable", 80))
"""Code, name, percent of the rack rate."""

DAYS_AHEAD = 100
DAYS_BACK = 20
FLOORS = 4
PER_FLOOR = 12
CITIES = ("Leeds", "Cork", "Ghent", "Bremen", "Porto", "Turku", "Bergen", "Nantes", "Gdansk", "Trieste")
REASONS = ("Painting", "New carpets", "Plumbing", "Window repair", "Fire alarm test")
NOTES = ("", "", "", "Late arrival", "Cot in the room", "Allergic to feathers", "High floor if possible")


def populate(session: Session, seeding: Seeding) -> None:
    """Fill an empty database."""
    staff = _staff(session, seeding)
    types, plans = _types_and_plans(session)
    rooms = _rooms(session, seeding, types)
    _rates(session, seeding, types, plans)
    guests = _guests(session, seeding)
    _closures(session, seeding, types, staff)
    _stays(session, seeding, rooms, plans, guests)
    _log(session, seeding, staff)
    session.flush()


def _staff(session: Session, seeding: Seeding) -> list[Staff]:
    """Three clerks and a duty manager; the first clerk is who does the tasks."""
    made = []
    for place, name in enumerate(different_names(seeding, 4)):
        role = "manager" if place == 3 else "clerk"
        login = name.lower().replace(" ", ".")
        password = f"quay-{seeding.random.randrange(1000, 9999)}"
        limit = 40 if role == "manager" else 15
        made.append(Staff(name=name, login=login, password=password, role=role, limit_percent=limit))
    session.add_all(made)
    session.flush()
    return made


def _types_and_plans(session: Session) -> tuple[list[RoomType], list[Plan]]:
    types = [
        RoomType(
            code=code,
            name=name,
            description=text,
            size_m2=size,
            max_guests=guests,
            max_children=children,
            extra_bed_cents=extra,
        )
        for code, name, text, size, guests, children, extra, _ in TYPES
    ]
    plans = [Plan(code=code, name=name) for code, name, _ in PLANS]
    session.add_all([*types, *plans])
    session.flush()
    return types, plans


def _rooms(session: Session, seeding: Seeding, types: list[RoomType]) -> list[Room]:
    """Numbers such as 207 and 307: floors repeat, and so do mistakes."""
    rooms = []
    for floor in range(1, FLOORS + 1):
        for place in range(1, PER_FLOOR + 1):
            status = seeding.random.choice(("clean", "clean", "clean", "dirty"))
            kind = types[(place - 1) // 2]
            rooms.append(Room(number=f"{floor}{place:02d}", room_type_id=kind.id, room_type=kind, status=status))
    session.add_all(rooms)
    session.flush()
    return rooms


def _rates(session: Session, seeding: Seeding, types: list[RoomType], plans: list[Plan]) -> None:
    """Weekends cost more, some weeks too."""
    season = [seeding.random.choice((0, 0, 400, 900)) for _ in range(DAYS_AHEAD // 7 + 8)]
    rows = []
    for kind, (*_, base) in zip(types, TYPES, strict=True):
        for plan, (_, _, percent) in zip(plans, PLANS, strict=True):
            for ahead in range(-DAYS_BACK, DAYS_AHEAD + 1):
                day = seeding.today + dt.timedelta(days=ahead)
                dearer = 1500 if day.isoweekday() in {5, 6} else 0
                cents = (base + dearer + season[(ahead + DAYS_BACK) // 7]) * percent // 100
                rows.append({"room_type_id": kind.id, "plan_id": plan.id, "date": day, "cents": cents // 100 * 100})
    session.execute(insert(Rate), rows)


def _guests(session: Session, seeding: Seeding) -> list[Guest]:
    """Sixty guests; ten names occur in two cities."""
    names = different_names(seeding, 50)
    guests = []
    for place, name in enumerate([*names, *names[:10]]):
        city = CITIES[(place * 3 + place // 50) % len(CITIES)]
        address = f"{name.lower().replace(' ', '.')}.{city.lower()}@post.example"
        phone = f"+44 1632 960{seeding.random.randrange(100, 999)}"
        guests.append(Guest(name=name, city=city, email=address, phone=phone))
    seeding.random.shuffle(guests)
    session.add_all(guests)
    session.flush()
    return guests


def _closures(session: Session, seeding: Seeding, types: list[RoomType], staff: list[Staff]) -> None:
    for kind in types[1:]:
        first = seeding.today + dt.timedelta(days=seeding.random.randrange(60, 90))
        session.add(
            Closure(
                room_type_id=kind.id,
                from_date=first,
                until_date=first + dt.timedelta(days=seeding.random.randrange(2, 6)),
                reason=seeding.random.choice(REASONS),
                staff_id=staff[3].id,
                made_at=seeding.now - dt.timedelta(days=seeding.random.randrange(5, 40)),
            )
        )


def _stays(session: Session, seeding: Seeding, rooms: list[Room], plans: list[Plan], guests: list[Guest]) -> None:
    """Two thirds of the rooms have a row of stays one after the other."""
    random = seeding.random
    numbers = iter(random.sample(range(3000, 9999), 400))
    for room in rooms:
        if random.random() < 0.34:
            continue
        day = seeding.today - dt.timedelta(days=random.randrange(4, DAYS_BACK))
        while day < seeding.today + dt.timedelta(days=24):
            departure = day + dt.timedelta(days=random.randrange(1, 7))
            stay = Stay(
                ref=f"MQ-{next(numbers)}",
                guest_id=random.choice(guests).id,
                room_type_id=room.room_type_id,
                plan_id=random.choice(plans).id,
                arrival=day,
                departure=departure,
                adults=random.randint(1, room.room_type.max_guests),
                breakfast=random.random() < 0.5,
                source=random.choice(("desk", "phone", "web", "web")),
                status=_status(seeding, day, departure),
                note=random.choice(NOTES),
            )
            made = min(seeding.now, dt.datetime.combine(day, dt.time(8))) - dt.timedelta(days=random.randrange(1, 30))
            session.add(Allocation(stay=stay, room_id=room.id, status="held", made_at=made))
            day = departure + dt.timedelta(days=random.randrange(0, 9))


def _status(seeding: Seeding, arrival: dt.date, departure: dt.date) -> str:
    if departure <= seeding.today:
        return "left"
    return "in house" if arrival < seeding.today else "booked"


def _log(session: Session, seeding: Seeding, staff: list[Staff]) -> None:
    for hours in range(40, 0, -3):
        person = seeding.random.choice(staff)
        text = seeding.random.choice(("Signed in", "Night audit run", "Rates looked at", "Key card made"))
        session.add(AuditEntry(at=seeding.now - dt.timedelta(hours=hours), staff_id=person.id, text=text))


def different_names(seeding: Seeding, count: int) -> list[str]:
    """Full names, none twice, in letters that addresses can have."""
    names: dict[str, None] = {}
    while len(names) < count:
        name = f"{seeding.fake.person.first_name()} {seeding.fake.person.last_name()}"
        if name.isascii() and name.replace(" ", "").isalpha():
            names[name] = None
    return list(names)
