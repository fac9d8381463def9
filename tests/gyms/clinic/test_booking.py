"""Booking over HTTP: form, times, review, confirmation, and everything that can be wrong with it."""

import re
from typing import Any

import pytest
from sqlalchemy import func, select

from gyms.clinic import gym
from gyms.clinic.models import AuditEntry, Closure, PageView, Visit
from tests.gyms.clinic.conftest import free_elsewhere, look, task_form, visits_of
from tests.gyms.stage import Visitor


def count(visitor: Visitor) -> int:
    return look(visitor.world, lambda session: session.scalar(select(func.count()).select_from(Visit)) or 0)


def test_that_a_confirmed_visit_is_one_row_and_its_page_is_shown(visitor: Visitor) -> None:
    before = count(visitor)
    form = task_form(visitor.world)
    review = visitor.post("/visits/new", **form)
    assert review.url.path == "/visits/review"
    assert "Nothing is booked yet" in review.text
    assert count(visitor) == before

    page = visitor.post("/visits", **form)
    visit = visits_of(visitor.world)[0]
    assert page.url.path == f"/visits/{visit.id}"
    assert count(visitor) == before + 1
    assert (visit.date.isoformat(), visit.time, visit.status) == (form["date"], form["time"], "booked")
    assert 'role="status"' in page.text
    assert 'role="status"' not in visitor.get(page.url.path).text


def test_that_a_booking_leaves_the_traces_of_a_real_site(visitor: Visitor) -> None:
    page = visitor.post("/visits", **task_form(visitor.world))
    views, entries = select(PageView).order_by(PageView.id.desc()), select(AuditEntry).order_by(AuditEntry.id.desc())
    last_view = look(visitor.world, lambda session: session.scalars(views).first())
    last_entry = look(visitor.world, lambda session: session.scalars(entries).first())
    assert last_view is not None
    assert last_view.path == page.url.path
    assert last_entry is not None
    assert last_entry.action == "visit booked"


def test_that_the_same_form_sent_twice_books_a_second_practitioner(visitor: Visitor) -> None:
    form = task_form(visitor.world)
    visitor.post("/visits", **form)
    visitor.post("/visits", **form)
    second, first = visits_of(visitor.world)[:2]
    assert (first.date, first.time) == (second.date, second.time)
    assert first.practitioner_id != second.practitioner_id
    third = visitor.post("/visits", **form)
    assert third.status_code == 422
    assert "no longer free" in third.text or "taken" in third.text


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"service": ""}, "Please choose a service."),
        ({"service": "99999999999999999999"}, "Please choose a service."),
        ({"date": ""}, "Please choose a date."),
        ({"date": "14 July 2026"}, "Please choose a date."),
        ({"date": "2026-07-01"}, "This date has passed."),
        ({"date": "2027-07-14"}, "can be booked up to"),
        ({"date": "2026-07-19"}, "closed on Sundays"),
        ({"time": ""}, "Please choose a time."),
        ({"time": "03:00"}, "no longer free"),
    ],
)
@pytest.mark.parametrize("address", ["/visits/new", "/visits"])
def test_that_a_wrong_form_comes_back_with_its_complaint(
    visitor: Visitor, changed: dict[str, str], complaint: str, address: str
) -> None:
    before = len(visits_of(visitor.world))
    page = visitor.post(address, **task_form(visitor.world, **changed))
    assert page.status_code == 422
    assert complaint in page.text
    assert len(visits_of(visitor.world)) == before


def test_that_all_empty_fields_are_told_at_once(visitor: Visitor) -> None:
    page = visitor.post("/visits/new", service="", date="", time="")
    assert page.text.count('role="alert"') == 3


def test_that_what_was_filled_in_is_still_there_after_a_complaint(visitor: Visitor) -> None:
    form = task_form(visitor.world, time="")
    page = visitor.post("/visits/new", **form)
    assert f'value="{form["date"]}"' in page.text
    assert re.search(rf'<option value="{form["service"]}" selected>', page.text)
    assert f'<option value="{task_form(visitor.world)["time"]}">' in page.text


def test_that_the_times_of_a_date_come_as_json(visitor: Visitor) -> None:
    form = task_form(visitor.world)
    answer: Any = visitor.get("/visits/times", service=form["service"], date=form["date"]).json()
    assert form["time"] in answer["times"]
    assert answer["note"] == ""


def test_that_a_closed_date_has_no_times_but_a_reason(visitor: Visitor) -> None:
    closed = select(Closure).where(Closure.practitioner_id.is_(None))
    closure = look(visitor.world, lambda session: session.scalars(closed).first())
    assert closure is not None
    answer: Any = visitor.get("/visits/times", service="1", date=closure.date.isoformat()).json()
    assert answer["times"] == []
    assert closure.reason in answer["note"]


def test_that_reading_pages_books_nothing(visitor: Visitor) -> None:
    before = [visit.id for visit in visits_of(visitor.world)]
    date, time = free_elsewhere(visitor.world)
    for path in ("/", "/services", "/practitioners", "/opening-hours", "/visits", "/visits/new", "/profile"):
        assert visitor.get(path).status_code == 200, path
    assert visitor.get("/visits/review", **task_form(visitor.world, date=date, time=time)).status_code == 200
    assert [visit.id for visit in visits_of(visitor.world)] == before


def test_that_the_form_knows_the_service_it_was_opened_with(visitor: Visitor) -> None:
    assert '<option value="3" selected>' in visitor.get("/visits/new", service="3").text


@pytest.mark.parametrize("widget", gym.options["date_widget"])
def test_that_the_date_field_is_of_the_kind_asked_for(visit_clinic: Any, widget: str) -> None:
    opened = visit_clinic(widget=widget)
    opened.start()
    page = opened.get("/visits/new").text
    assert ('type="date"' in page) == (widget == "native")
    assert ("flatpickr.min.js" in page) == (widget == "flatpickr")
    assert ("jquery-ui.min.js" in page) == (widget == "jquery-ui")
    for address in re.findall(r'(?:src|href)="(/(?:vendor|static|kit)/[^"]+)"', page):
        assert opened.get(address).status_code == 200, address
