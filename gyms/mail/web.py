"""What every page of the webmail shares: whose mailbox it is, the side bar, reading a field."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from sqlalchemy import func, select
from starlette.responses import Response

from gyms.kit.site import Handler
from gyms.kit.visit import Visit as Call
from gyms.mail import mailbox
from gyms.mail.models import Account, Email, Outgoing, SignIn

__all__ = ["Call", "account_of", "field", "for_owner", "missing", "number", "of_email", "show"]


def account_of(call: Call) -> Account | None:
    """Who is signed in."""
    found = call.session.get(SignIn, call.session_token) if call.session_token else None
    return found.account if found else None


def for_owner(handler: Callable[[Call, Account], Response]) -> Handler:
    """Hands the account to the handler; who isn't signed in goes to the sign-in page first, and comes back after."""

    def guarded(call: Call) -> Response:
        account = account_of(call)
        if account is None:
            here = call.url_path if call.method == "GET" else "/"
            return call.redirect(f"/sign-in?next={quote(here, safe='/')}")
        return handler(call, account)

    return guarded


def of_email(handler: Callable[[Call, Email], Response]) -> Handler:
    """Hands the message of the address to the handler, if it is the signed-in account's."""

    def found(call: Call, account: Account) -> Response:
        email = call.session.get(Email, call.path["email"])
        return handler(call, email) if email and email.account_id == account.id else missing(call)

    return for_owner(found)


def field(call: Call, name: str) -> str:
    """A submitted or queried field, trimmed; empty when missing."""
    given = call.form.get(name) if call.method == "POST" else call.query.get(name)
    return (given or "").strip()


def number(text: str | None) -> int:
    """A number in an address or a form; 0 for anything else."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else 0


def show(call: Call, template: str, status: int = 200, **context: Any) -> Response:
    """Render a page with the side bar of whoever is signed in."""
    account = account_of(call)
    shared = {"account": account, "path": call.url_path, **(_side_bar(call, account) if account else {})}
    response = call.render(template, status, **{**shared, **context})
    response.headers["cache-control"] = "no-store"
    return response


def _side_bar(call: Call, account: Account) -> dict[str, Any]:
    waiting = select(Outgoing.status, func.count()).where(Outgoing.account_id == account.id).group_by(Outgoing.status)
    return {
        "folders": mailbox.folders_of(call.session, account),
        "labels": mailbox.labels_of(call.session, account),
        "unread": mailbox.unread(call.session, account),
        "waiting": {row[0]: row[1] for row in call.session.execute(waiting)},
        "folder": None,
    }


def missing(call: Call) -> Response:
    """The page that is not there, or that is not in this mailbox."""
    return show(call, "missing.html", status=404)
