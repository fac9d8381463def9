"""My visits: reading, moving and cancelling them; nobody else's."""

from typing import Any

import pytest
from sqlalchemy import select

from gyms.clinic.models import Visit
from tests.gyms.clinic.conftest import free_elsewhere, look, visits_of
from tests.gyms.stage import Visitor


def moving(visitor: Visitor) -> Any:
    """The visit that the task speaks of: id, date and time."""
    parameters: Any = visitor.world.task.parameters
    return parameters["visit"]


def row(visitor: Visitor, number: int) -> Visit:
    return look(visitor.world, lambda session: session.get_one(Visit, number))


def test_that_a_move_changes_date_and_time_and_keeps_the_practitioner(mover: Visitor) -> None:
    parameters: Any = mover.world.task.parameters
    number = parameters["visit"]["id"]
    before = row(mover, number)
    page = mover.post(f"/visits/{number}/reschedule", date=parameters["date"], time=parameters["time"])
    after = row(mover, number)
    assert page.url.path == f"/visits/{number}"
    assert "Your visit has been moved" in page.text
    assert (after.date.isoformat(), after.time) == (parameters["date"], parameters["time"])
    assert (after.practitioner_id, after.status) == (before.practitioner_id, "booked")
    assert after.changed_at is not None


@pytest.mark.parametrize(
    ("form", "complaint"),
    [
        ({"date": "", "time": ""}, "Please choose a date."),
        ({"date": "2026-07-19", "time": "10:00"}, "closed on Sundays"),
        ({"date": "2026-07-01", "time": "10:00"}, "This date has passed."),
    ],
)
def test_that_a_wrong_move_is_refused(mover: Visitor, form: dict[str, str], complaint: str) -> None:
    number = moving(mover)["id"]
    page = mover.post(f"/visits/{number}/reschedule", **form)
    assert page.status_code == 422
    assert complaint in page.text
    assert row(mover, number).changed_at is None


def test_that_only_the_practitioners_own_times_are_offered_for_a_move(mover: Visitor) -> None:
    number = moving(mover)["id"]
    date, time = free_elsewhere(mover.world, practitioner=row(mover, number).practitioner_id)
    answer: Any = mover.get(f"/visits/{number}/times", date=date).json()
    assert time in answer["times"]


def test_that_a_cancelled_visit_stays_readable_and_can_not_be_changed(mover: Visitor) -> None:
    number = moving(mover)["id"]
    assert mover.get(f"/visits/{number}/cancel").status_code == 200
    assert row(mover, number).status == "booked"
    page = mover.post(f"/visits/{number}/cancel")
    assert "has been cancelled" in page.text
    assert "Reschedule" not in page.text
    assert row(mover, number).status == "cancelled"
    assert mover.post(f"/visits/{number}/cancel").status_code == 422
    parameters: Any = mover.world.task.parameters
    moved = mover.post(f"/visits/{number}/reschedule", date=parameters["date"], time=parameters["time"])
    assert moved.status_code == 422
    assert row(mover, number).date.isoformat() == parameters["visit"]["date"]


def test_that_the_list_shows_every_visit_once_with_its_status(mover: Visitor) -> None:
    page = mover.get("/visits").text
    for visit in visits_of(mover.world):
        assert page.count(f'href="/visits/{visit.id}"') == 1


def test_that_the_print_out_opens_in_a_tab_of_its_own(mover: Visitor) -> None:
    number = moving(mover)["id"]
    assert f'href="/visits/{number}/print" target="_blank"' in mover.get(f"/visits/{number}").text
    assert "Confirmation of your visit" in mover.get(f"/visits/{number}/print").text


@pytest.mark.parametrize("tail", ["", "/print", "/reschedule", "/cancel", "/times?date=2026-07-14"])
def test_that_somebody_elses_visit_is_not_there(visitor: Visitor, tail: str) -> None:
    own = [visit.id for visit in visits_of(visitor.world)]
    others = select(Visit).where(Visit.id.not_in(own), Visit.status == "booked")
    other = look(visitor.world, lambda session: session.scalars(others).first())
    assert other is not None
    assert visitor.get(f"/visits/{other.id}{tail}").status_code == 404
    if tail in {"/reschedule", "/cancel"}:
        assert visitor.post(f"/visits/{other.id}{tail}", date="2026-07-14", time="10:00").status_code == 404
    assert row(visitor, other.id).status == "booked"


@pytest.mark.parametrize("path", ["/visits/999999", "/visits/99999999999999999999999", "/visits/abc", "/nothing"])
def test_that_unknown_addresses_show_the_sites_own_page(visitor: Visitor, path: str) -> None:
    page = visitor.get(path)
    assert page.status_code == 404
    assert "Northside Clinic" in page.text
