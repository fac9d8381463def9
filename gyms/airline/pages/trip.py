"""My trips: the list, one trip with all that the reservation core has on it, its travellers, a new quote."""

import datetime as dt

from sqlalchemy import select
from starlette.responses import Response

from gyms.airline import payments, tickets, trips
from gyms.airline.fares import BY_CODE
from gyms.airline.models import Booking, Customer
from gyms.airline.refusals import Refused
from gyms.airline.web import day_in, field, number_in, show
from gyms.kit.visit import Visit

TITLES = ("Ms", "Mr", "Mx", "Child")


def listing(visit: Visit, customer: Customer) -> Response:
    """Every trip, the newest first."""
    query = select(Booking).where(Booking.customer_id == customer.id).order_by(Booking.id.desc())
    return show(visit, "trips.html", trips=visit.session.scalars(query).all(), legs=trips.legs, total=trips.total)


def open_trip(visit: Visit, customer: Customer) -> Response:
    """Opens a new trip."""
    booking = trips.open_trip(visit.session, customer, visit.world.task.seed, visit.now)
    visit.flash(f"Trip {booking.locator} is open. Who is flying?")
    return visit.redirect(f"/trips/{booking.locator}")


def detail(visit: Visit, booking: Booking) -> Response:
    """Everything about one trip."""
    return show_trip(visit, booking)


def show_trip(visit: Visit, booking: Booking, error: str = "", status: int = 200) -> Response:
    """The trip's page, maybe with what went wrong."""
    return show(
        visit,
        "trip.html",
        status,
        trip=booking,
        legs=trips.legs(booking),
        total=trips.total(booking),
        lapsed=trips.lapsed(booking, visit.now),
        settling=not settled(booking),
        can_change=tickets.can_change,
        fares=BY_CODE,
        error=error,
    )


def state(visit: Visit, booking: Booking) -> Response:
    """Whether anything is still being worked on, for pages that wait."""
    return visit.json({"settled": settled(booking)})


def settled(booking: Booking) -> bool:
    """Whether neither a bank nor the core has still to answer."""
    return not payments.waiting(booking) and not any(map(tickets.pending, booking.segments))


def requote(visit: Visit, booking: Booking) -> Response:
    """Today's prices, held anew."""
    try:
        dearer = trips.requote(booking, visit.now)
    except Refused as refusal:
        return show_trip(visit, booking, refusal.reason, 422)
    changed = f"the price changed by €{dearer / 100:+,.2f}" if dearer else "the price is unchanged"
    visit.flash(f"Quoted anew: {changed}.")
    return visit.redirect(f"/trips/{booking.locator}")


def passenger_form(visit: Visit, booking: Booking) -> Response:
    """Who else is flying?"""
    values = {"title": "", "given_name": "", "family_name": "", "born_on": ""}
    return _passenger(visit, booking, values, {})


def add_passenger(visit: Visit, booking: Booking) -> Response:
    """Names one more traveller."""
    values = {name: field(visit, name)[:60] for name in ("title", "given_name", "family_name", "born_on")}
    errors = _wrong(values)
    try:
        born = day_in(visit, "born_on")
        if born >= visit.today:
            raise Refused("born_on", "Please enter the date of birth.")
        if not errors:
            given, family = values["given_name"], values["family_name"]
            trips.add_passenger(visit.session, booking, values["title"], given, family, born)
    except Refused as refusal:
        errors[refusal.field] = refusal.reason
    if errors:
        return _passenger(visit, booking, values, errors, status=422)
    visit.flash(f"{values['given_name']} {values['family_name']} is on the trip.")
    return visit.redirect(f"/trips/{booking.locator}")


def remove_passenger(visit: Visit, booking: Booking) -> Response:
    """Takes a traveller out again."""
    found = [one for one in booking.passengers if one.id == number_in(visit, "passenger")]
    try:
        for passenger in found:
            trips.remove_passenger(visit.session, booking, passenger)
    except Refused as refusal:
        return show_trip(visit, booking, refusal.reason, 422)
    return visit.redirect(f"/trips/{booking.locator}")


def _wrong(values: dict[str, str]) -> dict[str, str]:
    errors = {}
    if values["title"] not in TITLES:
        errors["title"] = "Please choose a title."
    for name, words in (("given_name", "given name"), ("family_name", "family name")):
        if not values[name]:
            errors[name] = f"Please enter the {words}, as in the passport."
    return errors


def _passenger(
    visit: Visit, booking: Booking, values: dict[str, str], errors: dict[str, str], *, status: int = 200
) -> Response:
    first = dt.date(visit.today.year - 100, 1, 1)
    return show(
        visit,
        "passenger.html",
        status,
        trip=booking,
        values=values,
        errors=errors,
        titles=[(title, title) for title in TITLES],
        first=first,
        last=visit.today,
    )
