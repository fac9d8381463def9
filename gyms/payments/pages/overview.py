"""Accounts at a glance, one account, the phone."""

from sqlalchemy import select

from gyms.kit.site import Response, Visit
from gyms.payments.codes import LIFE
from gyms.payments.models import Account, Customer, OneTimeCode, Transfer
from gyms.payments.web import accounts_of, cards_of


def home(visit: Visit, customer: Customer) -> Response:
    """Accounts and cards."""
    return visit.render("home.html", accounts=accounts_of(visit, customer), cards=cards_of(visit, customer))


def account(visit: Visit, row: Account) -> Response:
    """One account: its limit and what went out."""
    sent = select(Transfer).where(Transfer.account_id == row.id)
    sent = sent.order_by(Transfer.created_at.desc(), Transfer.id.desc()).limit(20)
    return visit.render("account.html", row=row, transfers=visit.session.scalars(sent).all())


def phone(visit: Visit, customer: Customer) -> Response:
    """The customer's phone, as a test bench shows it beside the site."""
    return visit.render("phone.html", messages=_messages(visit, customer), pane="pane" in visit.query)


def phone_messages(visit: Visit, customer: Customer) -> Response:
    """How many messages the phone has, as JSON: its page shows new ones when they arrive."""
    return visit.json(len(_messages(visit, customer)))


def _messages(visit: Visit, customer: Customer) -> list[tuple[OneTimeCode, bool]]:
    """What arrived, latest first, and whether it is still good."""
    mine = select(OneTimeCode).where(OneTimeCode.customer_id == customer.id, OneTimeCode.arrived_at.is_not(None))
    rows = visit.session.scalars(mine.order_by(OneTimeCode.arrived_at.desc(), OneTimeCode.id.desc()))
    return [(row, row.arrived_at is not None and visit.now - row.arrived_at <= LIFE) for row in rows]
