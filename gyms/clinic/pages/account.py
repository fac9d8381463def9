"""Signing in and out, and the member's own details."""

import re

from sqlalchemy import select
from starlette.responses import Response

from gyms.clinic import access
from gyms.clinic.models import Member
from gyms.clinic.visits import record
from gyms.clinic.web import Call, field, member_of, missing, show
from gyms.kit.signed_in import local

PHONE = re.compile(r"\+?[0-9 ()/-]{6,24}")
EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]{1,80}(?:\.[^@\s.]{1,40}){1,4}")


def sign_in_form(call: Call) -> Response:
    """E-mail and PIN."""
    following = local(field(call, "next"))
    if member_of(call) is not None:
        return call.redirect(following)
    return show(call, "sign_in.html", email="", error="", next=following)


def sign_in(call: Call) -> Response:
    """Check e-mail and PIN."""
    email, following = field(call, "email"), local(field(call, "next"))
    member = access.by_pin(call.session, email, field(call, "pin"), call.now)
    if member is None:
        error = "This e-mail address and PIN don't belong together. Please try again."
        return show(call, "sign_in.html", 422, email=email, error=error, next=following)
    return _enter(call, member, following)


def sign_in_by_link(call: Call) -> Response:
    """The one-time link from the clinic's mail."""
    number = call.world.redeem(field(call, "code"))
    member = call.session.get(Member, int(number)) if number is not None else None
    return show(call, "link_used.html", 410) if member is None else _enter(call, member, "/")


def sign_out(call: Call) -> Response:
    """End the session in this browser."""
    access.leave(call.session, call.session_token, call.now)
    return call.redirect("/signed-out")


def signed_out(call: Call) -> Response:
    """Say good-bye, and offer the way back to who left by mistake."""
    return show(call, "signed_out.html", left=access.just_left(call.session, call.session_token, call.now))


def come_back(call: Call) -> Response:
    """Take a recent sign-out back."""
    left = access.just_left(call.session, call.session_token, call.now)
    return missing(call) if left is None else _enter(call, left, "/")


def profile(call: Call, member: Member) -> Response:
    """The member's details."""
    return show(call, "profile.html", values=_details(member), errors={})


def save_profile(call: Call, member: Member) -> Response:
    """Store changed contact details."""
    values = {name: field(call, name) for name in ("email", "phone", "reminders")}
    values["email"] = values["email"].lower()
    errors = _wrong(call, member, values)
    if errors:
        return show(call, "profile.html", 422, values=values, errors=errors)
    if values != _details(member):
        member.email, member.phone, member.reminders = values["email"], values["phone"], values["reminders"]
        record(call.session, member, "details changed", "", call.now)
    call.flash("Your details have been saved.")
    return call.redirect("/profile")


def _wrong(call: Call, member: Member, values: dict[str, str]) -> dict[str, str]:
    errors = {}
    if not EMAIL.fullmatch(values["email"]):
        errors["email"] = "Please enter an e-mail address, like name@example.org."
    elif call.session.scalar(select(Member.id).where(Member.email == values["email"], Member.id != member.id)):
        errors["email"] = "Another member uses this e-mail address."
    if not PHONE.fullmatch(values["phone"]):
        errors["phone"] = "Please enter a phone number, with digits, spaces, + or brackets."
    if values["reminders"] not in {"email", "text", "none"}:
        errors["reminders"] = "Please choose how you want to be reminded."
    return errors


def _details(member: Member) -> dict[str, str]:
    return {"email": member.email, "phone": member.phone, "reminders": member.reminders}


def _enter(call: Call, member: Member, path: str) -> Response:
    access.enter(call.session, member, call.start_session(), call.now)
    call.flash("You are signed in.")
    return call.redirect(path)
