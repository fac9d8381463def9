"""Which times are offered: hours, closures, working days, what is taken, what is past."""

import datetime as dt
from collections.abc import Iterator

import pytest
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from gyms.clinic.models import Closure, Member, Practitioner, Service, Visit
from gyms.clinic.slots import DAYS_AHEAD, offer
from gyms.kit.causes import HARNESS, Cause
from tests.gyms.stage import Visitor

NOW = dt.datetime(2026, 7, 2, 9, 14)  # noqa: DTZ001 - world time has no zone
TUESDAY, SATURDAY, SUNDAY = dt.date(2026, 7, 14), dt.date(2026, 7, 18), dt.date(2026, 7, 19)


@pytest.fixture
def empty(visitor: Visitor) -> Iterator[Session]:
    """A book without visits and closures; nothing is committed."""
    with visitor.world.journal.acting(Cause(HARNESS)), visitor.world.session() as session:
        session.execute(delete(Visit))
        session.execute(delete(Closure))
        yield session
        session.rollback()


@pytest.fixture
def physio(empty: Session) -> Service:
    return empty.scalars(select(Service).where(Service.name == "Physiotherapy")).one()


@pytest.fixture
def staff(empty: Session) -> list[Practitioner]:
    """The two who give physiotherapy: one works Monday to Friday, the other Tuesday to Saturday."""
    return list(empty.scalars(select(Practitioner).where(Practitioner.department == "Movement")))


def book(session: Session, person: Practitioner, service: Service, day: dt.date, time: str, status: str) -> None:
    member = session.scalars(select(Member)).first()
    assert member is not None
    session.add(
        Visit(
            member_id=member.id,
            practitioner_id=person.id,
            service_id=service.id,
            date=day,
            time=time,
            status=status,
            booked_at=NOW,
        )
    )
    session.flush()


def test_that_a_working_day_is_offered_on_the_half_hour_with_a_lunch_break(empty: Session, physio: Service) -> None:
    times = offer(empty, physio, TUESDAY, NOW).times
    assert times[0] == "08:30"
    assert times[-1] == "16:30"
    assert "12:00" in times
    assert not {"12:30", "13:00"} & set(times)
    assert "13:30" in times


def test_that_sunday_is_closed_and_says_so(empty: Session, physio: Service) -> None:
    found = offer(empty, physio, SUNDAY, NOW)
    assert found.times == []
    assert "closed on Sundays" in found.note


def test_that_a_closure_closes_the_day_and_gives_its_reason(empty: Session, physio: Service) -> None:
    empty.add(Closure(date=TUESDAY, practitioner_id=None, reason="staff training day"))
    empty.flush()
    found = offer(empty, physio, TUESDAY, NOW)
    assert found.times == []
    assert "staff training day" in found.note


def test_that_who_is_away_or_off_is_not_offered(empty: Session, physio: Service, staff: list[Practitioner]) -> None:
    weekdays, late = staff
    assert offer(empty, physio, SATURDAY, NOW).free["09:00"] == (late.id,)
    empty.add(Closure(date=TUESDAY, practitioner_id=weekdays.id, reason="on leave"))
    empty.flush()
    assert offer(empty, physio, TUESDAY, NOW).free["09:00"] == (late.id,)
    assert offer(empty, physio, TUESDAY, NOW, with_practitioner=weekdays.id).times == []


def test_that_a_time_goes_when_its_last_place_is_taken(
    empty: Session, physio: Service, staff: list[Practitioner]
) -> None:
    book(empty, staff[0], physio, TUESDAY, "10:30", "booked")
    assert offer(empty, physio, TUESDAY, NOW).free["10:30"] == (staff[1].id,)
    book(empty, staff[1], physio, TUESDAY, "10:30", "booked")
    assert "10:30" not in offer(empty, physio, TUESDAY, NOW).times


def test_that_a_cancelled_visit_gives_its_place_back(
    empty: Session, physio: Service, staff: list[Practitioner]
) -> None:
    book(empty, staff[0], physio, TUESDAY, "10:30", "cancelled")
    assert offer(empty, physio, TUESDAY, NOW).free["10:30"] == tuple(person.id for person in staff)


def test_that_the_database_refuses_two_visits_at_one_place(
    empty: Session, physio: Service, staff: list[Practitioner]
) -> None:
    book(empty, staff[0], physio, TUESDAY, "10:30", "booked")
    with pytest.raises(IntegrityError):
        book(empty, staff[0], physio, TUESDAY, "10:30", "booked")


def test_that_what_is_past_today_is_not_offered(empty: Session, physio: Service) -> None:
    assert offer(empty, physio, NOW.date(), NOW).times[0] == "09:30"


@pytest.mark.parametrize("days", [-1, DAYS_AHEAD + 1])
def test_that_dates_outside_the_window_are_refused(empty: Session, physio: Service, days: int) -> None:
    found = offer(empty, physio, NOW.date() + dt.timedelta(days=days), NOW)
    assert found.times == []
    assert found.note
