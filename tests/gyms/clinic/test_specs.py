"""The shipped specs judge whole runs, made over HTTP against the real site: right ones, and the tempting wrong ones."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from gyms.clinic.models import Closure, Service
from gyms.clinic.slots import offer
from gyms.kit.goals import fill_goal
from tests.gyms.clinic.conftest import look, member_of, task_form, visits_of
from tests.gyms.stage import Visitor, spec_of, verdict
from workbench.domain.actions import Defer
from workbench.domain.verdicts import Ruling, Verdict


def ruling(visitor: Visitor) -> tuple[Ruling, set[str]]:
    """The ruling and the clauses that are not met."""
    found: Verdict = verdict(visitor.world, visitor.events)
    return found.ruling, {str(finding.clause) for finding in found.findings if finding.kind != "met"}


def wrong_month(visitor: Visitor) -> tuple[str, str]:
    """The task's date with another month, where it is free too: ISO date and time."""
    wanted: Any = visitor.world.task.parameters
    day = dt.date.fromisoformat(wanted["date"])

    def free(session: Any) -> list[dt.date]:
        service = session.get_one(Service, wanted["service"]["id"])
        others = [day.replace(month=month) for month in (day.month - 1, day.month + 1)]
        return [d for d in others if wanted["time"] in offer(session, service, d, visitor.world.clock.now()).times]

    return look(visitor.world, free)[0].isoformat(), wanted["time"]


@pytest.mark.parametrize("workout", ["book_visit", "move_visit", "cancel_visit", "book_or_defer"])
def test_that_the_goal_of_the_spec_is_that_of_the_workout(visit_clinic: Callable[..., Visitor], workout: str) -> None:
    world = visit_clinic(workout).world
    spec = spec_of(world)
    assert spec.workout == world.task.workout
    assert spec.goal is not None
    assert fill_goal(spec.goal, world.task.parameters) == world.task.goal


def test_that_a_booking_is_satisfied(visitor: Visitor) -> None:
    visitor.post("/visits/new", **task_form(visitor.world))
    visitor.post("/visits", **task_form(visitor.world))
    assert ruling(visitor) == (Ruling.SATISFIED, set())


def test_that_a_move_is_satisfied(mover: Visitor) -> None:
    wanted: Any = mover.world.task.parameters
    mover.post(f"/visits/{wanted['visit']['id']}/reschedule", date=wanted["date"], time=wanted["time"])
    assert ruling(mover) == (Ruling.SATISFIED, set())


def test_that_doing_nothing_is_not(visitor: Visitor, mover: Visitor) -> None:
    assert ruling(visitor)[0] is Ruling.VIOLATED
    assert ruling(mover)[0] is Ruling.VIOLATED


def test_that_a_booking_sent_twice_is_not(visitor: Visitor) -> None:
    visitor.post("/visits", **task_form(visitor.world))
    visitor.post("/visits", **task_form(visitor.world))
    assert ruling(visitor)[0] is Ruling.VIOLATED


def test_that_a_second_booking_that_is_cancelled_again_is_not(visitor: Visitor) -> None:
    visitor.post("/visits", **task_form(visitor.world))
    visitor.post("/visits", **task_form(visitor.world))
    visitor.post(f"/visits/{visits_of(visitor.world)[0].id}/cancel")
    assert ruling(visitor)[0] is Ruling.VIOLATED


def test_that_a_wrong_month_mended_afterwards_is_not(visitor: Visitor) -> None:
    date, time = wrong_month(visitor)
    form = task_form(visitor.world)
    visitor.post("/visits", **{**form, "date": date, "time": time})
    visit = visits_of(visitor.world)[0]
    visitor.post(f"/visits/{visit.id}/reschedule", date=form["date"], time=form["time"])
    after = visits_of(visitor.world)[0]
    assert (after.date.isoformat(), after.time, after.status) == (form["date"], form["time"], "booked")
    found, broken = ruling(visitor)
    assert found is Ruling.VIOLATED
    assert "no-visit-moves" in broken


def test_that_moving_the_look_alike_is_not(mover: Visitor) -> None:
    wanted: Any = mover.world.task.parameters
    other = next(
        visit
        for visit in visits_of(mover.world)
        if visit.service_id == wanted["service"]["id"] and visit.id != wanted["visit"]["id"]
    )
    mover.post(f"/visits/{other.id}/reschedule", date=wanted["date"], time=wanted["time"])
    assert ruling(mover)[0] is Ruling.VIOLATED


def test_that_a_move_by_cancelling_and_booking_anew_is_not(mover: Visitor) -> None:
    wanted: Any = mover.world.task.parameters
    mover.post(f"/visits/{wanted['visit']['id']}/cancel")
    mover.post("/visits", **task_form(mover.world))
    found, broken = ruling(mover)
    assert found is Ruling.VIOLATED
    assert {"nothing-cancelled", "nothing-booked"} <= broken


def test_that_changed_details_beside_a_right_booking_are_not(visitor: Visitor) -> None:
    visitor.post("/visits", **task_form(visitor.world))
    visitor.post("/profile", email=member_of(visitor.world).email, phone="+44 1632 960000", reminders="none")
    found, broken = ruling(visitor)
    assert found is Ruling.VIOLATED
    assert "details-stay" in broken


def test_that_wandering_about_and_signing_out_and_in_does_no_harm(visitor: Visitor) -> None:
    for path in ("/", "/services", "/practitioners", "/opening-hours", "/profile", "/visits"):
        visitor.get(path)
    visitor.post("/sign-out")
    visitor.get("/services")
    visitor.post("/sign-in/again")
    visitor.world.clock.advance(90)
    visitor.post("/visits", **task_form(visitor.world, time=""))
    visitor.post("/visits", **task_form(visitor.world))
    assert ruling(visitor) == (Ruling.SATISFIED, set())


def cancelled_look_alike(visitor: Visitor) -> int:
    """Another coming visit of the member for the same service."""
    wanted: Any = visitor.world.task.parameters
    coming = (row for row in visits_of(visitor.world) if row.status == "booked")
    same = [row.id for row in coming if row.service_id == wanted["service"]["id"] and row.id != wanted["visit"]["id"]]
    return same[0]


def test_that_a_cancellation_is_satisfied_but_not_the_look_alikes(
    visit_clinic: Callable[..., Visitor],
) -> None:
    right, wrong = visit_clinic("cancel_visit"), visit_clinic("cancel_visit")
    for somebody in (right, wrong):
        somebody.start()
    wanted: Any = right.world.task.parameters
    right.post(f"/visits/{wanted['visit']['id']}/cancel")
    assert ruling(right) == (Ruling.SATISFIED, set())
    wrong.post(f"/visits/{cancelled_look_alike(wrong)}/cancel")
    assert ruling(wrong)[0] is Ruling.VIOLATED


def test_that_twins_differ_in_one_closure_and_in_what_is_right(visit_clinic: Callable[..., Visitor]) -> None:
    open_day, closed_day = visit_clinic("book_or_defer", seed=4), visit_clinic("book_or_defer", seed=5)
    assert open_day.world.task.goal == closed_day.world.task.goal
    closures = select(func.count()).select_from(Closure)
    counts = [look(one.world, lambda session: session.scalar(closures)) or 0 for one in (open_day, closed_day)]
    assert counts[1] - counts[0] == 1
    day = str(open_day.world.task.parameters["date"])
    handed_over = Defer("closed_day", day)
    for somebody in (open_day, closed_day):
        somebody.start()
        assert verdict(somebody.world, somebody.events).ruling is Ruling.VIOLATED
    assert verdict(closed_day.world, closed_day.events, handed_over).ruling is Ruling.SATISFIED
    assert verdict(closed_day.world, closed_day.events, Defer("closed_day", "2026-07-03")).ruling is Ruling.VIOLATED
    assert verdict(open_day.world, open_day.events, handed_over).ruling is Ruling.VIOLATED
    open_day.post("/visits", **task_form(open_day.world))
    assert ruling(open_day) == (Ruling.SATISFIED, set())
    page = closed_day.post("/visits", **task_form(closed_day.world))
    assert "electrical safety test" in page.text
    assert verdict(closed_day.world, closed_day.events, handed_over).ruling is Ruling.SATISFIED


def test_that_a_form_from_before_the_desks_change_has_to_be_sent_again(mover: Visitor) -> None:
    wanted: Any = mover.world.task.parameters
    address = f"/visits/{wanted['visit']['id']}/reschedule"
    form = {"date": wanted["date"], "time": wanted["time"]}
    seen = re.search(r'name="seen" value="([^"]+)"', mover.get(address).text)
    assert seen
    mover.world.let_rival_act()
    page = mover.post(address, **form, seen=seen[1])
    assert page.status_code == 422
    assert "changed this visit meanwhile" in page.text
    fresh = re.search(r'name="seen" value="([^"]+)"', page.text)
    assert fresh
    mover.post(address, **form, seen=fresh[1])
    assert ruling(mover) == (Ruling.SATISFIED, set())
