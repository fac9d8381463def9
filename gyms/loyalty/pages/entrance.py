"""Logging in and off, and the frame around everything."""

from starlette.responses import Response

from gyms.loyalty import access
from gyms.loyalty.models import Member
from gyms.loyalty.web import Call, member_of, show


def front(call: Call) -> Response:
    """The portal for members, the login page for everybody else."""
    return call.redirect("/portal" if member_of(call) else "/login")


def login_form(call: Call) -> Response:
    """Number and PIN; a browser that was here before remembers both."""
    login = access.login_of(call.session, call.session_token)
    pin = access.REMEMBERED if login else ""
    return show(call, "login.html", number=login.member.number if login else "", pin=pin, error="")


def login(call: Call) -> Response:
    """Check number and PIN."""
    number, pin = call.form.get("txtNumber", "").strip(), call.form.get("txtPIN", "")
    remembered = access.login_of(call.session, call.session_token)
    member = access.by_pin(call.session, number, pin, remembered)
    if member is None:
        return show(call, "login.html", 403, number=number, pin="", error="ERROR 014: Member no. or PIN invalid.")
    return _enter(call, member)


def enter_by_link(call: Call) -> Response:
    """The one-time link from the programme's newsletter."""
    key = call.world.redeem(call.query.get("code", ""))
    member = call.session.get(Member, int(key)) if key is not None else None
    if member is None:
        return show(call, "login.html", 403, number="", pin="", error="ERROR 022: This link was used already.")
    return _enter(call, member)


def log_off(call: Call) -> Response:
    """End the session; the browser still remembers who it was."""
    login = access.login_of(call.session, call.session_token)
    if login is not None and login.ended_at is None:
        login.ended_at = call.now
    return call.redirect("/login")


def portal(call: Call, _: Member) -> Response:
    """Banner, image map, navigation, and the iframe."""
    return show(call, "portal.html")


def _enter(call: Call, member: Member) -> Response:
    access.enter(call.session, member, call.start_session(), call.now)
    return call.redirect("/portal")
