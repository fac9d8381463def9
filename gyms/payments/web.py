"""What the pages share: who is signed in, what is the customer's own, reading a field."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from sqlalchemy import select

from gyms.kit.site import Handler, Response, Visit
from gyms.payments.models import Account, Card, Customer, Payee, SignIn, Transfer

LARGEST_ID = 2**31 - 1


def customer_of(visit: Visit) -> Customer | None:
    """Whose session this is."""
    found = visit.session.get(SignIn, visit.session_token) if visit.session_token else None
    return found.customer if found is not None and found.ended_at is None else None


def for_customers(handler: Callable[[Visit, Customer], Response]) -> Handler:
    """Hands the customer to the handler; who isn't signed in goes to the sign-in page and comes back after."""

    def guarded(visit: Visit) -> Response:
        customer: Customer | None = visit.state.customer
        if customer is None:
            here = visit.url_path if visit.method == "GET" else "/"
            return visit.redirect(f"/sign-in?next={quote(here, safe='/')}")
        return handler(visit, customer)

    return guarded


def of_card(handler: Callable[[Visit, Card], Response]) -> Handler:
    """A handler for one of the customer's own cards."""

    def guarded(visit: Visit, customer: Customer) -> Response:
        card = visit.session.get(Card, min(visit.path["card"], LARGEST_ID))
        return handler(visit, card) if card is not None and card.account.customer_id == customer.id else missing(visit)

    return for_customers(guarded)


def of_transfer(handler: Callable[[Visit, Transfer], Response]) -> Handler:
    """A handler for one of the customer's own payments."""

    def guarded(visit: Visit, customer: Customer) -> Response:
        row = visit.session.get(Transfer, min(visit.path["transfer"], LARGEST_ID))
        return handler(visit, row) if row is not None and row.account.customer_id == customer.id else missing(visit)

    return for_customers(guarded)


def accounts_of(visit: Visit, customer: Customer) -> list[Account]:
    """The customer's accounts."""
    mine = select(Account).where(Account.customer_id == customer.id).order_by(Account.id)
    return list(visit.session.scalars(mine))


def payees_of(visit: Visit, customer: Customer) -> list[Payee]:
    """The customer's payees, by name."""
    mine = select(Payee).where(Payee.customer_id == customer.id).order_by(Payee.name, Payee.iban)
    return list(visit.session.scalars(mine))


def cards_of(visit: Visit, customer: Customer) -> list[Card]:
    """The customer's cards."""
    mine = select(Card).join(Account).where(Account.customer_id == customer.id).order_by(Card.id)
    return list(visit.session.scalars(mine))


def shared(visit: Visit) -> Mapping[str, Any]:
    """What every template sees."""
    return {"customer": visit.state.customer, "path": visit.url_path}


def missing(visit: Visit) -> Response:
    """The page that is not there, or not this customer's."""
    return visit.render("missing.html", status=404)


def read_date(text: str) -> dt.date | None:
    """An ISO date; None for anything else."""
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        return None


def read_cents(text: str) -> int | None:
    """``1250``, ``1,250.00`` or ``1250.5`` in cents; None for anything else."""
    whole, dot, part = text.strip().replace(",", "").partition(".")
    if not whole.isdecimal() or len(whole) > 9 or len(part) > 2 or (dot and not part.isdecimal()):
        return None
    return int(whole) * 100 + int(part.ljust(2, "0") or 0)


def local(path: str) -> str:
    """The path if it stays on this site, else the start page."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) else "/"
