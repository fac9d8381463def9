"""Who is signed in: a signed cookie says so, given for a one-time link or for card number and PIN."""

import hashlib
import hmac
import secrets

from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.responses import Response

from gyms.airline.models import Customer
from gyms.kit.visit import SESSION_COOKIE, Visit

_SECRET = secrets.token_bytes(32)


def signed_in(visit: Visit) -> Customer | None:
    """The customer whose signed cookie the browser has."""
    number, _, signature = (visit.session_token or "").partition(".")
    if not number.isascii() or not number.isdigit() or len(number) > 9:
        return None
    return visit.session.get(Customer, int(number)) if hmac.compare_digest(signature, _sign(visit, number)) else None


def enter(visit: Visit, customer: Customer, path: str) -> Response:
    """Signs the customer in and goes on to ``path``."""
    response = visit.redirect(path)
    token = f"{customer.id}.{_sign(visit, str(customer.id))}"
    response.set_cookie(SESSION_COOKIE, token, httponly=True, samesite="lax")
    return response


def by_pin(session: Session, number: str, pin: str) -> Customer | None:
    """The customer with this card number (blanks don't matter) or e-mail address, and this PIN."""
    wanted = number.replace(" ", "").upper()
    for customer in session.scalars(select(Customer)):
        if wanted in {customer.number.replace(" ", ""), customer.email.upper()}:
            return customer if hmac.compare_digest(customer.pin, pin) else None
    return None


def _sign(visit: Visit, number: str) -> str:
    return hmac.new(_SECRET, f"{visit.world.id} {number}".encode(), hashlib.sha256).hexdigest()[:32]
