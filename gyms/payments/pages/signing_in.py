"""Signing in and out."""

import secrets

from sqlalchemy import select

from gyms.kit.site import Response, Visit
from gyms.payments.models import Customer, SignIn
from gyms.payments.web import local


def form(visit: Visit) -> Response:
    """Customer number and PIN."""
    following = local(visit.query.get("next", "/"))
    if visit.state.customer is not None:
        return visit.redirect(following)
    return visit.render("sign_in.html", number="", error="", next=following)


def sign_in(visit: Visit) -> Response:
    """Check number and PIN."""
    number, following = " ".join(visit.form.get("number", "").split()), local(visit.form.get("next", "/"))
    customer = visit.session.scalar(select(Customer).where(Customer.number == number))
    if customer is None or not secrets.compare_digest(customer.pin.encode(), visit.form.get("pin", "").encode()):
        error = "We do not recognise this number and PIN."
        return visit.render("sign_in.html", 422, number=number, error=error, next=following)
    return _enter(visit, customer, following)


def by_link(visit: Visit) -> Response:
    """The one-time link from a mail."""
    subject = visit.world.redeem(visit.query.get("code", ""))
    customer = visit.session.get(Customer, int(subject)) if subject is not None else None
    if customer is None:
        return visit.redirect("/") if visit.state.customer is not None else visit.render("link_used.html", status=410)
    return _enter(visit, customer, "/")


def sign_out(visit: Visit) -> Response:
    """End the session."""
    found = visit.session.get(SignIn, visit.session_token) if visit.session_token else None
    if found is not None and found.ended_at is None:
        found.ended_at = visit.now
    return visit.redirect("/sign-in")


def _enter(visit: Visit, customer: Customer, path: str) -> Response:
    visit.session.add(SignIn(token=visit.start_session(), customer_id=customer.id, created_at=visit.now))
    return visit.redirect(path)
