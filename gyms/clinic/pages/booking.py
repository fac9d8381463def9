"""Book a visit: fill in the form, look it over, confirm."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from sqlalchemy import select
from starlette.responses import Response

from gyms.clinic import visits
from gyms.clinic.models import Member, Service
from gyms.clinic.slots import Offer, offer, window
from gyms.clinic.visits import Refused
from gyms.clinic.web import Call, field, show


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for, complete and well-formed, though not yet known to be free."""

    service: Service
    day: dt.date
    time: str


def form(call: Call, _member: Member) -> Response:
    """The empty form, or one with what the query already says."""
    values = _values(call)
    return _form(call, values, {})


def check(call: Call, _member: Member) -> Response:
    """Look at the submitted form; go on to the review or show it again with what is wrong."""
    values = _values(call)
    wish = _wish(call, values)
    if not isinstance(wish, Wish):
        return _form(call, values, wish, status=422)
    refused = _not_free(call, wish)
    if refused:
        return _form(call, values, refused, status=422)
    return call.redirect(f"/visits/review?{urlencode(values)}")


def review(call: Call, _member: Member) -> Response:
    """Everything at one glance before it becomes a visit."""
    values = _values(call)
    wish = _wish(call, values)
    if not isinstance(wish, Wish):
        return _form(call, values, wish, status=422)
    return show(call, "review.html", wish=wish, change=f"/visits/new?{urlencode(values)}")


def confirm(call: Call, member: Member) -> Response:
    """Make the visit and show it."""
    values = _values(call)
    wish = _wish(call, values)
    if not isinstance(wish, Wish):
        return _form(call, values, wish, status=422)
    try:
        visit = visits.book(call.session, member, wish.service, wish.day, wish.time, call.now)
    except Refused as refusal:
        return _form(call, values, {refusal.field: refusal.reason}, status=422)
    call.flash(f"Your visit is booked: {visits.summary(visit)}.")
    return call.redirect(f"/visits/{visit.id}")


def times(call: Call, _member: Member) -> Response:
    """The free times of a service on a date, for the form's script: ``{"times": [...], "note": "..."}``."""
    try:
        found = offer(call.session, _service(call, field(call, "service")), read_date(field(call, "date")), call.now)
    except Refused as refusal:
        return call.json({"times": [], "note": refusal.reason})
    return call.json({"times": found.times, "note": found.note})


def read_date(text: str) -> dt.date:
    """The ISO date of a date field, or a refusal."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Refused("date", "Please choose a date.") from None


def _values(call: Call) -> dict[str, str]:
    return {name: field(call, name) for name in ("service", "date", "time")}


def _wish(call: Call, values: dict[str, str]) -> Wish | dict[str, str]:
    """The wish, or what is wrong with it by field."""
    errors = {}
    try:
        service = _service(call, values["service"])
    except Refused as refusal:
        errors[refusal.field] = refusal.reason
    try:
        day = read_date(values["date"])
    except Refused as refusal:
        errors[refusal.field] = refusal.reason
    if not values["time"]:
        errors["time"] = "Please choose a time."
    return errors or Wish(service, day, values["time"])


def _not_free(call: Call, wish: Wish) -> dict[str, str]:
    found = offer(call.session, wish.service, wish.day, call.now)
    if found.note:
        return {"date": found.note}
    return {} if wish.time in found.times else {"time": visits.TAKEN}


def _service(call: Call, number: str) -> Service:
    known = number.isascii() and number.isdigit() and len(number) < 10
    service = call.session.get(Service, int(number)) if known else None
    if service is None:
        raise Refused("service", "Please choose a service.")
    return service


def _form(call: Call, values: dict[str, str], errors: dict[str, str], *, status: int = 200) -> Response:
    first, last = window(call.now)
    services = call.session.scalars(select(Service).order_by(Service.name))
    return show(
        call,
        "new_visit.html",
        status,
        services=[(service.id, service.name) for service in services],
        values=values,
        errors=errors,
        found=_offered(call, values),
        first=first,
        last=last,
    )


def _offered(call: Call, values: dict[str, str]) -> Offer:
    """The times to put in the select from the start, when the form comes back filled in."""
    try:
        return offer(call.session, _service(call, values["service"]), read_date(values["date"]), call.now)
    except Refused:
        return Offer()
