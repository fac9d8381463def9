"""What the pages share: who is signed in, what is the customer's own, reading a field."""

import datetime as dt

from sqlalchemy import select

from gyms.kit.signed_in import SignedIn, SignInPage
from gyms.kit.site import Visit
from gyms.payments.models import Account, Card, Customer, Payee, SignIn, Transfer

signed_in = SignedIn(SignIn.customer, SignIn.created_at, SignIn.ended_at, keeps_cookie=True)
sign_in_page = SignInPage(
    signed_in,
    Customer.number,
    Customer.pin,
    lambda number: " ".join(number.split()),
    wrong="We do not recognise this number and PIN.",
)
for_customers = signed_in.own
of_account = signed_in.on(Account, "account", lambda account: account.customer_id)
of_card = signed_in.on(Card, "card", lambda card: card.account.customer_id)
of_transfer = signed_in.on(Transfer, "transfer", lambda transfer: transfer.account.customer_id)
missing = signed_in.missing


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
