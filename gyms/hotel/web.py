"""What every page of the back office shares: who is at the desk, the log, and reading what each page calls a date."""

import datetime as dt
import re
from typing import Any

from starlette.responses import Response

from gyms.hotel.models import AuditEntry, SignIn, Staff
from gyms.kit.signed_in import SignedIn, SignInPage
from gyms.kit.visit import Visit as Call

__all__ = [
    "Call",
    "at_desk",
    "cents_of",
    "day_of",
    "dotted_day_of",
    "field",
    "log",
    "missing",
    "number",
    "show",
    "sign_in_page",
]

CONFLICT = "Somebody else has changed this record since you opened it. Please load it again."


def field(call: Call, name: str) -> str:
    """A submitted or queried field, trimmed; empty when missing."""
    given = call.form.get(name) if call.method == "POST" else call.query.get(name)
    return (given or "").strip()


def number(text: str | None) -> int | None:
    """A whole number of up to nine digits."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else None


def day_of(text: str) -> dt.date | None:
    """An ISO date."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def dotted_day_of(text: str) -> dt.date | None:
    """A date as the rate loader takes it: ``13.07.26``."""
    found = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{2})", text)
    try:
        return dt.date(2000 + int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


def cents_of(text: str) -> int | None:
    """An amount as most pages take it: ``129``, ``129.5`` or ``129.50``."""
    found = re.fullmatch(r"(\d{1,5})(?:[.,](\d{1,2}))?", text)
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")) if found else None


def log(call: Call, staff: Staff, text: str) -> None:
    """Write a line for the night audit."""
    call.session.add(AuditEntry(at=call.now, staff_id=staff.id, text=text[:300]))


def show(call: Call, template: str, status: int = 200, **context: Any) -> Response:
    """Render a page for whoever is at the desk."""
    response = call.render(template, status, **context)
    response.headers["cache-control"] = "no-store"
    return response


class AtDesk(SignedIn[Staff]):
    """Whoever is at the desk; the log tells since when."""

    def enter(self, visit: Call, person: Staff, to: str = "/") -> Response:
        """Opens a session, and goes on."""
        log(visit, person, "Signed in")
        return super().enter(visit, person, to)


signed_in = AtDesk(SignIn.staff, SignIn.created_at, show=show)
sign_in_page = SignInPage(
    signed_in,
    Staff.login,
    Staff.password,
    str.lower,
    wrong="User or password not known.",
    used="This link has been used. Please sign in.",
)
at_desk = signed_in.own
missing = signed_in.missing
