"""A small state: residents with addresses, plans and applications of earlier months."""

import datetime as dt

from sqlalchemy.orm import Session

from gyms.benefits import questions
from gyms.benefits.models import Address, Application, Document, DocumentRequest, Enrollment, Place, Plan, Resident
from gyms.kit.gym import Seeding

RESIDENTS = 24
_STREETS = ("Maple", "Old Mill", "Station", "Harbor", "Church", "Orchard", "Lincoln", "Quarry", "Meadow", "Prospect")
_KINDS = ("Street", "Avenue", "Road", "Lane")
_PLANS = (
    ("Keystone Basic", 18_500),
    ("Keystone Plus", 27_900),
    ("Harbor Select", 24_400),
    ("Harbor Select Plus", 33_100),
)


def populate(session: Session, seeding: Seeding) -> None:
    """Everything that all workouts share."""
    places = _places(session, seeding)
    plans = [Plan(name=name, premium=premium) for name, premium in _PLANS]
    session.add_all(plans)
    residents = _residents(session, seeding)
    for resident in residents:
        _household(session, seeding, resident, places, plans)
    for resident in residents:
        for _ in range(seeding.random.randrange(3)):
            session.add(past_application(seeding, resident))
    session.flush()


def _places(session: Session, seeding: Seeding) -> list[Place]:
    """Every street name in several towns, so that a name alone never tells which."""
    made: list[Place] = []
    for index, (county, town) in enumerate(
        (county, town) for county, towns in questions.TOWNS.items() for town in towns
    ):
        for name in seeding.random.sample(_STREETS, 6):
            kind = seeding.random.choice(_KINDS)
            made.append(Place(street=f"{name} {kind}", town=town, county=county, zip=f"{17_001 + index * 13:05}"))
    session.add_all(made)
    session.flush()
    return made


def _residents(session: Session, seeding: Seeding) -> list[Resident]:
    names: dict[str, None] = {}
    while len(names) < RESIDENTS:
        names[f"{seeding.fake.person.first_name()} {seeding.fake.person.last_name()}"] = None
    made = [
        Resident(
            case_number=f"CB-{40_000 + index * 137:06}",
            name=name,
            email=f"{name.lower().replace(' ', '.')}@mail.example",
            born_on=dt.date(1945 + seeding.random.randrange(55), 1 + index % 12, 1 + seeding.random.randrange(28)),
            pin=f"{seeding.random.randrange(10_000):04}",
        )
        for index, name in enumerate(names)
    ]
    session.add_all(made)
    session.flush()
    return made


def _household(session: Session, seeding: Seeding, resident: Resident, places: list[Place], plans: list[Plan]) -> None:
    random = seeding.random
    place = random.choice(places)
    line1 = f"{random.randrange(2, 240)} {place.street}"
    for kind in ("home", "mailing"):
        added = seeding.now - dt.timedelta(days=random.randrange(200, 2000))
        session.add(Address(resident_id=resident.id, kind=kind, line1=line1, place_id=place.id, added_at=added))
    for year in (seeding.today.year, seeding.today.year + 1):
        session.add(
            Enrollment(
                resident_id=resident.id,
                plan_id=random.choice(plans).id,
                year=year,
                coverage=random.choice(("self", "couple", "family")),
                rider=random.choice(("none", "dental", "vision", "both")),
            )
        )


def past_application(
    seeding: Seeding, resident: Resident, *, status: str = "approved", program: str = ""
) -> Application:
    """An application of earlier months."""
    random = seeding.random
    county = random.choice(list(questions.TOWNS))
    submitted = seeding.now - dt.timedelta(days=random.randrange(20, 300), minutes=random.randrange(600))
    return Application(
        resident_id=resident.id,
        program=program or random.choice(list(questions.PROGRAMS)),
        household_size=random.randrange(2, 8),
        monthly_income=random.randrange(90_000, 410_000, 2_500),
        housing=random.choice(("own", "relatives", "shelter")),
        heating=random.choice(("oil", "electric", "wood")),
        county=county,
        town=random.choice(questions.TOWNS[county]),
        employer=employer(seeding),
        employer_phone=phone_number(seeding),
        starts_on=submitted.date() + dt.timedelta(days=random.randrange(5, 60)),
        share_data=False,
        certified=True,
        status=status,
        submitted_at=submitted,
    )


def employer(seeding: Seeding) -> str:
    """A local employer's name."""
    ending = seeding.random.choice(("Bakery", "Freight", "Hardware", "Dairy", "Laundry", "Logistics", "Printing"))
    return f"{seeding.fake.person.last_name()} {ending}"


def phone_number(seeding: Seeding) -> str:
    """A number as the agency writes it; nobody's."""
    return f"({seeding.random.choice((215, 267, 484, 610, 717))}) 555-01{seeding.random.randrange(100):02}"


def asked_for(session: Session, seeding: Seeding, application: Application, kind: str, period: str) -> DocumentRequest:
    """A document request of some days ago."""
    request = DocumentRequest(
        application_id=application.id,
        kind=kind,
        period=period,
        asked_at=seeding.now - dt.timedelta(days=seeding.random.randrange(2, 15)),
    )
    session.add(request)
    session.flush()
    return request


def attached_before(session: Session, seeding: Seeding, request: DocumentRequest, file_name: str) -> None:
    """A document that came for a request some days ago."""
    session.add(
        Document(
            request_id=request.id,
            file_name=file_name,
            sha256=f"{seeding.random.getrandbits(256):064x}",
            size=seeding.random.randrange(20_000, 400_000),
            attached_at=request.asked_at + dt.timedelta(days=1),
        )
    )
