"""Signing in, the front desk of today, the room chart, the house rules."""

import datetime as dt
import secrets

from sqlalchemy import select
from starlette.responses import Response

from gyms.hotel.models import Allocation, AuditEntry, Room, SignIn, Staff, Stay
from gyms.hotel.web import Call, field, log, number, show, staff_of

CHART_DAYS = 35


def sign_in_form(call: Call) -> Response:
    """Name and password."""
    following = _local(field(call, "next"))
    return call.redirect(following) if staff_of(call) else show(call, "sign_in.html", error="", next=following)


def sign_in(call: Call) -> Response:
    """Check them."""
    staff = call.session.scalar(select(Staff).where(Staff.login == field(call, "login").lower()))
    following = _local(field(call, "next"))
    given = call.form.get("password", "")
    if staff is None or not secrets.compare_digest(staff.password.encode(), given.encode()):
        return show(call, "sign_in.html", 422, error="User or password not known.", next=following)
    return _enter(call, staff, following)


def sign_in_by_link(call: Call) -> Response:
    """The one-time link."""
    key = number(call.world.redeem(field(call, "code")))
    staff = call.session.get(Staff, key) if key else None
    if staff is not None:
        return _enter(call, staff, "/")
    return show(call, "sign_in.html", 410, error="This link has been used. Please sign in.", next="/")


def sign_out(call: Call) -> Response:
    """End the session at this desk."""
    found = call.session.get(SignIn, call.session_token) if call.session_token else None
    if found is not None:
        call.session.delete(found)
    call.end_session()
    return call.redirect("/sign-in")


def home(call: Call, _staff: Staff) -> Response:
    """Who comes, who goes, who is there."""
    lists = {
        "Arrivals": select(Stay).where(Stay.arrival == call.today, Stay.status == "booked"),
        "Departures": select(Stay).where(Stay.departure == call.today, Stay.status != "cancelled"),
        "In house": select(Stay).where(Stay.status == "in house"),
    }
    found = {name: call.session.scalars(query.order_by(Stay.ref)).all() for name, query in lists.items()}
    return show(call, "home.html", lists=found, rooms=_held(call))


def chart(call: Call, _staff: Staff) -> Response:
    """Every room on every day of five weeks."""
    first = call.today - dt.timedelta(days=3)
    days = [first + dt.timedelta(days=ahead) for ahead in range(CHART_DAYS)]
    query = (
        select(Allocation.room_id, Stay)
        .join(Stay, Stay.id == Allocation.stay_id)
        .where(Allocation.status == "held", Stay.departure > first, Stay.arrival <= days[-1])
        .where(Stay.status != "cancelled")
    )
    taken: dict[tuple[int, dt.date], Stay] = {}
    for room, stay in call.session.execute(query):
        for day in days:
            if stay.arrival <= day < stay.departure:
                taken[room, day] = stay
    rooms = call.session.scalars(select(Room).order_by(Room.number)).all()
    return show(call, "chart.html", days=days, rooms=rooms, taken=taken)


def house_rules(call: Call, _staff: Staff) -> Response:
    """What one may do on one's own."""
    return show(call, "house_rules.html", everybody=call.session.scalars(select(Staff).order_by(Staff.id)).all())


def night_log(call: Call, _staff: Staff) -> Response:
    """The latest lines of the log."""
    query = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(60)
    names = {each.id: each.name for each in call.session.scalars(select(Staff))}
    return show(call, "log.html", lines=call.session.scalars(query).all(), names=names)


def _held(call: Call) -> dict[int, str]:
    """Room numbers by stay."""
    query = select(Allocation.stay_id, Room.number).join(Room, Room.id == Allocation.room_id)
    held: dict[int, str] = {}
    for stay, room in call.session.execute(query.where(Allocation.status == "held")):
        held[stay] = f"{held[stay]}, {room}" if stay in held else room
    return held


def _enter(call: Call, staff: Staff, path: str) -> Response:
    call.session.add(SignIn(token=call.start_session(), staff_id=staff.id, created_at=call.now))
    log(call, staff, "Signed in")
    return call.redirect(path)


def _local(path: str) -> str:
    """The path if it stays on this site, else the home page."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) else "/"
