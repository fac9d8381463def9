"""Changing one coupon: its seat, its date, its fare; cancelling it."""

import datetime as dt

from starlette.responses import Response

from gyms.airline import cabin, tickets, trips
from gyms.airline.fares import FARES, price, refund
from gyms.airline.models import Segment
from gyms.airline.pages.public import PROMOTION
from gyms.airline.refusals import Refused
from gyms.airline.web import day_in, field, show
from gyms.kit.visit import Visit


def seat_form(visit: Visit, segment: Segment) -> Response:
    """The seat map's page; the map itself comes later."""
    return _seat(visit, segment)


def seat_map(visit: Visit, segment: Segment) -> Response:
    """The cabin with its free and taken seats, as a piece of a page."""
    gone = cabin.taken(visit.session, segment.flight_id, segment.flight.number, segment.date)
    rows = [(row, [f"{row}{letter}" for letter in cabin.LETTERS]) for row in cabin.ROWS]
    return show(
        visit, "seat_map.html", segment=segment, rows=rows, taken=gone - {segment.seat or ""}, exits=cabin.EXITS
    )


def choose_seat(visit: Visit, segment: Segment) -> Response:
    """Takes a seat."""
    try:
        tickets.choose_seat(visit.session, segment, field(visit, "seat"), field(visit, "version"), visit.now)
    except Refused as refusal:
        return _seat(visit, segment, refusal.reason, 422)
    visit.flash(f"Seat {segment.seat} on {segment.flight.number} is {segment.passenger.name}’s.")
    return _back(visit, segment)


def date_form(visit: Visit, segment: Segment) -> Response:
    """Another day for the same flight."""
    return _date(visit, segment)


def change_date(visit: Visit, segment: Segment) -> Response:
    """Changes the date."""
    try:
        tickets.change_date(visit.session, segment, day_in(visit), field(visit, "version"), visit.now)
    except Refused as refusal:
        return _date(visit, segment, refusal.reason, 422)
    visit.flash("The date has been changed. Please choose a seat again.")
    return _back(visit, segment)


def fare_form(visit: Visit, segment: Segment) -> Response:
    """Another fare for a held flight."""
    return _fare(visit, segment)


def ask_fare(visit: Visit, segment: Segment) -> Response:
    """Asks the core for another fare."""
    try:
        tickets.ask_fare(visit.world, segment, field(visit, "fare"), field(visit, "version"), visit.now)
    except Refused as refusal:
        return _fare(visit, segment, refusal.reason, 422)
    visit.flash("Your fare has been changed.", "info")  # as such sites say; whether it has, the coupon tells
    return _back(visit, segment)


def cancel_form(visit: Visit, segment: Segment) -> Response:
    """Asks once more, and tells what comes back."""
    return _cancel(visit, segment)


def cancel(visit: Visit, segment: Segment) -> Response:
    """Cancels one coupon."""
    try:
        back = tickets.cancel(visit.session, segment, field(visit, "version"), visit.now)
    except Refused as refusal:
        return _cancel(visit, segment, refusal.reason, 422)
    visit.flash(f"{segment.flight.number} has been cancelled. Refund: €{back / 100:,.2f}.")
    return _back(visit, segment)


def _back(visit: Visit, segment: Segment) -> Response:
    return visit.redirect(f"/trips/{segment.booking.locator}")


def _seat(visit: Visit, segment: Segment, error: str = "", status: int = 200) -> Response:
    return show(visit, "seat.html", status, trip=segment.booking, segment=segment, error=error)


def _date(visit: Visit, segment: Segment, error: str = "", status: int = 200) -> Response:
    return show(
        visit,
        "date.html",
        status,
        trip=segment.booking,
        segment=segment,
        fare=trips.fare_of(segment),
        value=field(visit, "date"),
        error=error,
        first=visit.today + dt.timedelta(days=1),
        last=visit.today + dt.timedelta(days=trips.DAYS_AHEAD),
        promote=PROMOTION not in visit.request.cookies,
    )


def _fare(visit: Visit, segment: Segment, error: str = "", status: int = 200) -> Response:
    prices = {fare.code: price(segment.flight, segment.date, fare) for fare in FARES}
    choices = [(fare.code, f"{fare.name} – €{prices[fare.code] / 100:,.2f}") for fare in FARES]
    chosen = field(visit, "fare") or segment.fare
    return show(
        visit,
        "fare.html",
        status,
        trip=segment.booking,
        segment=segment,
        fares=FARES,
        prices=prices,
        choices=choices,
        chosen=chosen,
        error=error,
    )


def _cancel(visit: Visit, segment: Segment, error: str = "", status: int = 200) -> Response:
    fare = trips.fare_of(segment)
    return show(
        visit,
        "cancel.html",
        status,
        trip=segment.booking,
        segment=segment,
        fare=fare,
        back=refund(segment.price_cents, fare),
        error=error,
    )
