"""My visits: list, one visit, its print-out, moving and cancelling it."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select
from starlette.responses import Response

from gyms.clinic import visits
from gyms.clinic.models import Member, Visit
from gyms.clinic.pages.booking import read_date
from gyms.clinic.slots import Offer, offer, window
from gyms.clinic.visits import Refused, can_change, starts_at, summary
from gyms.clinic.web import Call, field, for_members, missing, show
from gyms.kit.site import Handler

LARGEST_ID = 2**31 - 1
"""No database number is larger; a longer one in an address is simply not there."""


def listing(call: Call, member: Member) -> Response:
    """Coming visits first, then the past and the cancelled ones."""
    own = call.session.scalars(select(Visit).where(Visit.member_id == member.id).order_by(Visit.date, Visit.time)).all()
    coming = [visit for visit in own if can_change(visit, call.now)]
    others = [visit for visit in reversed(own) if visit not in coming]
    return show(call, "visits.html", coming=coming, others=others)


def of_member(handler: Callable[[Call, Visit], Response]) -> Handler:
    """A handler for one visit; whose visit it isn't sees that there is none."""

    def guarded(call: Call, member: Member) -> Response:
        visit = call.session.get(Visit, min(call.path["visit"], LARGEST_ID))
        if visit is None or visit.member_id != member.id:
            return missing(call)
        return handler(call, visit)

    return for_members(guarded)


def detail(call: Call, visit: Visit) -> Response:
    """Everything about one visit."""
    ends = starts_at(visit) + timedelta(minutes=visit.service.minutes)
    return show(call, "visit.html", visit=visit, ends=ends, can_change=can_change(visit, call.now))


def print_out(call: Call, visit: Visit) -> Response:
    """The confirmation on one sheet, in a tab of its own."""
    return show(call, "print.html", visit=visit)


def reschedule_form(call: Call, visit: Visit) -> Response:
    """Choose another date and time."""
    return _reschedule(call, visit, {"date": "", "time": ""}, {})


def reschedule(call: Call, visit: Visit) -> Response:
    """Move the visit, or say why not."""
    values = {name: field(call, name) for name in ("date", "time")}
    try:
        visits.move(call.session, visit, read_date(values["date"]), values["time"], call.now, seen=field(call, "seen"))
    except Refused as refusal:
        return _reschedule(call, visit, values, {refusal.field: refusal.reason}, status=422)
    call.flash(f"Your visit has been moved: {summary(visit)}.")
    return call.redirect(f"/visits/{visit.id}")


def times(call: Call, visit: Visit) -> Response:
    """The free times of the visit's practitioner on a date, as JSON for the form's script."""
    try:
        found = _offer(call, visit, field(call, "date"))
    except Refused as refusal:
        return call.json({"times": [], "note": refusal.reason})
    return call.json({"times": found.times, "note": found.note})


def cancel_form(call: Call, visit: Visit) -> Response:
    """Ask once more."""
    return show(call, "cancel.html", visit=visit, can_change=can_change(visit, call.now))


def cancel(call: Call, visit: Visit) -> Response:
    """Cancel the visit."""
    try:
        visits.cancel(call.session, visit, call.now)
    except Refused:
        return show(call, "cancel.html", status=422, visit=visit, can_change=False)
    call.flash("Your visit has been cancelled.")
    return call.redirect(f"/visits/{visit.id}")


def _offer(call: Call, visit: Visit, day: str) -> Offer:
    return offer(call.session, visit.service, read_date(day), call.now, with_practitioner=visit.practitioner_id)


def _reschedule(
    call: Call, visit: Visit, values: dict[str, str], errors: dict[str, str], *, status: int = 200
) -> Response:
    first, last = window(call.now)
    try:
        found = _offer(call, visit, values["date"])
    except Refused:
        found = Offer()
    return show(
        call,
        "reschedule.html",
        status,
        visit=visit,
        values=values,
        errors=errors,
        found=found,
        can_change=can_change(visit, call.now),
        seen=visits.state(visit),
        first=first,
        last=last,
    )
