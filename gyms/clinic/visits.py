"""What can be done with a visit: book, move, cancel. Each either happens in full or raises `Refused`.

Like many a booking site, this one has no idempotency key: booking names a service and a time, and the first
practitioner who is free then is taken. Sent a second time, the same form therefore books a second visit.
"""

import datetime as dt

from sqlalchemy.orm import Session

from gyms.clinic.models import AuditEntry, Member, Service, Visit
from gyms.clinic.slots import long_date, offer

TAKEN = "That time is no longer free. Please choose another."


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """The clinic says no. ``field`` is the form field to mend, ``reason`` what the member reads."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field
        self.reason = reason


def book(session: Session, member: Member, service: Service, day: dt.date, time: str, now: dt.datetime) -> Visit:
    """Book the first practitioner who is free."""
    available = offer(session, service, day, now)
    _check(available.note, available.times, time)
    visit = Visit(
        member_id=member.id,
        practitioner_id=available.free[time][0],
        service_id=service.id,
        date=day,
        time=time,
        status="booked",
        booked_at=now,
    )
    session.add(visit)
    session.flush()
    record(session, member, "visit booked", f"visit {visit.id}, {service.name}, {day} {time}", now)
    return visit


def move(session: Session, visit: Visit, day: dt.date, time: str, now: dt.datetime, *, seen: str = "") -> None:
    """Move a booked visit to another time with the same practitioner.

    ``seen`` is the ``state`` that the form was made from; a visit that changed since has to be looked at again.
    """
    if not can_change(visit, now):
        raise Refused("visit", "This visit can no longer be changed.")
    if seen and seen != state(visit):
        raise Refused("visit", "The desk changed this visit meanwhile. Please check it and send the form again.")
    available = offer(session, visit.service, day, now, with_practitioner=visit.practitioner_id)
    _check(available.note, available.times, time)
    was = f"{visit.date} {visit.time}"
    visit.date, visit.time, visit.changed_at = day, time, now
    session.flush()
    record(session, visit.member, "visit moved", f"visit {visit.id}, {was} to {day} {time}", now)


def cancel(session: Session, visit: Visit, now: dt.datetime) -> None:
    """Cancel a booked visit; its place becomes free."""
    if not can_change(visit, now):
        raise Refused("visit", "This visit can no longer be cancelled.")
    visit.status, visit.changed_at = "cancelled", now
    session.flush()
    record(session, visit.member, "visit cancelled", f"visit {visit.id}, {visit.date} {visit.time}", now)


def can_change(visit: Visit, now: dt.datetime) -> bool:
    """Whether the visit is booked and still to come."""
    return visit.status == "booked" and starts_at(visit) > now


def state(visit: Visit) -> str:
    """Another text after every change."""
    return (visit.changed_at or visit.booked_at).isoformat()


def starts_at(visit: Visit) -> dt.datetime:
    """Date and time of the visit in one."""
    return dt.datetime.fromisoformat(f"{visit.date.isoformat()}T{visit.time}")


def record(session: Session, member: Member | None, action: str, detail: str, now: dt.datetime) -> None:
    """Write one line of the audit log."""
    session.add(AuditEntry(at=now, member_id=member and member.id, action=action, detail=detail))


def summary(visit: Visit) -> str:
    """``Physiotherapy on Tuesday 14 July 2026 at 10:30``."""
    return f"{visit.service.name} on {long_date(visit.date)} at {visit.time}"


def _check(note: str, times: list[str], time: str) -> None:
    if note:
        raise Refused("date", note)
    if not time:
        raise Refused("time", "Please choose a time.")
    if time not in times:
        raise Refused("time", TAKEN)
