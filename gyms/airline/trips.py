"""What can be done with a trip that is not paid yet: open it, name its passengers, hold flights, extras, re-quote.

The reservation core has no idempotency keys. A form sent twice opens two trips, names a passenger twice, holds the same
flight twice: what each of them is good for, people sort out by telephone.
"""

import datetime as dt
import zlib
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gyms.airline.fares import BY_CODE as FARES_BY_CODE
from gyms.airline.fares import Fare, price
from gyms.airline.models import Booking, Customer, Extra, Flight, Passenger, Segment
from gyms.airline.refusals import Refused

HOLD = dt.timedelta(minutes=20)
"""For so long fares are kept without payment."""
MOST_PASSENGERS = 6
MOST_SEGMENTS = 8
DAYS_AHEAD = 200
LETTERS = "BCDFGHJKLMNPQRSTVWXZ"


@dataclass(frozen=True, slots=True)
class Offer:
    """An extra as it is sold."""

    code: str
    name: str
    price_cents: int
    about: str


EXTRAS: tuple[Offer, ...] = (
    Offer("insurance", "Travel insurance", 2900, "Cancellation, delay and baggage cover for the whole party."),
    Offer("priority", "Priority boarding", 1800, "Board first, with room for your cabin bag."),
    Offer("sportsbag", "Sports bag", 5500, "Skis, a bicycle or golf clubs, up to 32 kg."),
    Offer("lounge", "Lounge access", 3600, "Velmora lounges at departure, three hours before the flight."),
    Offer("offset", "Carbon contribution", 1200, "Supports sustainable aviation fuel."),
)
OFFERS = {offer.code: offer for offer in EXTRAS}
INSISTED = ("insurance", "offset")
"""What is ticked already where the site wants to sell."""


def locator(session: Session, seed: int) -> str:
    """The next free locator: six letters without vowels, which spell nothing."""
    number = (session.scalar(select(func.max(Booking.id))) or 0) + 1
    while True:
        rest, letters = zlib.crc32(f"locator {seed} {number}".encode()), ""
        for _ in range(6):
            rest, letter = divmod(rest, len(LETTERS))
            letters += LETTERS[letter]
        if session.scalar(select(Booking.id).where(Booking.locator == letters)) is None:
            return letters
        number += 10_000


def open_trip(session: Session, customer: Customer, seed: int, now: dt.datetime) -> Booking:
    """A new, empty trip."""
    booking = Booking(
        locator=locator(session, seed),
        customer_id=customer.id,
        status="held",
        opened_at=now,
        held_until=None,
        remark="",
    )
    session.add(booking)
    session.flush()
    return booking


def add_passenger(session: Session, booking: Booking, title: str, given: str, family: str, born: dt.date) -> None:
    """Names one more passenger, as long as no flight is held."""
    _editable(booking)
    if active(booking):
        raise Refused("passenger", "NAME ELEMENTS CLOSED. Release the flights first, then add travellers.")
    if len(booking.passengers) >= MOST_PASSENGERS:
        raise Refused("passenger", f"A trip has at most {MOST_PASSENGERS} travellers.")
    session.add(Passenger(booking=booking, title=title, given_name=given, family_name=family, born_on=born))
    session.flush()


def remove_passenger(session: Session, booking: Booking, passenger: Passenger) -> None:
    """Takes a name out again."""
    _editable(booking)
    if active(booking):
        raise Refused("passenger", "NAME ELEMENTS CLOSED. Release the flights first.")
    session.delete(passenger)
    session.flush()


def hold(session: Session, booking: Booking, flight: Flight, day: dt.date, fare: Fare, now: dt.datetime) -> None:
    """Holds a seat for every passenger, without choosing which."""
    _editable(booking)
    if not booking.passengers:
        raise Refused("flight", "NO NAMES. Add the travellers first.")
    if not flies(flight, day, now):
        raise Refused("flight", "UC. This flight does not operate on that date.")
    if len(legs(booking)) >= MOST_SEGMENTS:
        raise Refused("flight", f"A trip has at most {MOST_SEGMENTS} flights.")
    for passenger in booking.passengers:
        session.add(
            Segment(
                booking=booking,
                passenger_id=passenger.id,
                flight_id=flight.id,
                date=day,
                fare=fare.code,
                price_cents=price(flight, day, fare),
                remark=f"QUOTED {now:%d%b}".upper(),
            )
        )
    booking.held_until = now + HOLD
    session.flush()


def release(session: Session, booking: Booking, flight_id: int, day: dt.date) -> None:
    """Lets a held flight go, for the whole party."""
    _editable(booking)
    for segment in [one for one in booking.segments if (one.flight_id, one.date) == (flight_id, day)]:
        session.delete(segment)
    session.flush()


def requote(booking: Booking, now: dt.datetime) -> int:
    """Asks the core for today's prices and holds them; returns how much dearer the trip became, in cents."""
    _editable(booking)
    was = total(booking)
    for segment in active(booking):
        current = price(segment.flight, segment.date, fare_of(segment))
        if current != segment.price_cents:
            segment.price_cents = current
            segment.remark = f"RE-QUOTED {now:%d%b}".upper()
    booking.held_until = now + HOLD
    return total(booking) - was


def set_extras(session: Session, booking: Booking, codes: tuple[str, ...]) -> None:
    """Makes the trip have just these extras."""
    _editable(booking)
    wanted = set(codes) & set(OFFERS)
    for extra in list(booking.extras):
        if extra.code not in wanted:
            session.delete(extra)
    have = {extra.code for extra in booking.extras}
    for offer in EXTRAS:
        if offer.code in wanted - have:
            session.add(Extra(booking=booking, code=offer.code, price_cents=offer.price_cents))
    session.flush()


def flies(flight: Flight, day: dt.date, now: dt.datetime) -> bool:
    """Whether that flight can be had on that day."""
    window = now.date() < day <= now.date() + dt.timedelta(days=DAYS_AHEAD)
    return window and str(day.isoweekday()) in flight.days


def lapsed(booking: Booking, now: dt.datetime) -> bool:
    """Whether what was held is no longer kept at its price."""
    return booking.status == "held" and booking.held_until is not None and booking.held_until <= now


def active(booking: Booking) -> list[Segment]:
    """Coupons that are not cancelled."""
    return [segment for segment in booking.segments if segment.status == "HK"]


def legs(booking: Booking) -> list[tuple[Flight, dt.date, list[Segment]]]:
    """The flights of a trip in order of departure, each with its coupons."""
    found: dict[tuple[int, dt.date], list[Segment]] = {}
    for segment in booking.segments:
        found.setdefault((segment.flight_id, segment.date), []).append(segment)
    ordered = sorted(found.items(), key=lambda item: (item[0][1], item[1][0].flight.departs, item[0][0]))
    return [(coupons[0].flight, day, coupons) for (_, day), coupons in ordered]


def total(booking: Booking) -> int:
    """What the trip costs, in cents."""
    coupons = sum(segment.price_cents for segment in active(booking))
    return coupons + sum(extra.price_cents for extra in booking.extras)


def fare_of(segment: Segment) -> Fare:
    """The coupon's fare family."""
    return FARES_BY_CODE[segment.fare]


def _editable(booking: Booking) -> None:
    if booking.status != "held":
        raise Refused("trip", "TICKETED. This trip is paid; change its flights one by one.")
