"""Writing trips into a new world that were booked before it starts."""

import datetime as dt
from dataclasses import dataclass

from mimesis.enums import Gender
from sqlalchemy.orm import Session

from gyms.airline import payments, trips
from gyms.airline.cabin import free
from gyms.airline.fares import Fare, price
from gyms.airline.models import Booking, Customer, Flight, Passenger, Payment, Segment
from gyms.kit.gym import Seeding

ADULT = range(1946, 2006)
"""Years in which somebody was born who flies alone."""
TITLES = ("Ms", "Mr")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who flies."""

    title: str
    given: str
    family: str
    born: dt.date

    @property
    def name(self) -> str:
        """``Ana Duarte``"""
        return f"{self.given} {self.family}"

    @classmethod
    def some(cls, seeding: Seeding) -> "Person":
        """Anybody of age."""
        title, given = some_given_name(seeding, seeding.random.randrange(2))
        born = dt.date(seeding.random.choice(ADULT), seeding.random.randrange(1, 13), seeding.random.randrange(1, 29))
        return cls(title, given, seeding.fake.person.last_name(), born)

    @classmethod
    def of(cls, customer: Customer) -> "Person":
        """The customer in person: the same on every trip."""
        given, _, family = customer.name.partition(" ")
        born = dt.date(ADULT[customer.id * 37 % len(ADULT)], 1 + customer.id * 5 % 12, 1 + customer.id * 11 % 28)
        return cls(TITLES[customer.id % 2], given, family, born)


@dataclass(frozen=True, slots=True)
class Leg:
    """A flight on a day, in a fare."""

    flight: Flight
    day: dt.date
    fare: Fare

    @property
    def price(self) -> int:
        """What it costs one traveller, in cents."""
        return price(self.flight, self.day, self.fare)


def some_given_name(seeding: Seeding, which: int) -> tuple[str, str]:
    """Title and given name, for 0 or 1."""
    return TITLES[which], seeding.fake.person.first_name(gender=(Gender.FEMALE, Gender.MALE)[which])


def write_trip(
    session: Session,
    seeding: Seeding,
    customer: Customer,
    people: list[Person],
    legs: list[Leg],
    *,
    status: str = "ticketed",
    held_until: dt.datetime | None = None,
    seated: bool = True,
) -> Booking:
    """A trip of the customer's, opened some days ago; paid if it is ticketed, with seats chosen at random."""
    opened = seeding.now - dt.timedelta(minutes=seeding.random.randrange(60 * 26, 60 * 24 * 20))
    booking = Booking(
        locator=trips.locator(session, seeding.seed),
        customer_id=customer.id,
        status=status,
        opened_at=opened,
        held_until=held_until,
        remark="TICKETED" if status == "ticketed" else "",
    )
    booking.customer = customer
    session.add(booking)
    names = [
        Passenger(booking=booking, title=one.title, given_name=one.given, family_name=one.family, born_on=one.born)
        for one in people
    ]
    session.add_all(names)
    with session.no_autoflush:  # all of it in one go below: worlds are made often
        for leg in legs:
            _write_leg(session, seeding, booking, names, leg, opened, seated=seated)
    session.flush()
    if status == "ticketed":
        _write_payment(session, booking, opened)
    return booking


def _write_leg(
    session: Session,
    seeding: Seeding,
    booking: Booking,
    names: list[Passenger],
    leg: Leg,
    opened: dt.datetime,
    *,
    seated: bool,
) -> None:
    places = free(session, leg.flight.id, leg.flight.number, leg.day)
    chosen: list[str | None] = [*seeding.random.sample(places, len(names))] if seated else [None] * len(names)
    for passenger, seat in zip(names, chosen, strict=True):
        session.add(
            Segment(
                booking=booking,
                passenger=passenger,
                flight=leg.flight,
                date=leg.day,
                fare=leg.fare.code,
                price_cents=leg.price,
                seat=seat,
                remark=f"QUOTED {opened:%d%b}".upper(),
            )
        )


def _write_payment(session: Session, booking: Booking, opened: dt.datetime) -> None:
    card = payments.cards(booking.customer)[0]
    session.add(
        Payment(
            booking=booking,
            kind="charge",
            card=card,
            amount_cents=trips.total(booking),
            remark=payments.authorisation(booking.id),
            made_at=opened,
        )
    )
    session.flush()
