"""Who is signed in, and the frame that every page stands in."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from gyms.benefits.models import Login, Resident
from gyms.kit.site import Handler, Response, Visit

__all__ = ["Visit", "for_residents", "resident_of", "sign_in", "sign_in_by_link", "sign_in_form", "sign_out"]

Guarded = Callable[[Visit, Resident], Response]


def recognise(visit: Visit) -> Response | None:
    """Finds out who is there, before any page."""
    token = visit.session_token
    login = visit.session.get(Login, token) if token else None
    visit.state.resident = login.resident if login is not None and login.ended_at is None else None
    if visit.state.resident is not None and visit.method == "GET":
        visit.state.resident.last_seen_at = visit.now.replace(second=0)
    return None


def resident_of(visit: Visit) -> Resident | None:
    """Who is signed in."""
    resident: Resident | None = visit.state.resident
    return resident


def for_residents(handler: Guarded) -> Handler:
    """Hands the resident to the handler; who isn't signed in goes to the sign-in page."""

    def guarded(visit: Visit) -> Response:
        resident = resident_of(visit)
        return handler(visit, resident) if resident is not None else visit.redirect("/sign-in")

    return guarded


def sign_in_form(visit: Visit) -> Response:
    """Case number and PIN."""
    return visit.render("sign_in.html", wrong="", case_number="")


def sign_in(visit: Visit) -> Response:
    """Opens a session for the right PIN."""
    number, pin = visit.form.get("case_number", "").strip(), visit.form.get("pin", "")
    resident = visit.session.scalar(select(Resident).where(Resident.case_number == number))
    if resident is None or resident.pin != pin:
        wrong = "This case number and PIN do not match our records."
        return visit.render("sign_in.html", status=403, wrong=wrong, case_number=number)
    return _enter(visit, resident)


def sign_in_by_link(visit: Visit) -> Response:
    """Opens a session for who holds a one-time link."""
    subject = visit.world.redeem(visit.query.get("code", ""))
    resident = visit.session.get(Resident, int(subject)) if subject else None
    if resident is None:
        return visit.render(
            "sign_in.html", status=403, wrong="This link was used before. Please sign in.", case_number=""
        )
    return _enter(visit, resident)


def _enter(visit: Visit, resident: Resident) -> Response:
    visit.session.add(Login(token=visit.start_session(), resident_id=resident.id, started_at=visit.now))
    return visit.redirect("/")


def sign_out(visit: Visit) -> Response:
    """Ends the session."""
    login = visit.session.get(Login, visit.session_token) if visit.session_token else None
    if login is not None:
        login.ended_at = visit.now
    visit.end_session()
    return visit.redirect("/sign-in")


def frame(visit: Visit) -> dict[str, Any]:
    """What the frame of every page shows."""
    return {"resident": visit.state.resident, "path": visit.url_path}
