"""From an element to a page clause that the verifier takes."""

from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.authoring.test_displaying import RECORDINGS
from workbench.archive.reader import open_run
from workbench.archive.specs import find_spec
from workbench.authoring.from_page import TIGHTENS, page_proposal
from workbench.authoring.splicing import add_clause
from workbench.domain.actions import Target
from workbench.domain.pages import PageFact
from workbench.domain.picking import Picked
from workbench.domain.values import JsonValue
from workbench.verifier import judge, parse_spec

PARAMETERS: dict[str, JsonValue] = {
    "member": {"id": 7, "name": "Williemae Tyson"},
    "service": {"id": 6, "name": "Dental hygiene"},
    "date": "2026-08-04",
    "time": "16:30",
}


def picked(
    role: str, text: str, value: str | None = None, *, name: str = "", around: tuple[PageFact, ...] = ()
) -> Picked:
    return Picked(Target((), role, name, "div", text), value, (), "t1", "http://w1.localhost/visits/252", (), around)


@pytest.mark.parametrize(
    ("element", "entry"),
    [
        (picked("heading", "Dental hygiene"), {"id": "service-shown", "role": "heading", "text": "$service.name"}),
        (
            picked("cell", "Tue 4 August 2026"),
            {"id": "date-shown", "role": "cell", "text": {"contains": "$date", "as": "dates"}},
        ),
        (picked("status", "Booked for 16:30."), {"id": "time-shown", "role": "status", "text": {"contains": "$time"}}),
        (
            picked("cell", "WILLIEMAE TYSON, N-21596"),
            {"id": "member-shown", "role": "cell", "text": {"contains": "$member.name", "as": "caseless"}},
        ),
        (picked("textbox", "", "16:30"), {"id": "time-shown", "role": "textbox", "value": "$time"}),
        (picked("checkbox", "Remind me", "checked"), {"id": "checkbox-shown", "role": "checkbox", "value": "checked"}),
        (picked("alert", "Paid $5"), {"id": "alert-shown", "role": "alert", "text": {"contains": "Paid $$5"}}),
        (picked("button", "", name="Close"), {"id": "button-shown", "role": "button", "name": {"contains": "Close"}}),
    ],
)
def test_that_what_is_shown_of_the_task_is_asked_for_by_its_name(element: Picked, entry: dict[str, Any]) -> None:
    proposal = page_proposal(element, PARAMETERS)
    assert proposal.section == "page"
    assert proposal.entry == {**entry, "at": "end"}
    assert proposal.warnings == (TIGHTENS,)


def test_that_a_number_within_another_is_no_parameter() -> None:
    assert page_proposal(picked("cell", "Room 167"), {"room": 16}).entry["text"] == {"contains": "Room 167"}


def test_that_cents_are_looked_for_as_a_page_writes_them() -> None:
    element = picked("cell", "You pay €154.67 today")
    assert page_proposal(element, {"amount": 15467}).entry["text"] == {"contains": "You pay €154.67 today"}
    assert page_proposal(element, {"amount": 15467}, (), {"amount"}).entry["text"] == {"contains": "$amount"}


def test_that_another_parameter_in_the_text_is_told_of() -> None:
    proposal = page_proposal(picked("cell", "Tue 4 August 2026, 16:30"), PARAMETERS)
    assert proposal.entry["text"] == {"contains": "$date", "as": "dates"}
    assert "**$time**" in proposal.why


def test_that_without_a_role_the_element_around_is_asked_for() -> None:
    around = (PageFact("definition", "", "Tue 4 August 2026"),)
    assert page_proposal(picked("", "4 August 2026", around=around), PARAMETERS).entry["role"] == "definition"
    nothing = page_proposal(picked("", "4 August 2026"), PARAMETERS)
    assert (nothing.section, len(nothing.warnings)) == ("", 1)


def test_that_an_id_that_is_taken_is_not_taken_twice() -> None:
    assert page_proposal(picked("cell", "16:30"), PARAMETERS, {"time-shown"}).id == "time-shown-2"


def test_that_the_clause_parses_and_holds_in_the_run_that_it_was_made_from() -> None:
    run = open_run(RECORDINGS / "clinic" / "book_visit" / "gold-flatpickr")
    spec = find_spec(RECORDINGS.parent / "specs", "clinic/book_visit")
    text = (RECORDINGS.parent / "specs" / "clinic" / "book_visit.yaml").read_text(encoding="utf-8")
    fact = next(fact for fact in run.pages[-1].facts if fact.role == "heading" and "hygiene" in fact.text)
    proposal = page_proposal(picked(fact.role, fact.text), run.header.parameters)
    with_page = add_clause(text, "page", proposal.entry)
    assert YAML(typ="safe").load(with_page)["page"][-1]["text"] == "$service.name"
    assert judge(spec, run).ruling == judge(parse_spec(with_page, source="new.yaml"), run).ruling == "SATISFIED"
    wrong = add_clause(text, "page", {**proposal.entry, "text": "$member.name"})
    assert judge(parse_spec(wrong, source="new.yaml"), run).ruling == "VIOLATED"
