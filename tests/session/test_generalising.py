"""Recorded steps, said of another task: parameters are known again in the forms that pages show them in."""

from collections.abc import Mapping

import pytest

from workbench.domain.actions import Action, Click, Defer, Done, Fill, Locator, Navigate, Select, Target
from workbench.domain.steps import Step
from workbench.domain.values import JsonValue
from workbench.session.generalising import generalise, generalise_outcome, rewriter

THEN: Mapping[str, JsonValue] = {
    "member": {"id": 3, "name": "Ada Byron"},
    "service": {"id": 5, "name": "Dental check-up"},
    "date": "2026-07-14",
    "time": "10:30",
    "price": 125000,
    "note": "Ring twice",
}
NOW: Mapping[str, JsonValue] = {
    "member": {"id": 7, "name": "Max Born"},
    "service": {"id": 2, "name": "Physiotherapy"},
    "date": "2026-08-03",
    "time": "14:00",
    "price": 99,
    "note": "Use the side door",
}


@pytest.mark.parametrize(
    ("recorded", "said"),
    [
        ("2026-07-14", "2026-08-03"),
        ("July 14, 2026", "August 3, 2026"),
        ("Tue 14 Jul 2026, 10:30", "Mon 3 Aug 2026, 14:00"),
        ("Dental check-up on Tuesday 14 July 2026", "Physiotherapy on Monday 3 August 2026"),
        ("1,250.00", "0.99"),
        ("Pay 1250.00 now", "Pay 0.99 now"),
        ("  Ring twice\n", "  Use the side door\n"),
        ("10:30 AM", "2:00 PM"),
        ("July", "August"),
        ("14", "3"),
        ("3", "7"),
    ],
)
def test_that_every_displayed_form_of_a_parameter_becomes_this_tasks(recorded: str, said: str) -> None:
    assert rewriter(THEN, NOW)(recorded) == said


@pytest.mark.parametrize("recorded", ["My visits", "room 14b", "row 3 of 9", "Ada Byrons", "14 seats", "May we call?"])
def test_that_what_speaks_of_no_parameter_stays_as_it_was(recorded: str) -> None:
    assert rewriter(THEN, NOW)(recorded) == recorded


def test_that_a_form_which_two_parameters_share_stays_as_it_was() -> None:
    then: Mapping[str, JsonValue] = {"first": 4, "second": 4}
    assert rewriter(then, {"first": 5, "second": 6})("4") == "4"
    assert rewriter(then, {"first": 5, "second": 5})("4") == "5"


def test_that_a_part_of_a_parameter_that_stays_is_not_taken_for_another() -> None:
    then: Mapping[str, JsonValue] = {"city": "York", "shop": "New York Books"}
    now: Mapping[str, JsonValue] = {"city": "Leeds", "shop": "New York Books"}
    assert rewriter(then, now)("New York Books in York") == "New York Books in Leeds"


def test_that_a_link_named_after_a_parameter_is_found_by_its_name_and_no_longer_by_its_place() -> None:
    by_name, by_place = Locator("role", "link", "Dental check-up"), Locator("css", "tr:nth-child(4) a")
    target = Target((by_name, by_place), "link", "Dental check-up", "a", "Dental check-up")
    (step,) = generalise([_step(Click(target))], THEN, NOW)
    assert isinstance(step.action, Click)
    assert step.action.target.locators == (Locator("role", "link", "Physiotherapy"),)


def test_that_an_element_called_after_a_day_may_be_called_with_or_without_a_zero() -> None:
    target = Target((Locator("role", "link", "Tue 14 July 2026"),), "link", "Tue 14 July 2026", "a")
    (step,) = generalise([_step(Click(target))], THEN, NOW)
    assert isinstance(step.action, Click)
    assert [locator.name for locator in step.action.target.locators] == ["Mon 3 August 2026", "Mon 03 August 2026"]


def test_that_a_choice_is_made_by_what_the_list_shows() -> None:
    (step,) = generalise([_step(Select(_field(), ("5",), ("Dental check-up",)))], THEN, NOW)
    assert isinstance(step.action, Select)
    assert (step.action.values, step.action.labels) == (("Physiotherapy",), ("Physiotherapy",))


def test_that_addresses_and_deferrals_speak_of_this_task_too() -> None:
    (step,) = generalise([_step(Navigate("/visits?date=2026-07-14"))], THEN, NOW)
    assert step.action == Navigate("/visits?date=2026-08-03")
    assert generalise_outcome(Defer("closed_day", "2026-07-14"), THEN, NOW) == Defer("closed_day", "2026-08-03")
    assert generalise_outcome(Done(), THEN, NOW) == Done()


def test_that_the_same_task_keeps_the_very_same_steps() -> None:
    steps = (_step(Fill(_field(), "14")),)
    assert generalise(steps, THEN, dict(THEN)) == steps


def _field() -> Target:
    return Target((Locator("label", "Service"),), "combobox", "Service", "select")


def _step(action: Action) -> Step:
    return Step(1, action, "t1", "/", "", 0.0, 0.0, 0.0)
