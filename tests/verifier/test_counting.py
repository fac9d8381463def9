"""Requirements whose number the task tells: ``times: $travellers``."""

from typing import TYPE_CHECKING

import pytest

from workbench.domain.values import JsonValue
from workbench.domain.verdicts import Ruling
from workbench.verifier import SpecProblem, parse_spec
from workbench.verifier.wording import sentences

if TYPE_CHECKING:
    from tests.verifier.conftest import Story

HEAD = "version: 1\nworkout: clinic/book_visit\n"
COUNTED = HEAD + "require:\n  - {id: visits, insert: visits, times: $how.often}\n"
FOLLOWED = (
    HEAD
    + """\
require:
  - {id: the-visit, insert: visits, values: {status: booked}, times: $often}
  - {id: the-reminder, insert: reminders, values: {visit_id: $the-visit.id}, times: $often}
order:
  - {clause: the-visit, before: the-reminder}
  - {read: "GET /visits/{the-visit.id}", after: the-visit}
"""
)


@pytest.mark.parametrize(("told", "ruling"), [(1, Ruling.VIOLATED), (2, Ruling.SATISFIED), (3, Ruling.VIOLATED)])
def test_that_exactly_as_many_are_wanted_as_the_parameter_says(story: "Story", told: int, ruling: Ruling) -> None:
    story.parameters = {"how": {"often": told}}
    story.book(31)
    story.book(32)
    assert story.judged(COUNTED).ruling is ruling


def test_that_zero_takes_nothing(story: "Story") -> None:
    story.parameters = {"how": {"often": 0}}
    assert story.judged(COUNTED).ruling is Ruling.SATISFIED
    story.book(31)
    assert story.judged(COUNTED).ruling is Ruling.VIOLATED


def test_that_a_row_counted_once_can_be_referred_to_and_ordered(story: "Story") -> None:
    story.parameters = {"often": 1}
    story.book(31)
    story.insert("reminders", 1, {"visit_id": 31, "kind": "mail"})
    assert story.judged(FOLLOWED).ruling is Ruling.VIOLATED
    story.get("/visits/31")
    assert story.judged(FOLLOWED).ruling is Ruling.SATISFIED


def test_that_orders_about_what_does_not_happen_are_gone_with_it(story: "Story") -> None:
    story.parameters = {"often": 0}
    assert story.judged(FOLLOWED).ruling is Ruling.SATISFIED


BY_ENTITY = (
    HEAD
    + """\
require:
  - {id: the-visit, insert: visits, times: $often, outcome: defer}
outcome: {defer: {reason: taken, entity: $the-visit.id}}
"""
)
BY_CALL = COUNTED.replace("$how.often", "$often") + "never:\n  - {id: no, call: 'POST /{visits.id}'}\n"


@pytest.mark.parametrize("spec", [BY_ENTITY, BY_CALL])
def test_that_a_row_that_an_outcome_or_a_request_speaks_of_is_one(story: "Story", spec: str) -> None:
    story.parameters = {"often": 2}
    assert "which can't be how often" in story.judged(spec).findings[0].sentence


@pytest.mark.parametrize(("spec", "told"), [(COUNTED, -1), (COUNTED, "two"), (COUNTED, True), (FOLLOWED, 2)])
def test_that_what_is_no_such_number_leaves_the_run_undecided(story: "Story", spec: str, told: JsonValue) -> None:
    story.parameters = {"how": {"often": told}, "often": told}
    verdict = story.judged(spec)
    assert verdict.ruling is Ruling.UNDECIDED
    assert "can't be how often" in verdict.findings[0].sentence


def test_that_a_row_of_the_run_is_no_count() -> None:
    spec = HEAD + "require:\n  - {id: a, insert: v}\n  - {id: b, insert: v, times: $a.x}\n"
    with pytest.raises(SpecProblem, match="is not known before the run"):
        parse_spec(spec, source="x")


def test_that_the_sentence_names_the_parameter_until_it_is_known() -> None:
    spec = parse_spec(COUNTED, source="x")
    assert sentences(spec, {})[0][2] == "As many rows as $how.often says are added to **visits**."
    assert sentences(spec, {"how": {"often": 3}})[0][2] == "Exactly three rows are added to **visits**."
