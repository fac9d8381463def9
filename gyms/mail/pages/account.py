"""Signing in and out, and what one can set about oneself."""

import secrets

from sqlalchemy import select
from starlette.responses import Response

from gyms.mail import mailbox
from gyms.mail.models import Account, Filter, Label, SignIn
from gyms.mail.web import Call, account_of, field, missing, number, show


def sign_in_form(call: Call) -> Response:
    """Address and password."""
    following = _local(field(call, "next"))
    if account_of(call) is not None:
        return call.redirect(following)
    return show(call, "sign_in.html", address="", error="", next=following)


def sign_in(call: Call) -> Response:
    """Check address and password."""
    address, following = field(call, "address").lower(), _local(field(call, "next"))
    account = call.session.scalar(select(Account).where(Account.address == address))
    given = call.form.get("password", "")
    if account is None or not secrets.compare_digest(account.password.encode(), given.encode()):
        error = "The address or the password is wrong."
        return show(call, "sign_in.html", 422, address=address, error=error, next=following)
    return _enter(call, account, following)


def sign_in_by_link(call: Call) -> Response:
    """The one-time link."""
    number_of = call.world.redeem(field(call, "code"))
    account = call.session.get(Account, int(number_of)) if number_of is not None else None
    if account is not None:
        return _enter(call, account, "/")
    return show(call, "sign_in.html", 410, address="", error="This link has been used. Please sign in.", next="/")


def sign_out(call: Call) -> Response:
    """End the session in this browser."""
    found = call.session.get(SignIn, call.session_token) if call.session_token else None
    if found is not None:
        call.session.delete(found)
    call.end_session()
    return call.redirect("/sign-in")


def settings(call: Call, account: Account) -> Response:
    """Name, signature, filters."""
    query = select(Filter).where(Filter.account_id == account.id).order_by(Filter.id)
    return show(call, "settings.html", filters=call.session.scalars(query).all())


def save_settings(call: Call, account: Account) -> Response:
    """Change name and signature."""
    if not field(call, "name"):
        call.flash("Please enter a name.", "error")
        return call.redirect("/settings")
    account.name, account.signature = field(call, "name")[:120], field(call, "signature")[:300]
    call.flash("Your settings have been saved.")
    return call.redirect("/settings")


def add_filter(call: Call, account: Account) -> Response:
    """A rule for messages that come, and for those that are there if one wants."""
    label = call.session.get(Label, number(field(call, "label")))
    if label is None or label.account_id != account.id or not field(call, "sender"):
        call.flash("A filter needs a sender and a label.", "error")
        return call.redirect("/settings")
    rule = Filter(account_id=account.id, sender=field(call, "sender")[:200], label_id=label.id)
    call.session.add(rule)
    call.session.flush()
    applied = mailbox.apply_filter(call.session, rule) if field(call, "existing") else 0
    call.flash(f"The filter has been added and applied to {applied} messages." if applied else "Filter added.")
    return call.redirect("/settings")


def drop_filter(call: Call, account: Account) -> Response:
    """Remove a rule; labels that it gave stay."""
    rule = call.session.get(Filter, call.path["rule"])
    if rule is None or rule.account_id != account.id:
        return missing(call)
    call.session.delete(rule)
    call.flash("Filter removed.")
    return call.redirect("/settings")


def _enter(call: Call, account: Account, path: str) -> Response:
    call.session.add(SignIn(token=call.start_session(), account_id=account.id, created_at=call.now))
    return call.redirect(path)


def _local(path: str) -> str:
    """The path if it stays on this site, else the home page."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) else "/"
