"""The airline as every task finds it: sixty cities, its timetable, two dozen customers and what they have booked."""

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.airline.fares import FARES
from gyms.airline.models import City, Customer, Flight
from gyms.airline.places import CONTINENT, PLACES
from gyms.airline.recording import Leg, Person, some_given_name, write_trip
from gyms.kit.gym import Seeding

CUSTOMERS = 24
SERVED = 24
"""Cities with flights; the others can be picked all the same."""
DEPARTURES = 3
"""Flights a day on every route."""
DAYS = ("1234567",) * 6 + ("12345", "1357", "2467")


def populate(session: Session, seeding: Seeding) -> None:
    """Fills an empty database."""
    session.add_all(City(code=place.code, name=place.name, region=place.region) for place in PLACES)
    session.flush()
    _timetable(session, seeding)
    customers = _customers(session, seeding)
    flights = session.scalars(select(Flight).order_by(Flight.id)).all()
    for customer in customers:
        _some_trip(session, seeding, customer, flights)


def _timetable(session: Session, seeding: Seeding) -> None:
    """A ring of cities with chords across it, flown both ways."""
    cities = seeding.random.sample(session.scalars(select(City).order_by(City.id)).all(), SERVED)
    ring = [*pairwise(cities), (cities[-1], cities[0])]
    chords = [(cities[at], cities[(at + 5) % SERVED]) for at in range(SERVED)]
    number = 101
    for one, other in ring + chords:
        minutes = _minutes(seeding, one, other)
        fare = 3000 + minutes * 55 + seeding.random.randrange(0, 20) * 100
        for origin, destination in ((one, other), (other, one)):
            for hour in sorted(seeding.random.sample(range(6, 22), DEPARTURES)):
                session.add(
                    Flight(
                        number=f"VM {number}",
                        origin=origin,
                        destination=destination,
                        departs=f"{hour:02d}:{seeding.random.randrange(0, 60, 5):02d}",
                        minutes=minutes + seeding.random.randrange(-10, 15, 5),
                        days=seeding.random.choice(DAYS),
                        fare_cents=fare,
                    )
                )
                number += 1
    session.flush()


def _minutes(seeding: Seeding, one: City, other: City) -> int:
    """How long one flies: not far within a continent, far to another."""
    if CONTINENT[one.region] == CONTINENT[other.region]:
        return seeding.random.randrange(70, 200, 5)
    return seeding.random.randrange(440, 720, 5)


def _customers(session: Session, seeding: Seeding) -> list[Customer]:
    random, names = seeding.random, set[str]()
    cities = session.scalars(select(City).order_by(City.id)).all()
    customers = []
    for key, number in enumerate(random.sample(range(1000, 9999), CUSTOMERS), start=1):
        name = _new_name(seeding, key, names)
        city = random.choice(cities)
        customers.append(
            Customer(
                id=key,
                number=f"VM {number} {random.randrange(100, 999)}",
                name=name,
                email=f"{name.lower().replace(' ', '.').replace(chr(39), '')}@example.org",
                pin=f"{random.randrange(10_000):04d}",
                phone=f"+44 1632 960{random.randrange(200, 999)}",
                home_city_id=city.id,
                home_city_text=city.label,
                seating=random.choice(("any", "window", "aisle")),
            )
        )
    session.add_all(customers)
    session.flush()
    return customers


def _new_name(seeding: Seeding, key: int, names: set[str]) -> str:
    """A name that nobody has yet; the customer's key tells whether it is a Ms or a Mr."""
    while True:
        name = f"{some_given_name(seeding, key % 2)[1]} {seeding.fake.person.last_name()}"
        if name not in names:
            names.add(name)
            return name


def _some_trip(session: Session, seeding: Seeding, customer: Customer, flights: Sequence[Flight]) -> None:
    """There and back, past or coming, for the customer and maybe somebody else."""
    random = seeding.random
    flight = random.choice(flights)
    route = (flight.destination_id, flight.origin_id)
    back = next((one for one in flights if (one.origin_id, one.destination_id) == route), None)
    day = seeding.today + dt.timedelta(days=random.randrange(-60, 120))
    legs = [Leg(flight, day, random.choice(FARES))]
    if back is not None:
        legs.append(Leg(back, day + dt.timedelta(days=random.randrange(2, 15)), legs[0].fare))
    people = [Person.of(customer), *(Person.some(seeding) for _ in range(random.randrange(0, 2)))]
    write_trip(session, seeding, customer, people, legs)
