"""What the workouts' worlds have in common: a customer, flights that can be had, parameters that tell of them."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.airline.fares import Fare
from gyms.airline.models import Booking, Customer, Flight, Segment
from gyms.airline.recording import Leg, Person, write_trip
from gyms.airline.trips import fare_of, flies
from gyms.kit.failures import BrokenGym
from gyms.kit.gym import Json, Seeding
from gyms.kit.world import World

FIRST, LAST = 6, 75
"""Days ahead within which tasks lie."""


def any_customer(session: Session, seeding: Seeding) -> Customer:
    """Some customer."""
    return seeding.random.choice(session.scalars(select(Customer).order_by(Customer.id)).all())


def any_flight(session: Session, seeding: Seeding, *, daily: bool = False) -> Flight:
    """Some flight; one of every day if asked."""
    found = session.scalars(select(Flight).order_by(Flight.id)).all()
    return seeding.random.choice([one for one in found if not daily or one.days == "1234567"])


def back(session: Session, seeding: Seeding, flight: Flight) -> Flight:
    """Some flight the other way."""
    query = select(Flight).where(Flight.origin_id == flight.destination_id, Flight.destination_id == flight.origin_id)
    return seeding.random.choice(session.scalars(query.order_by(Flight.id)).all())


def some_day(seeding: Seeding, flight: Flight, first: int = FIRST, last: int = LAST) -> dt.date:
    """A day on which it flies, that many days ahead."""
    days = [seeding.today + dt.timedelta(days=ahead) for ahead in range(first, last)]
    found = [day for day in days if flies(flight, day, seeding.now)]
    if not found:
        raise BrokenGym(f"{flight.number} never flies.", "Give every flight some days in gyms/airline/populate.py.")
    return seeding.random.choice(found)


def there_and_back(session: Session, seeding: Seeding, customer: Customer, fare: Fare) -> Booking:
    """A paid trip of the customer's alone: out, and home some days later."""
    out = any_flight(session, seeding)
    day = some_day(seeding, out)
    home = back(session, seeding, out)
    legs = [Leg(out, day, fare), Leg(home, _later(seeding, home, day), fare)]
    return write_trip(session, seeding, customer, [Person.of(customer)], legs)


def twin_of(session: Session, seeding: Seeding, customer: Customer, segment: Segment) -> Booking:
    """Another paid trip on the same flight, some weeks away: a look-alike."""
    other = segment.date + dt.timedelta(days=seeding.random.choice((7, 14, 21, 28)))
    from_here = (other - seeding.today).days
    day = some_day(seeding, segment.flight, from_here, from_here + 7)
    one = segment.passenger
    person = Person(one.title, one.given_name, one.family_name, one.born_on)
    return write_trip(session, seeding, customer, [person], [Leg(segment.flight, day, fare_of(segment))])


def decoys(session: Session, seeding: Seeding, parameters: Mapping[str, Json], number: int) -> None:
    """More paid trips of the same person on the flight that the task is about, on other days."""
    told: Any = parameters["coupon"]
    segment = session.get_one(Segment, told["id"])
    for _ in range(number):
        twin_of(session, seeding, segment.booking.customer, segment)


def rival(session: Session, parameters: Mapping[str, Json]) -> None:
    """Schedule control leaves a note on the coupon."""
    told: Any = parameters["coupon"]
    segment = session.get_one(Segment, told["id"])
    segment.remark = "SC AIRCRAFT TYPE NOTED"
    segment.version += 1


def _later(seeding: Seeding, flight: Flight, day: dt.date) -> dt.date:
    ahead = (day - seeding.today).days
    return some_day(seeding, flight, ahead + 2, ahead + 16)


def customer_parameter(customer: Customer) -> dict[str, Json]:
    """What a task tells about its customer."""
    return {"id": customer.id, "name": customer.name}


def coupon_parameter(segment: Segment) -> dict[str, Json]:
    """What a task tells about a coupon."""
    flight = segment.flight
    return {
        "id": segment.id,
        "number": flight.number,
        "flight_id": flight.id,
        "origin": flight.origin.name,
        "destination": flight.destination.name,
        "date": segment.date.isoformat(),
        "fare": segment.fare,
        "seat": segment.seat,
        "price_cents": segment.price_cents,
        "passenger": segment.passenger.name,
    }


def sign_in_link(world: World) -> str:
    """A one-time link that signs the task's customer in."""
    customer: Any = world.task.parameters["customer"]
    return world.one_time_link("/sign-in/link", str(customer["id"]))
