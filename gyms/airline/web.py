"""What every page shares: who is signed in, whose trip it is, reading fields, showing pages."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from starlette.responses import Response

from gyms.airline.models import Booking, Customer, Segment
from gyms.airline.refusals import Refused
from gyms.kit.signed_in import only_for
from gyms.kit.site import Handler
from gyms.kit.visit import Visit

ForCustomer = Callable[[Visit, Customer], Response]
ForTrip = Callable[[Visit, Booking], Response]
ForCoupon = Callable[[Visit, Segment], Response]


def customer_of(visit: Visit) -> Customer | None:
    """Who is signed in."""
    customer: Customer | None = visit.state.customer
    return customer


def for_customers(handler: ForCustomer) -> Handler:
    """Hands the customer to the handler; who isn't signed in signs in first."""
    return only_for(customer_of, handler)


def for_trip(handler: ForTrip) -> Handler:
    """A handler for one trip of the customer's own, by its locator."""

    def guarded(visit: Visit, customer: Customer) -> Response:
        query = select(Booking).where(Booking.locator == visit.path["locator"])
        booking = visit.session.scalar(query.where(Booking.customer_id == customer.id))
        return missing(visit) if booking is None else handler(visit, booking)

    return for_customers(guarded)


def for_coupon(handler: ForCoupon) -> Handler:
    """A handler for one coupon of a trip of the customer's own."""

    def guarded(visit: Visit, booking: Booking) -> Response:
        found = [segment for segment in booking.segments if segment.id == visit.path["segment"]]
        return handler(visit, found[0]) if found else missing(visit)

    return for_trip(guarded)


def field(visit: Visit, name: str) -> str:
    """A field of the form or the query, trimmed; empty when missing."""
    given = visit.form.get(name) if visit.method == "POST" else visit.query.get(name)
    return (given or "").strip()


def day_in(visit: Visit, name: str = "date") -> dt.date:
    """A date field, or a refusal."""
    try:
        return dt.date.fromisoformat(field(visit, name))
    except ValueError:
        raise Refused(name, "Please choose a date.") from None


def number_in(visit: Visit, name: str) -> int:
    """A field that holds a key; 0, which is no key, when it holds none."""
    text = field(visit, name)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def show(visit: Visit, template: str, status: int = 200, **context: Any) -> Response:
    """Renders a page of somebody's own, which no cache may keep."""
    response = visit.render(template, status, customer=customer_of(visit), path=visit.url_path, **context)
    response.headers["cache-control"] = "no-store"
    return response


def missing(visit: Visit) -> Response:
    """The page that is not there, or that is not this customer's."""
    return show(visit, "missing.html", status=404)
