"""What anybody can read: home, services, practitioners, opening hours and closures."""

import datetime as dt
from itertools import groupby

from sqlalchemy import select
from starlette.responses import Response

from gyms.clinic.models import Closure, OpeningHours, Practitioner, Service, Visit
from gyms.clinic.slots import DAYS_AHEAD, window
from gyms.clinic.web import Call, member_of, show

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def home(call: Call) -> Response:
    """Welcome; for a member also the next visit."""
    services = call.session.scalars(select(Service).order_by(Service.name)).all()
    return show(
        call,
        "home.html",
        services=services,
        next_visit=_next_visit(call),
        today_hours=_hours(call)[call.now.isoweekday() - 1][1],
        closures=_closures(call)[:3],
    )


def services(call: Call) -> Response:
    """All services by department, with length and price."""
    query = select(Service).order_by(Service.department, Service.name)
    departments = [(name, list(group)) for name, group in groupby(call.session.scalars(query), lambda s: s.department)]
    return show(call, "services.html", departments=departments)


def practitioners(call: Call) -> Response:
    """Who works here, on which days, and when somebody is away."""
    people = call.session.scalars(select(Practitioner).order_by(Practitioner.name)).all()
    days = {person.id: [WEEKDAYS[int(digit) - 1] for digit in person.works_on] for person in people}
    offers: dict[str, list[str]] = {}
    for service in call.session.scalars(select(Service).order_by(Service.name)):
        offers.setdefault(service.department, []).append(service.name)
    soon = call.now.date() + dt.timedelta(days=28)
    away = [absence for absence in _closures(call, whole_clinic=False) if absence.date <= soon]
    return show(call, "practitioners.html", people=people, days=days, offers=offers, away=away)


def opening_hours(call: Call) -> Response:
    """Opening hours by weekday and the coming closures."""
    return show(
        call,
        "opening_hours.html",
        hours=_hours(call),
        closures=_closures(call),
        days_ahead=DAYS_AHEAD,
    )


def _hours(call: Call) -> list[tuple[str, list[str]]]:
    by_day: dict[int, list[str]] = {}
    for stretch in call.session.scalars(select(OpeningHours).order_by(OpeningHours.weekday, OpeningHours.opens)):
        by_day.setdefault(stretch.weekday, []).append(f"{stretch.opens} – {stretch.closes}")
    return [(name, by_day.get(number, [])) for number, name in enumerate(WEEKDAYS, 1)]


def _closures(call: Call, *, whole_clinic: bool = True) -> list[Closure]:
    first, last = window(call.now)
    scope = Closure.practitioner_id.is_(None) if whole_clinic else Closure.practitioner_id.is_not(None)
    query = select(Closure).where(scope, Closure.date.between(first, last)).order_by(Closure.date)
    return list(call.session.scalars(query))


def _next_visit(call: Call) -> Visit | None:
    member = member_of(call)
    if member is None:
        return None
    query = (
        select(Visit)
        .where(Visit.member_id == member.id, Visit.status == "booked", Visit.date >= call.now.date())
        .order_by(Visit.date, Visit.time)
    )
    return call.session.scalars(query).first()
