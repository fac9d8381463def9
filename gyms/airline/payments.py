"""Paying for a trip: the card's bank is asked in the background, and the trip is ticketed when it says yes."""

import datetime as dt

from sqlalchemy.orm import Session

from gyms.airline.models import Booking, Customer, Payment
from gyms.airline.refusals import Refused
from gyms.airline.trips import active, lapsed, total
from gyms.kit.world import World

LAG = 1.2
"""Seconds that the bank takes."""
ASKED = "AUTHORISING"
DECLINED = "91 ISSUER UNAVAILABLE - RETRY"


def cards(customer: Customer) -> tuple[str, str, str]:
    """The cards that the account keeps, by their last digits."""
    digits = 1000 + customer.id * 7919 % 8800
    return (f"Visa •••• {digits}", f"Mastercard •••• {digits + 11}", f"Visa •••• {digits + 100}")


def pay(world: World, booking: Booking, card: str, now: dt.datetime) -> None:
    """Asks the bank for the whole amount. As long as the trip isn't ticketed one may ask again, and pays again."""
    if booking.status != "held":
        raise Refused("trip", "TICKETED. This trip is paid.")
    if not active(booking):
        raise Refused("trip", "NO ITINERARY. Hold a flight first.")
    if lapsed(booking, now):
        raise Refused("trip", "HX. The hold has lapsed; ask for a new quote first.")
    if card not in cards(booking.customer):
        raise Refused("card", "Please choose a card.")
    booking.remark = ASKED
    number, cents = booking.id, total(booking)
    world.commit_later(
        "authorise payment",
        lambda session: _authorised(session, number, card, cents, now),
        lag=LAG,
        failed=lambda session: _declined(session, number),
    )


def waiting(booking: Booking) -> bool:
    """Whether a bank has still to answer."""
    return booking.remark == ASKED


def authorisation(number: int) -> str:
    """What a bank gives as its approval of a booking's payment."""
    return f"AUTH {number * 7919 % 1_000_000:06d}"


def _authorised(session: Session, number: int, card: str, cents: int, now: dt.datetime) -> None:
    booking = session.get_one(Booking, number)
    approval = authorisation(number)
    session.add(Payment(booking_id=number, kind="charge", card=card, amount_cents=cents, remark=approval, made_at=now))
    booking.status, booking.remark = "ticketed", "TICKETED"


def _declined(session: Session, number: int) -> None:
    booking = session.get_one(Booking, number)
    if booking.remark == ASKED:
        booking.remark = DECLINED
