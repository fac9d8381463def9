"""Signing in and out."""

import secrets

from sqlalchemy import select

from gyms.kit.site import Response, Visit
from gyms.utility.models import Account, SignIn
from gyms.utility.web import local


def form(visit: Visit) -> Response:
    """Customer number and PIN."""
    following = local(visit.query.get("next", "/"))
    if visit.state.account is not None:
        return visit.redirect(following)
    return visit.render("sign_in.html", number="", error="", next=following)


def sign_in(visit: Visit) -> Response:
    """Check number and PIN."""
    number, following = visit.form.get("number", "").strip(), local(visit.form.get("next", "/"))
    account = visit.session.scalar(select(Account).where(Account.number == number))
    if account is None or not secrets.compare_digest(account.pin.encode(), visit.form.get("pin", "").encode()):
        error = "This customer number and PIN don't belong together."
        return visit.render("sign_in.html", 422, number=number, error=error, next=following)
    return _enter(visit, account, following)


def by_link(visit: Visit) -> Response:
    """The one-time link from a mail."""
    subject = visit.world.redeem(visit.query.get("code", ""))
    account = visit.session.get(Account, int(subject)) if subject is not None else None
    if account is None:
        return visit.redirect("/") if visit.state.account is not None else visit.render("link_used.html", status=410)
    return _enter(visit, account, "/")


def sign_out(visit: Visit) -> Response:
    """End the session."""
    found = visit.session.get(SignIn, visit.session_token) if visit.session_token else None
    if found is not None and found.ended_at is None:
        found.ended_at = visit.now
    return visit.redirect("/sign-in")


def _enter(visit: Visit, account: Account, path: str) -> Response:
    visit.session.add(SignIn(token=visit.start_session(), account_id=account.id, created_at=visit.now))
    return visit.redirect(path)
