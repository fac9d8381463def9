"""The shipped specs judge whole runs, made over HTTP against the real site: right ones, and the tempting wrong ones."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from gyms.clinic.models import Service
from gyms.clinic.slots import offer
from gyms.kit.goals import fill_goal
from tests.gyms.clinic.conftest import Visitor, look, member_of, spec_of, task_form, verdict, visits_of
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


@pytest.mark.parametrize("workout", ["book_visit", "move_visit"])
def test_that_the_goal_of_the_spec_is_that_of_the_workout(visit_clinic: Callable[..., Visitor], workout: str) -> None:
    world = visit_clinic(workout).world
    spec = spec_of(workout, world)
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
