"""What every page of the clinic shares: who is signed in, page views, reading a field, the page for members only."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from starlette.responses import Response

from gyms.clinic.models import Member, PageView
from gyms.kit.signed_in import only_for
from gyms.kit.site import Handler
from gyms.kit.visit import Visit as Call

__all__ = ["Call", "field", "for_members", "member_of", "missing", "show"]


def member_of(call: Call) -> Member | None:
    """Who is signed in."""
    member: Member | None = call.state.member
    return member


def for_members(handler: Callable[[Call, Member], Response]) -> Handler:
    """Hands the member to the handler; who isn't signed in goes to the sign-in page first, and comes back after."""
    return only_for(member_of, handler)


def field(call: Call, name: str) -> str:
    """A submitted or queried field, trimmed; empty when missing."""
    given = call.form.get(name) if call.method == "POST" else call.query.get(name)
    return (given or "").strip()


def show(call: Call, template: str, status: int = 200, **context: Any) -> Response:
    """Render a page, and count the view when it is one that was asked for."""
    member = member_of(call)
    if call.method == "GET" and status == 200:
        view = PageView(member_id=member and member.id, path=call.url_path[:300], viewed_at=call.now)
        call.session.add(view)
        if member is not None and _stale(member, call.now):
            member.last_seen_at = call.now
    response = call.render(template, status, member=member, path=call.url_path, **context)
    # Somebody's appointments have no business in a browser's cache.
    response.headers["cache-control"] = "no-store"
    return response


def _stale(member: Member, now: dt.datetime) -> bool:
    """ "Last seen" is kept to the minute, which spares a write on most pages."""
    return member.last_seen_at is None or now - member.last_seen_at >= dt.timedelta(minutes=1)


def missing(call: Call) -> Response:
    """The page that is not there, or that is not this member's."""
    return show(call, "missing.html", status=404)
