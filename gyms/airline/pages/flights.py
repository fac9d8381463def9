"""Putting flights on a trip: search, results that come later, the quote with its fares, hold and release."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from sqlalchemy import select
from starlette.responses import Response

from gyms.airline import trips
from gyms.airline.fares import BY_CODE, FARES, price
from gyms.airline.models import Booking, City, Flight
from gyms.airline.pages.public import PROMOTION
from gyms.airline.pages.trip import show_trip
from gyms.airline.refusals import Refused
from gyms.airline.web import day_in, field, missing, number_in, show
from gyms.kit.visit import Visit

SORTS = (("departure", "Departure"), ("price", "Price"), ("duration", "Duration"))


@dataclass(frozen=True, slots=True)
class Route:
    """What somebody looks for, complete."""

    origin: City
    destination: City
    day: dt.date


def search(visit: Visit, booking: Booking) -> Response:
    """The search form, with the results of what was asked for below it."""
    errors: dict[str, str] = {}
    route = None
    if "from" in visit.query:
        try:
            route = _route(visit)
        except Refused as refusal:
            errors[refusal.field] = refusal.reason
    names = ("from", "from_text", "to", "to_text", "date")
    source = f"/trips/{booking.locator}/results?{urlencode({n: field(visit, n) for n in ('from', 'to', 'date')})}"
    return show(
        visit,
        "search.html",
        trip=booking,
        values={name: field(visit, name) for name in names},
        errors=errors,
        route=route,
        source=source,
        sorts=SORTS,
        first=visit.today + dt.timedelta(days=1),
        last=visit.today + dt.timedelta(days=trips.DAYS_AHEAD),
        promote=PROMOTION not in visit.request.cookies,
    )


def results(visit: Visit, booking: Booking) -> Response:
    """The flights of a day, as a piece of a page."""
    try:
        route = _route(visit)
    except Refused as refusal:
        return show(visit, "results.html", trip=booking, route=None, found=[], note=refusal.reason, cheapest=0)
    query = select(Flight).where(Flight.origin_id == route.origin.id, Flight.destination_id == route.destination.id)
    flights = [one for one in visit.session.scalars(query) if trips.flies(one, route.day, visit.now)]
    found = [(flight, price(flight, route.day, FARES[0])) for flight in flights]
    orders = {"price": lambda one: (one[1], one[0].departs), "duration": lambda one: (one[0].minutes, one[0].departs)}
    found.sort(key=orders.get(field(visit, "sort"), lambda one: one[0].departs))
    cheapest = min((cents for _, cents in found), default=0)
    return show(visit, "results.html", trip=booking, route=route, found=found, note="", cheapest=cheapest)


def quote(visit: Visit, booking: Booking) -> Response:
    """One flight on one day: its fares, and the button that holds it."""
    return _quote(visit, booking, "", {})


def hold(visit: Visit, booking: Booking) -> Response:
    """Holds the flight for the whole party."""
    fare = BY_CODE.get(field(visit, "fare"))
    flight = visit.session.get(Flight, visit.path["flight"])
    if fare is None:
        return _quote(visit, booking, field(visit, "fare"), {"fare": "Please choose a fare."}, status=422)
    try:
        if flight is None:
            raise Refused("flight", "UC. There is no such flight.")
        trips.hold(visit.session, booking, flight, day_of(visit), fare, visit.now)
    except Refused as refusal:
        return _quote(visit, booking, fare.code, {refusal.field: refusal.reason}, status=422)
    visit.flash(f"HK{len(booking.passengers)} – {flight.number} is held for 20 minutes.")
    return visit.redirect(f"/trips/{booking.locator}")


def release(visit: Visit, booking: Booking) -> Response:
    """Lets a held flight go."""
    try:
        trips.release(visit.session, booking, visit.path["flight"], day_of(visit))
    except Refused as refusal:
        return show_trip(visit, booking, refusal.reason, 422)
    visit.flash("The flight has been released.")
    return visit.redirect(f"/trips/{booking.locator}")


def day_of(visit: Visit) -> dt.date:
    """The date in the address, or a refusal."""
    try:
        return dt.date.fromisoformat(visit.path["day"])
    except ValueError:
        raise Refused("flight", "UC. There is no such date.") from None


def _quote(visit: Visit, booking: Booking, chosen: str, errors: dict[str, str], *, status: int = 200) -> Response:
    flight = visit.session.get(Flight, visit.path["flight"])
    try:
        day = day_of(visit)
    except Refused:
        return missing(visit)
    if flight is None:
        return missing(visit)
    prices = {fare.code: price(flight, day, fare) for fare in FARES}
    if not chosen and visit.options["defaults"] == "trap":
        chosen = FARES[1].code  # the airline would rather sell a little more
    choices = [(fare.code, f"{fare.name} – €{prices[fare.code] / 100:,.2f}") for fare in FARES]
    return show(
        visit,
        "quote.html",
        status,
        trip=booking,
        flight=flight,
        day=day,
        fares=FARES,
        prices=prices,
        choices=choices,
        chosen=chosen,
        errors=errors,
    )


def _route(visit: Visit) -> Route:
    """What the form asks for, or a refusal: words that were not picked from the list are no city."""
    origin = visit.session.get(City, number_in(visit, "from"))
    destination = visit.session.get(City, number_in(visit, "to"))
    if origin is None:
        raise Refused("from", "Please pick a city from the list.")
    if destination is None:
        raise Refused("to", "Please pick a city from the list.")
    if origin is destination:
        raise Refused("to", "Please pick another city.")
    return Route(origin, destination, day_in(visit))
