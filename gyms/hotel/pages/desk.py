"""The front desk of today, the room chart, the house rules."""

import datetime as dt

from sqlalchemy import select
from starlette.responses import Response

from gyms.hotel.models import Allocation, AuditEntry, Room, Staff, Stay
from gyms.hotel.web import Call, show

CHART_DAYS = 35


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
