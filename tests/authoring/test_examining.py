"""What an editor shows beside a text: the same marks as the command line, and sentences."""

import pytest

from workbench.authoring.examining import examine, workout_of
from workbench.domain.schema import Column, Schema, Table
from workbench.verifier import SpecProblem, parse_spec
from workbench.verifier.lint import mark_of

SCHEMA = Schema({"visits": Table("visits", (Column("id", "integer"), Column("date", "date")), ("id",))})
HEAD = "version: 1\nworkout: clinic/book_visit\n"
GOOD = HEAD + "params: {date: date}\nrequire:\n  - {id: the-visit, insert: visits, values: {date: $date}}\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- a\n",
        HEAD + "requires: []\n",
        HEAD + "require:\n  - {id: 1st, insert: visits}\n",
        "version: 1\nworkout: [a\n",
    ],
)
def test_that_what_cannot_be_read_is_told_as_the_command_line_tells_it(text: str) -> None:
    with pytest.raises(SpecProblem) as caught:
        parse_spec(text, source="x.yaml")
    found = examine(text, source="x.yaml", schema=SCHEMA)
    assert found.marks == (mark_of(caught.value),)
    assert found.errors == 1
    assert not found.readable


def test_that_clauses_are_sentences_with_their_lines_and_parameters_by_name() -> None:
    found = examine(GOOD, source="x.yaml", schema=SCHEMA)
    visit = found.clauses[0]
    assert (visit.section, visit.id, visit.line) == ("require", "the-visit", 5)
    assert "**$date**" in visit.written
    assert visit.example == visit.written
    assert [clause.section for clause in found.clauses] == ["require", "outcome", "frame"]


def test_that_requests_and_pages_are_sentences_too_each_with_its_line() -> None:
    text = GOOD + "never:\n  - {id: no-cancel, call: 'POST /visits/{the-visit.id}/*'}\n  - {id: kept, delete: visits}\n"
    text += "page:\n  - {id: shown, role: status, text: {contains: $date}}\n"
    told = {line.id: line for line in examine(text, source="x.yaml", schema=SCHEMA).clauses}
    assert [(line.section, line.line) for line in told.values()][1:4] == [("never", 7), ("never", 8), ("page", 10)]
    assert told["no-cancel"].written == "**POST /visits/{the-visit.id}/…** is never called."


def test_that_names_after_a_dollar_sign_are_parameters_and_columns_of_required_rows() -> None:
    found = examine(GOOD, source="x.yaml", schema=SCHEMA)
    assert found.names == (("date", "date"), ("the-visit.id", "integer"), ("the-visit.date", "date"))


def test_that_every_misfit_is_marked_at_once() -> None:
    text = GOOD + "allow:\n  - {id: a, insert: visitors}\n  - {id: b, insert: visits, values: {day: 1}}\n"
    lines = [
        mark.line for mark in examine(text, source="x.yaml", schema=SCHEMA).marks if mark.rule.startswith("unknown")
    ]
    assert lines == [7, 8]


def test_that_the_workout_is_known_also_where_the_rest_cannot_be_read() -> None:
    assert workout_of('version: 1\nworkout: "clinic/book_visit" # x\nrequire: [') == "clinic/book_visit"
    assert workout_of("goal: none") == ""
