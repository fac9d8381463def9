"""Who is signed in, and the frame that every page stands in."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from gyms.insurance.models import Holder, Login, Policy
from gyms.kit.site import Handler, Response, Visit

OwnPage = Callable[[Visit, Holder], Response]
PolicyPage = Callable[[Visit, Policy], Response]


def recognise(visit: Visit) -> Response | None:
    """Finds out who is there, before any page."""
    login = visit.session.get(Login, visit.session_token) if visit.session_token else None
    visit.state.holder = login.holder if login is not None and login.ended_at is None else None
    return None


def own(page: OwnPage) -> Handler:
    """A page for who is signed in; others go to the sign-in page."""

    def guarded(visit: Visit) -> Response:
        holder: Holder | None = visit.state.holder
        return page(visit, holder) if holder is not None else visit.redirect("/sign-in")

    return guarded


def on_policy(page: PolicyPage) -> Handler:
    """A page about one of the holder's own policies."""

    def with_policy(visit: Visit, holder: Holder) -> Response:
        policy = visit.session.get(Policy, visit.path["policy"])
        if policy is None or policy.holder_id != holder.id:
            return missing(visit)
        return page(visit, policy)

    return own(with_policy)


def missing(visit: Visit) -> Response:
    """There is no such thing, or it is somebody else's."""
    return visit.render("missing.html", status=404)


def sign_in_form(visit: Visit) -> Response:
    """E-mail address and password."""
    return visit.render("sign_in.html", wrong="", email="")


def sign_in(visit: Visit) -> Response:
    """Opens a session for the right password."""
    email, password = visit.form.get("email", "").strip().lower(), visit.form.get("password", "")
    holder = visit.session.scalar(select(Holder).where(Holder.email == email))
    if holder is None or holder.password != password:
        return visit.render("sign_in.html", status=403, wrong="We don't know this combination.", email=email)
    return _enter(visit, holder)


def sign_in_by_link(visit: Visit) -> Response:
    """Opens a session for who holds a one-time link."""
    subject = visit.world.redeem(visit.query.get("code", ""))
    holder = visit.session.get(Holder, int(subject)) if subject else None
    if holder is None:
        return visit.render("sign_in.html", status=403, wrong="This link was used before.", email="")
    return _enter(visit, holder)


def sign_out(visit: Visit) -> Response:
    """Ends the session."""
    login = visit.session.get(Login, visit.session_token) if visit.session_token else None
    if login is not None:
        login.ended_at = visit.now
    visit.end_session()
    return visit.redirect("/sign-in")


def frame(visit: Visit) -> dict[str, Any]:
    """What the frame of every page shows."""
    return {"holder": visit.state.holder, "path": visit.url_path}


def _enter(visit: Visit, holder: Holder) -> Response:
    visit.session.add(Login(token=visit.start_session(), holder_id=holder.id, started_at=visit.now))
    return visit.redirect("/")
