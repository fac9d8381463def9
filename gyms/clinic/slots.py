"""Which times are free: opening hours, closures, working days and visits that are already there.

Everything here only reads. ``now`` is the world's time, never the machine's.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.clinic.models import GRID_MINUTES, Closure, OpeningHours, Practitioner, Service, Visit

DAYS_AHEAD = 90
"""Visits can be booked from today up to this many days ahead."""


@dataclass(frozen=True, slots=True)
class Offer:
    """The free times of one day, each with the practitioners who are free then."""

    free: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """``HH:MM`` to practitioner ids, first choice first; times in order."""
    note: str = ""
    """Why nothing is free, as the member reads it; empty when something is."""

    @property
    def times(self) -> list[str]:
        """The free times, ``HH:MM``, in order."""
        return list(self.free)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The same as a drop-down wants them: value and text."""
        return [(time, time) for time in self.free]


def offer(
    session: Session,
    service: Service,
    day: dt.date,
    now: dt.datetime,
    *,
    with_practitioner: int | None = None,
) -> Offer:
    """The times at which ``service`` can be had on ``day``.

    ``with_practitioner`` keeps to one practitioner, as a visit does that is about to move.
    """
    note = _closed(session, day, now)
    if note:
        return Offer(note=note)
    staff = _staff(session, service, day, with_practitioner)
    if not staff:
        return Offer(note=f"Nobody gives {service.name} on {long_date(day)}. Please choose another date.")
    taken = _taken(session, day)
    free = {
        time: tuple(person for person in staff if (person, time) not in taken)
        for time in grid(session, day)
        if dt.datetime.fromisoformat(f"{day.isoformat()}T{time}") > now
    }
    free = {time: people for time, people in free.items() if people}
    return Offer(free, "" if free else f"All places on {long_date(day)} are taken. Please choose another date.")


def grid(session: Session, day: dt.date) -> Iterator[str]:
    """Every time on that weekday at which a visit can start, free or not."""
    hours = select(OpeningHours).where(OpeningHours.weekday == day.isoweekday()).order_by(OpeningHours.opens)
    for stretch in session.scalars(hours):
        minute, end = _minutes(stretch.opens), _minutes(stretch.closes)
        while minute + GRID_MINUTES <= end:
            yield f"{minute // 60:02d}:{minute % 60:02d}"
            minute += GRID_MINUTES


def window(now: dt.datetime) -> tuple[dt.date, dt.date]:
    """The first and the last date that can be booked."""
    return now.date(), now.date() + dt.timedelta(days=DAYS_AHEAD)


def long_date(day: dt.date) -> str:
    """``Tuesday 14 July 2026``."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def short_date(day: dt.date) -> str:
    """``14 July 2026``."""
    return f"{day.day} {day:%B %Y}"


def _closed(session: Session, day: dt.date, now: dt.datetime) -> str:
    first, last = window(now)
    if day < first:
        return "This date has passed. Please choose a later one."
    if day > last:
        return f"Visits can be booked up to {short_date(last)}."
    closure = session.scalar(select(Closure).where(Closure.date == day, Closure.practitioner_id.is_(None)))
    if closure is not None:
        return f"The clinic is closed on {long_date(day)} ({closure.reason}). Please choose another date."
    if not any(True for _ in grid(session, day)):
        return f"The clinic is closed on {day:%A}s. Please choose another date."
    return ""


def _staff(session: Session, service: Service, day: dt.date, only: int | None) -> list[int]:
    away = select(Closure.practitioner_id).where(Closure.date == day, Closure.practitioner_id.is_not(None))
    query = (
        select(Practitioner.id)
        .where(
            Practitioner.department == service.department,
            Practitioner.works_on.contains(str(day.isoweekday())),
            Practitioner.id.not_in(away),
        )
        .order_by(Practitioner.id)
    )
    return [person for person in session.scalars(query) if only in {None, person}]


def _taken(session: Session, day: dt.date) -> set[tuple[int, str]]:
    query = select(Visit.practitioner_id, Visit.time).where(Visit.date == day, Visit.status != "cancelled")
    return {(practitioner, time) for practitioner, time in session.execute(query)}


def _minutes(time: str) -> int:
    return int(time[:2]) * 60 + int(time[3:])
