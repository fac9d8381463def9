"""docs/spec.md is executed: its specs parse, fit the stories' database, and judge as the page says."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from workbench.domain.actions import Defer
from workbench.domain.pages import PageAtEnd, PageFact
from workbench.domain.schema import Schema
from workbench.domain.verdicts import Ruling
from workbench.verifier import parse_spec, sentences

if TYPE_CHECKING:
    from tests.verifier.conftest import Story

PAGE = (Path(__file__).parents[2] / "docs" / "spec.md").read_text()
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
WHOLE, COUNTED, CLAUSES, VALUES, EXPRESSIONS, ORDER, CALLED, OUTCOME, SHOWN = EXAMPLES


@pytest.mark.parametrize("example", EXAMPLES)
def test_that_every_example_parses_fits_and_reads(story: "Story", schema: Schema, example: str) -> None:
    spec = parse_spec(example, source="docs/spec.md", schema=schema)
    assert all(sentence.endswith(".") for _, _, sentence in sentences(spec, story.parameters, story.initial))


def test_that_the_whole_spec_wants_the_visit_and_the_look_at_it(story: "Story") -> None:
    story.book(31)
    assert story.judged(WHOLE).findings[0].clause == "read-back"
    story.get("/visits/31")
    assert story.judged(WHOLE).reward == 1


def test_that_the_counted_example_wants_the_reminder_that_is_counted(story: "Story") -> None:
    story.book(31)
    assert story.judged(COUNTED).reward == 0
    story.insert("reminders", 1, {"visit_id": 31, "kind": "mail"})
    assert story.judged(COUNTED).reward == 1


def test_that_the_clauses_example_takes_a_later_weekday_only(story: "Story") -> None:
    story.update("visits", 13, {"date": "2026-07-19"})
    assert story.judged(CLAUSES).reward == 0
    story.changes.clear()
    story.rows["visits"][13,] = story.initial.tables["visits"][13,]
    story.update("visits", 13, {"date": "2026-07-20", "note": "later"})
    assert story.judged(CLAUSES).reward == 1


def test_that_the_values_example_takes_what_it_describes(story: "Story") -> None:
    story.book(31, cells={"service_id": 4, "date": "2026-07-15", "note": "bring x-rays", "price": 2550})
    story.insert("reminders", 1, {"visit_id": 31, "kind": "e-mail"})
    assert story.judged(VALUES).reward == 1


def test_that_the_expressions_example_looks_into_the_initial_state(story: "Story") -> None:
    story.book(31, cells={"service_id": 4, "date": "2026-07-21"})
    assert story.judged(EXPRESSIONS).reward == 1


def test_that_the_order_example_wants_a_look_before_and_after(story: "Story") -> None:
    story.get("/services")
    story.book(31)
    story.insert("reminders", 1, {"visit_id": 31, "kind": "mail"})
    story.get("/visits?date=2026-07-14")
    assert story.judged(ORDER).reward == 1


def test_that_the_called_example_refuses_the_requests_that_it_names(story: "Story") -> None:
    story.book(31)
    story.post("/visits/31")
    assert story.judged(CALLED).reward == 1
    story.post("/visits/12/cancel")
    assert story.judged(CALLED).findings[0].because == "nobody asked to cancel anything"


def test_that_the_outcome_example_wants_the_question_asked(story: "Story") -> None:
    story.insert("drafts", 9, {"text": "Is 2026-07-14 taken?"})
    assert story.judged(OUTCOME, outcome=Defer("day_taken", "2026-07-14")).reward == 1
    assert story.judged(OUTCOME).reward == 0


def test_that_the_page_example_wants_the_day_told_besides(story: "Story") -> None:
    told = PageFact("status", "", "Your visit on Tuesday 14 July 2026 at 10:30 is booked.")
    heading = PageFact("heading", "Visit 31", "Visit 31")
    page = PageAtEnd("t1", "http://north.localhost/visits/31", (heading, told))
    assert story.judged(SHOWN, pages=(page,)).reward == 0
    story.book(31)
    assert story.judged(SHOWN, pages=(page,)).reward == 1
    assert story.judged(SHOWN, pages=(PageAtEnd("t1", page.url, (heading,)),)).reward == 0
    assert story.judged(SHOWN).ruling is Ruling.UNDECIDED
