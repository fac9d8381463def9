"""What every page of the webmail shares: whose mailbox it is, the side bar, reading a field."""

from typing import Any

from sqlalchemy import func, select
from starlette.responses import Response

from gyms.kit.signed_in import SignedIn, SignInPage
from gyms.kit.visit import Visit as Call
from gyms.mail import mailbox
from gyms.mail.models import Account, Email, Outgoing, SignIn

__all__ = ["Call", "field", "for_owner", "missing", "number", "of_email", "show", "sign_in_page"]


def field(call: Call, name: str) -> str:
    """A submitted or queried field, trimmed; empty when missing."""
    given = call.form.get(name) if call.method == "POST" else call.query.get(name)
    return (given or "").strip()


def number(text: str | None) -> int:
    """A number in an address or a form; 0 for anything else."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else 0


def show(call: Call, template: str, status: int = 200, **context: Any) -> Response:
    """Render a page with the side bar of whoever is signed in."""
    account = signed_in.here(call)
    response = call.render(template, status, **{**(_side_bar(call, account) if account else {}), **context})
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


signed_in = SignedIn(SignIn.account, SignIn.created_at, show=show)
sign_in_page = SignInPage(
    signed_in,
    Account.address,
    Account.password,
    str.lower,
    wrong="The address or the password is wrong.",
    used="This link has been used. Please sign in.",
)
for_owner = signed_in.own
of_email = signed_in.on(Email, "email", lambda email: email.account_id)
missing = signed_in.missing
