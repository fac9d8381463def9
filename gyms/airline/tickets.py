"""What can be done with one coupon: another seat, another date, another fare, cancelling it."""

import datetime as dt

from sqlalchemy.orm import Session

from gyms.airline.cabin import seats, taken
from gyms.airline.fares import BY_CODE, Fare, price, refund
from gyms.airline.models import Payment, Segment
from gyms.airline.refusals import Refused
from gyms.airline.trips import fare_of, flies
from gyms.kit.world import World

STALE = "SIMULTANEOUS CHANGES. Somebody else has saved this record; here it is as it stands now. Please enter it again."
FARE_LAG = 1.0
"""Seconds that the reservation core takes over a fare."""


def can_change(segment: Segment, now: dt.datetime) -> bool:
    """Whether the coupon is still good for something."""
    return segment.status == "HK" and segment.date > now.date()


def check(segment: Segment, version: str, now: dt.datetime) -> None:
    """Raises Refused for a coupon that is used up, or a form that is older than the record."""
    if not can_change(segment, now):
        raise Refused("segment", "This flight can no longer be changed.")
    if version != str(segment.version):
        raise Refused("version", STALE)


def choose_seat(session: Session, segment: Segment, seat: str, version: str, now: dt.datetime) -> None:
    """Takes that seat."""
    check(segment, version, now)
    if seat not in seats():
        raise Refused("seat", "Please choose a seat.")
    if seat == segment.seat:
        return
    if seat in taken(session, segment.flight_id, segment.flight.number, segment.date):
        raise Refused("seat", f"SEAT {seat} NOT AVAILABLE. Please choose another.")
    segment.seat = seat
    segment.version += 1
    session.flush()


def change_date(session: Session, segment: Segment, day: dt.date, version: str, now: dt.datetime) -> None:
    """The same flight on another day; the seat has to be chosen anew."""
    check(segment, version, now)
    if not fare_of(segment).change:
        raise Refused("date", f"FARE RULES: {fare_of(segment).name} does not permit changes.")
    if day == segment.date:
        raise Refused("date", "This is the date that you have.")
    if not flies(segment.flight, day, now):
        raise Refused("date", "UC. This flight does not operate on that date.")
    segment.date, segment.seat = day, None
    segment.version += 1
    session.flush()


def ask_fare(world: World, segment: Segment, code: str, version: str, now: dt.datetime) -> None:
    """Sends the core a request for another fare; what became of it stands in the coupon's remark."""
    check(segment, version, now)
    fare = BY_CODE.get(code)
    if fare is None:
        raise Refused("fare", "Please choose a fare.")
    if segment.booking.status != "held":
        raise Refused("fare", "TICKETED. The fare of a paid flight can't be changed.")
    if code == segment.fare:
        raise Refused("fare", "This is the fare that you have.")
    number, price_cents = segment.id, price(segment.flight, segment.date, fare)
    segment.remark = f"HN {fare.basis} REQUESTED"
    world.commit_later(
        "change fare",
        lambda session: _confirm_fare(session, number, fare, price_cents),
        lag=FARE_LAG,
        failed=lambda session: _refuse_fare(session, number, fare),
    )


def cancel(session: Session, segment: Segment, version: str, now: dt.datetime) -> int:
    """Cancels one coupon of a paid trip and gives back what its fare says, in cents."""
    check(segment, version, now)
    if segment.booking.status != "ticketed":
        raise Refused("segment", "NOT TICKETED. Release held flights from the trip's page.")
    back = refund(segment.price_cents, fare_of(segment))
    segment.status, segment.remark = "XX", f"XX CANCELLED {now:%d%b}".upper()
    segment.version += 1
    if back:
        session.add(
            Payment(
                booking_id=segment.booking_id,
                segment_id=segment.id,
                kind="refund",
                card=_card(segment),
                amount_cents=back,
                remark=f"REFUND {segment.flight.number}",
                made_at=now,
            )
        )
    session.flush()
    return back


def pending(segment: Segment) -> bool:
    """Whether the core has not answered yet."""
    return segment.remark.startswith("HN ")


def _confirm_fare(session: Session, number: int, fare: Fare, price_cents: int) -> None:
    segment = session.get_one(Segment, number)
    segment.fare, segment.price_cents = fare.code, price_cents
    segment.remark = f"KK {fare.basis} CONFIRMED"
    segment.version += 1


def _refuse_fare(session: Session, number: int, fare: Fare) -> None:
    segment = session.get_one(Segment, number)
    segment.remark = f"UC {fare.basis} UNABLE - RETRY"


def _card(segment: Segment) -> str:
    """The card that the trip was paid with."""
    paid = [one.card for one in segment.booking.payments if one.kind == "charge"]
    return paid[-1] if paid else "on file"
