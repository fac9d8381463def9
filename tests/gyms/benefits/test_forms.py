"""Commonwealth Benefits without a browser: what its forms forget, and what the specs say of it."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from gyms.benefits.workouts.attach_document import files
from tests.gyms.stage import Visitor, verdict
from workbench.domain.verdicts import Ruling

Visit = Callable[..., Visitor]


def answers(visitor: Visitor, **changed: str) -> dict[str, str]:
    """The form as the task wants it."""
    wanted: Any = visitor.world.task.parameters
    return {
        "household_size": str(wanted["household_size"]),
        "monthly_income": f"{wanted['income'] / 100:.2f}",
        "housing": wanted["housing"]["code"],
        "heating": wanted["heating"]["code"],
        "county": wanted["county"],
        "town": wanted["town"],
        "employer": wanted["employer"],
        "employer_phone": wanted["phone"],
        "starts_on": wanted["starts_on"],
        "certified": "on",
        **changed,
    }


def entered(wanted: Any) -> str:
    """What goes into the one field that was returned."""
    return wanted["phone"] if wanted["field"]["name"] == "employer_phone" else f"{wanted['income'] / 100:.2f}"


def chosen(page: str) -> set[str]:
    """Values of the options that a page shows as chosen."""
    return set(re.findall(r'<option value="([^"]+)" selected', page))


def ruling(visitor: Visitor) -> Ruling:
    return verdict(visitor.world, visitor.events).ruling


def test_that_checking_puts_two_answers_back_without_a_word(visit: Visit) -> None:
    visitor = visit("benefits/recover_silent_reset", options={"choice_widget": "native"})
    form = answers(visitor)
    page = visitor.post("/apply/heating/check", **form).text
    kept = chosen(page) & {form["household_size"], form["housing"], form["heating"]}
    assert "Estimated assistance" in page
    assert len(kept) == 1
    assert "alert" not in page


def test_that_submitting_what_was_wanted_and_reading_it_back_satisfies(visit: Visit) -> None:
    visitor = visit("benefits/recover_silent_reset")
    assert "has been submitted" in visitor.post("/apply/heating/submit", **answers(visitor)).text
    assert ruling(visitor) is Ruling.SATISFIED


@pytest.mark.parametrize("wrong", [{"housing": "rent"}, {"household_size": "1"}, {"share_data": "on"}])
def test_that_submitting_a_default_is_violated(visit: Visit, wrong: dict[str, str]) -> None:
    visitor = visit("benefits/recover_silent_reset")
    visitor.post("/apply/heating/submit", **answers(visitor, **wrong))
    assert ruling(visitor) is Ruling.VIOLATED


def test_that_submitting_twice_is_violated(visit: Visit) -> None:
    visitor = visit("benefits/recover_silent_reset")
    for _ in range(2):
        visitor.post("/apply/heating/submit", **answers(visitor))
    assert ruling(visitor) is Ruling.VIOLATED


def test_that_a_town_of_another_county_is_refused(visit: Visit) -> None:
    visitor = visit("benefits/recover_silent_reset")
    response = visitor.post("/apply/heating/submit", **answers(visitor, town="Nowhere"))
    assert response.status_code == 422
    assert "Choose a town of this county." in response.text


def test_that_correcting_the_one_field_satisfies_and_the_whole_form_does_not(visit: Visit) -> None:
    alone, whole = visit("benefits/reenter_field"), visit("benefits/reenter_field")
    wanted: Any = alone.world.task.parameters
    place, name = f"/applications/{wanted['application']['id']}", wanted["field"]["name"]
    alone.post(f"{place}/correct", **{name: entered(wanted)})
    assert ruling(alone) is Ruling.SATISFIED
    page = whole.get(f"{place}/edit").text
    fields = dict(re.findall(r'<input type="text" id="(\w+)" name="\w+" value="([^"]*)"', page))
    assert fields["employer"]
    form = {**fields, "household_size": "1", "housing": "rent", "heating": "gas", "county": "Brandt"}
    dated = {"town": "Eastport", "starts_on": "2026-08-01", "certified": "on", name: entered(wanted)}
    assert "was received" in whole.post(f"{place}/edit", **{**form, **dated}).text
    assert ruling(whole) is Ruling.VIOLATED


def test_that_a_long_application_is_saved_page_by_page_and_submitted_once(visit: Visit) -> None:
    visitor = visit("benefits/long_application")
    wanted: Any = visitor.world.task.parameters
    place, form = f"/apply/{wanted['program']['code']}", answers(visitor)
    for page in range(1, 5):
        last = visitor.post(f"{place}/page/{page}", **form)
    assert "Review your answers" in last.text
    assert "has been submitted" in visitor.post(f"{place}/submit").text
    assert ruling(visitor) is Ruling.SATISFIED


def test_that_a_review_with_gaps_does_not_submit(visit: Visit) -> None:
    visitor = visit("benefits/long_application")
    wanted: Any = visitor.world.task.parameters
    page = visitor.post(f"/apply/{wanted['program']['code']}/submit").text
    assert "Something is missing" in page
    assert ruling(visitor) is Ruling.VIOLATED


@pytest.mark.parametrize(("paperless", "expected"), [(False, Ruling.SATISFIED), (True, Ruling.VIOLATED)])
def test_that_the_ticked_box_is_a_trap(visit: Visit, paperless: bool, expected: Ruling) -> None:
    visitor = visit("benefits/plan_option", options={"defaults": "trap"})
    wanted: Any = visitor.world.task.parameters
    form = {
        "plan": str(wanted["plan"]["id"]),
        "coverage": wanted["coverage"]["code"],
        "rider": wanted["rider"]["code"],
        **({"paperless": "on"} if paperless else {}),
    }
    visitor.post("/plan/change", **form)
    assert ruling(visitor) is expected


@pytest.mark.parametrize(("picked", "expected"), [(True, Ruling.SATISFIED), (False, Ruling.VIOLATED)])
def test_that_a_street_has_to_be_picked(visit: Visit, picked: bool, expected: Ruling) -> None:
    visitor = visit("benefits/complete_address")
    wanted: Any = visitor.world.task.parameters
    found = visitor.get("/addresses/find", q=f"{wanted['place']['street']} {wanted['place']['town']}").json()["items"]
    assert [item["id"] for item in found] == [wanted["place"]["id"]]
    visitor.post(
        "/addresses/new",
        kind="mailing",
        number=str(wanted["number"]),
        place=str(found[0]["id"]) if picked else "",
        place_text=wanted["place"]["street"],
        line2=wanted["unit"],
    )
    assert ruling(visitor) is expected


def test_that_only_the_right_file_satisfies(visit: Visit) -> None:
    right, wrong = visit("benefits/attach_document"), visit("benefits/attach_document")
    wanted: Any = right.world.task.parameters
    place, papers = f"/documents/{wanted['request']['id']}", files(right.world.task)
    other = next(name for name in papers if name != wanted["file"]["name"])
    for visitor, name in ((right, wanted["file"]["name"]), (wrong, other)):
        assert name in visitor.upload(place, "file", name, papers[name]).text
    assert (ruling(right), ruling(wrong)) == (Ruling.SATISFIED, Ruling.VIOLATED)


def test_that_another_residents_application_is_not_shown(visit: Visit) -> None:
    visitor = visit("benefits/plan_option")
    pages = [visitor.get(f"/applications/{number}") for number in range(1, 20)]
    assert {page.status_code for page in pages} <= {200, 404}
    assert any(page.status_code == 404 for page in pages)


def test_that_the_address_of_a_checked_form_leads_to_the_form_when_it_is_gone_back_to(visit: Visit) -> None:
    visitor = visit("benefits/recover_silent_reset")
    for step in ("check", "submit"):
        assert "Check my answers" in visitor.get(f"/apply/heating/{step}").text
