"""The end of the purchase: extras, everything at one glance, paying, and what the bank said."""

from starlette.responses import Response

from gyms.airline import payments, trips
from gyms.airline.models import Booking
from gyms.airline.refusals import Refused
from gyms.airline.web import field, show
from gyms.kit.visit import Visit


def extras_form(visit: Visit, booking: Booking) -> Response:
    """What may be bought besides; some of it is ticked already where the site wants to sell."""
    ticked = {extra.code for extra in booking.extras}
    if visit.options["defaults"] == "trap" and booking.status == "held":
        ticked |= set(trips.INSISTED)
    return show(visit, "extras.html", trip=booking, extras=trips.EXTRAS, ticked=ticked, error="")


def set_extras(visit: Visit, booking: Booking) -> Response:
    """Stores what is ticked and goes on."""
    try:
        trips.set_extras(visit.session, booking, visit.choices("extra"))
    except Refused as refusal:
        ticked = {extra.code for extra in booking.extras}
        return show(visit, "extras.html", 422, trip=booking, extras=trips.EXTRAS, ticked=ticked, error=refusal.reason)
    return visit.redirect(f"/trips/{booking.locator}/review")


def review(visit: Visit, booking: Booking) -> Response:
    """Everything at one glance before it is paid."""
    return _review(visit, booking)


def pay(visit: Visit, booking: Booking) -> Response:
    """Asks the bank."""
    try:
        payments.pay(visit.world, booking, field(visit, "card"), visit.now)
    except Refused as refusal:
        return _review(visit, booking, refusal.reason, 422)
    return visit.redirect(f"/trips/{booking.locator}/payment")


def payment(visit: Visit, booking: Booking) -> Response:
    """What has become of the payment."""
    last = booking.payments[-1] if booking.payments else None
    waiting, declined = payments.waiting(booking), booking.remark == payments.DECLINED
    return show(visit, "payment.html", trip=booking, last=last, settling=waiting, declined=declined)


def _review(visit: Visit, booking: Booking, error: str = "", status: int = 200) -> Response:
    unseated = [segment for segment in trips.active(booking) if segment.seat is None]
    return show(
        visit,
        "review.html",
        status,
        trip=booking,
        legs=trips.legs(booking),
        total=trips.total(booking),
        lapsed=trips.lapsed(booking, visit.now),
        waiting=payments.waiting(booking),
        unseated=unseated,
        cards=[(card, card) for card in payments.cards(booking.customer)],
        chosen=field(visit, "card"),
        error=error,
    )
