"""Paying somebody: the form, a last look, the payment with its code, payments to come."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from sqlalchemy import select

from gyms.kit.site import Response, Visit
from gyms.payments import codes
from gyms.payments.models import Account, Customer, Payee, Schedule, Transfer
from gyms.payments.web import accounts_of, payees_of, read_cents, read_date

FIELDS = ("account", "payee", "amount", "reference", "when", "due_on", "repeats", "donation", "approved")
DONATION = 100
"""Cents."""


@dataclass(frozen=True)
class Wish:
    """A payment that could be made."""

    account: Account
    payee: Payee
    cents: int
    donation: int
    reference: str
    due_on: dt.date | None
    """None is now."""
    repeats: str
    approved: bool

    @property
    def over_limit(self) -> bool:
        """Whether the second signatory has to approve it."""
        return self.cents > self.account.online_limit_cents


def form(visit: Visit, customer: Customer) -> Response:
    """Who, how much, when."""
    return _form(visit, customer, {name: visit.query.get(name, "") for name in FIELDS}, fresh=not visit.query)


def check(visit: Visit, customer: Customer) -> Response:
    """On to the last look, if there is nothing wrong with it."""
    values = _values(visit)
    wish = _read(visit, customer, values)
    if isinstance(wish, str):
        return _form(visit, customer, values, error=wish)
    return visit.redirect(f"/pay/review?{urlencode({name: value for name, value in values.items() if value})}")


def review(visit: Visit, customer: Customer) -> Response:
    """The last look. Nothing is paid yet."""
    values = {name: visit.query.get(name, "") for name in FIELDS}
    wish = _read(visit, customer, values)
    if isinstance(wish, str):
        return _form(visit, customer, values, error=wish)
    return visit.render("review.html", wish=wish, values=values, query=urlencode(values))


def pay(visit: Visit, customer: Customer) -> Response:
    """Note the payment and send a code, or note the payment to come."""
    values = _values(visit)
    wish = _read(visit, customer, values)
    if isinstance(wish, str):
        return _form(visit, customer, values, error=wish)
    common = {
        "account_id": wish.account.id,
        "payee_id": wish.payee.id,
        "amount_cents": wish.cents,
        "donation_cents": wish.donation,
        "reference": wish.reference,
        "created_at": visit.now,
    }
    if wish.due_on is not None:
        visit.session.add(Schedule(**common, due_on=wish.due_on, repeats=wish.repeats, status="active"))
        visit.flash("Your payment is scheduled.")
        return visit.redirect("/payments")
    if wish.over_limit and not wish.approved:
        return visit.redirect(f"/pay/review?{urlencode(values)}")
    row = Transfer(**common, approved=wish.approved and wish.over_limit, status="waiting")
    visit.session.add(row)
    visit.session.flush()
    codes.send(visit.world, visit.session, customer, transfer=row, card=None)
    return visit.redirect(f"/payments/{row.id}")


def payments(visit: Visit, customer: Customer) -> Response:
    """What was paid and what is to come."""
    latest = (Transfer.created_at.desc(), Transfer.id.desc())
    transfers = select(Transfer).join(Account).where(Account.customer_id == customer.id).order_by(*latest)
    schedules = select(Schedule).join(Account).where(Account.customer_id == customer.id).order_by(Schedule.due_on)
    return visit.render(
        "payments.html",
        transfers=visit.session.scalars(transfers).all(),
        schedules=visit.session.scalars(schedules).all(),
    )


def payees(visit: Visit, customer: Customer) -> Response:
    """Everybody who was paid before."""
    return visit.render("payees.html", rows=payees_of(visit, customer))


def payment(visit: Visit, transfer: Transfer) -> Response:
    """One payment; while it waits, the code is asked for."""
    return _payment(visit, transfer)


def enter_code(visit: Visit, transfer: Transfer) -> Response:
    """Release the payment."""
    sent = codes.codes_for(visit.session, transfer=transfer, card=None)
    try:
        codes.redeem(visit.session, sent, visit.form.get("code", ""), visit.now)
    except codes.Refused as refusal:
        return _payment(visit, transfer, error=str(refusal))
    return visit.redirect(f"/payments/{transfer.id}")


def resend_code(visit: Visit, transfer: Transfer) -> Response:
    """Another code, once."""
    sent = codes.codes_for(visit.session, transfer=transfer, card=None)
    if codes.can_resend(sent):
        codes.resend(visit.world, visit.session, transfer.account.customer, sent)
    return visit.redirect(f"/payments/{transfer.id}")


def cancel(visit: Visit, transfer: Transfer) -> Response:
    """Take back a payment that waits for its code."""
    if transfer.status == "waiting":
        transfer.status, transfer.settled_at = "cancelled", visit.now
        for row in codes.codes_for(visit.session, transfer=transfer, card=None):
            row.status = "replaced" if row.status == "sent" else row.status
    return visit.redirect(f"/payments/{transfer.id}")


def _payment(visit: Visit, transfer: Transfer, error: str = "") -> Response:
    again = codes.can_resend(codes.codes_for(visit.session, transfer=transfer, card=None))
    return visit.render("payment.html", status=422 if error else 200, row=transfer, again=again, error=error)


def _values(visit: Visit) -> dict[str, str]:
    return {name: visit.form.get(name, "").strip() for name in FIELDS}


def _form(
    visit: Visit, customer: Customer, values: dict[str, str], error: str = "", *, fresh: bool = False
) -> Response:
    accounts, payees = accounts_of(visit, customer), payees_of(visit, customer)
    if fresh and visit.options["defaults"] == "trap":
        values = {**values, "donation": "1", "repeats": "monthly"}
    return visit.render(
        "pay.html",
        status=422 if error else 200,
        values=values,
        accounts=[(row.id, f"{row.name}, {row.iban[-4:]}") for row in accounts],
        payees=[(row.id, f"{row.name}, {row.iban}") for row in payees],
        repeats=[("once", "Once"), ("monthly", "Every month")],
        tomorrow=visit.today + dt.timedelta(days=1),
        last=visit.today + dt.timedelta(days=365),
        error=error,
    )


def _read(visit: Visit, customer: Customer, values: dict[str, str]) -> Wish | str:
    """The wish, or what is wrong with it."""
    account = next((row for row in accounts_of(visit, customer) if str(row.id) == values["account"]), None)
    payee = next((row for row in payees_of(visit, customer) if str(row.id) == values["payee"]), None)
    cents, later = read_cents(values["amount"]), values["when"] == "later"
    due_on = read_date(values["due_on"]) if later else None
    if account is None or payee is None:
        return "Please choose an account and a payee."
    if not cents:
        return "Please enter an amount, such as 120.00."
    if not 0 < len(values["reference"]) <= 60:
        return "Please enter a reference of at most 60 characters."
    if later and (due_on is None or not visit.today < due_on <= visit.today + dt.timedelta(days=365)):
        return "Please choose a date from tomorrow on, within a year."
    donation = DONATION if values["donation"] else 0
    if not later and cents + donation > account.balance_cents:
        return "There is not enough money in this account."
    repeats = values["repeats"] if values["repeats"] == "monthly" else "once"
    return Wish(account, payee, cents, donation, values["reference"], due_on, repeats, bool(values["approved"]))
