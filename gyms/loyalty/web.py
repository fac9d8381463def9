"""What every page of the portal shares: who is logged in, the session that timed out, showing a page."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from starlette.responses import Response

from gyms.kit.site import Handler
from gyms.kit.visit import Visit as Call
from gyms.loyalty import access
from gyms.loyalty.models import Login, Member

__all__ = ["Call", "for_members", "member_of", "missing", "open_login", "show"]


def member_of(call: Call) -> Member | None:
    """Who is logged in."""
    member: Member | None = call.state.member
    return member


def open_login(call: Call) -> Login | None:
    """The session in this browser, if it is open and not timed out; being heard of keeps it open."""
    login = access.login_of(call.session, call.session_token)
    if login is None or login.ended_at is not None:
        return None
    if access.timed_out(login, call.now):
        login.ended_at = call.now
        return None
    if call.now - login.seen_at >= dt.timedelta(seconds=30):
        login.seen_at = call.now
    return login


def for_members(handler: Callable[[Call, Member], Response]) -> Handler:
    """Hands the member to the handler; others are told that their session timed out, or to log in."""

    def guarded(call: Call) -> Response:
        member = member_of(call)
        if member is not None:
            return handler(call, member)
        login = access.login_of(call.session, call.session_token)
        if login is None and call.url_path == "/portal":
            return call.redirect("/login")
        return show(call, "timed_out.html", 403, number=login.member.number if login else "")

    return guarded


def show(call: Call, template: str, status: int = 200, **context: Any) -> Response:
    """Render a page; points and addresses have no business in a browser's cache."""
    response = call.render(
        template, status, **{"member": member_of(call), "era": call.options["era"], "state": {}, **context}
    )
    response.headers["cache-control"] = "no-store"
    return response


def missing(call: Call) -> Response:
    """The page that is not there, or that is not this member's."""
    return show(call, "missing.html", 404)
