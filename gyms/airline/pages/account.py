"""Signing in and out, and the customer's profile."""

from starlette.responses import Response

from gyms.airline import access
from gyms.airline.models import City, Customer
from gyms.airline.web import customer_of, field, number_in, show
from gyms.kit.signed_in import local
from gyms.kit.visit import SESSION_COOKIE, Visit

SEATING = {"any": "No preference", "window": "Window", "aisle": "Aisle"}


def sign_in_form(visit: Visit) -> Response:
    """Card number and PIN."""
    following = local(field(visit, "next"))
    if customer_of(visit) is not None:
        return visit.redirect(following)
    return show(visit, "sign_in.html", number="", error="", next=following)


def sign_in(visit: Visit) -> Response:
    """Checks card number and PIN."""
    number, following = field(visit, "number"), local(field(visit, "next"))
    customer = access.by_pin(visit.session, number, field(visit, "pin"))
    if customer is None:
        error = "We don't know this card number and PIN. Please try again."
        return show(visit, "sign_in.html", 422, number=number, error=error, next=following)
    return access.enter(visit, customer, following)


def sign_in_by_link(visit: Visit) -> Response:
    """The one-time link from the airline's mail."""
    number = visit.world.redeem(field(visit, "code"))
    customer = visit.session.get(Customer, int(number)) if number is not None else None
    if customer is None:
        error = "This link has been used already. Please sign in with your card number and PIN."
        return show(visit, "sign_in.html", 410, number="", error=error, next="/")
    return access.enter(visit, customer, "/")


def sign_out(visit: Visit) -> Response:
    """Forgets who is there."""
    visit.flash("You are signed out.")
    response = visit.redirect("/")
    response.delete_cookie(SESSION_COOKIE)
    return response


def profile(visit: Visit, customer: Customer) -> Response:
    """The customer's details."""
    return _profile(visit, customer.home_city, customer.home_city_text, customer.phone, customer.seating)


def save_profile(visit: Visit, customer: Customer) -> Response:
    """Stores the details; of a home city that was not picked from the list, only the words."""
    city = visit.session.get(City, number_in(visit, "home"))
    words, phone, seating = field(visit, "home_text")[:120], field(visit, "phone")[:40], field(visit, "seating")
    if seating not in SEATING or not phone:
        return _profile(visit, city, words, phone, seating, error="Please fill in every field.")
    customer.home_city_id = city.id if city else None
    customer.home_city_text = city.label if city else words
    customer.phone, customer.seating = phone, seating
    visit.flash("Your profile has been saved.")
    return visit.redirect("/profile")


def _profile(visit: Visit, city: City | None, words: str, phone: str, seating: str, error: str = "") -> Response:
    values = {"home": city.id if city else "", "home_text": city.label if city else words, "phone": phone}
    return show(
        visit,
        "profile.html",
        422 if error else 200,
        values={**values, "seating": seating},
        seatings=list(SEATING.items()),
        error=error,
    )
