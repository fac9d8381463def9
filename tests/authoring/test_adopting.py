"""Proposals are put into a text with all that they need, as one edit."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.authoring.worlds import SCHEMA, record
from workbench.authoring.adopting import adopted, adopting, parameter_types, starting_text
from workbench.authoring.edits import applied, inverse
from workbench.authoring.ground import Ground
from workbench.authoring.outline import NotEditable
from workbench.authoring.proposals import Proposal
from workbench.domain.values import JsonValue
from workbench.verifier import parse_spec

BEGUN = "# Mine.\nversion: 1\nworkout: clinic/book\noutcome: done\n"
VISIT = Proposal(
    "require",
    {"id": "the-visit", "insert": "visits", "values": {"date": "$date", "folder_id": "$sent"}},
    lets={"sent": "row(folders, {kind: 'odd'}).id"},
    accepts={"column:the-visit.ref=*": "any ref in visits"},
)
LOOKS = Proposal("", tables={"looks": "ephemeral", "rooms": "strict"})
DEFER = Proposal("", outcome={"defer": {"reason": "full", "entity": "$date"}})


def load(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


def test_a_clause_comes_with_its_names_and_signatures() -> None:
    text = adopted(BEGUN, VISIT)
    assert load(text) == {
        "version": 1,
        "workout": "clinic/book",
        "let": {"sent": "row(folders, {kind: 'odd'}).id"},
        "require": [dict(VISIT.entry)],
        "outcome": "done",
        "accepts": [{"mutant": "column:the-visit.ref=*", "sentence": "this spec accepts: any ref in visits"}],
    }
    assert text.startswith("# Mine.\n")
    parse_spec(text, source="x.yaml", schema=SCHEMA)


def test_names_and_signatures_that_are_there_are_not_written_again() -> None:
    once = adopted(BEGUN, VISIT)
    again = adopted(once, Proposal("", lets={"sent": "1"}, accepts={"column:the-visit.ref=*": "something else"}))
    assert again == once


def test_policies_and_outcomes_take_the_place_of_those_that_are_there() -> None:
    text = adopted(adopted(BEGUN, LOOKS), DEFER)
    assert load(text)["tables"] == {"looks": "ephemeral", "rooms": "strict"}
    assert load(text)["outcome"] == {"defer": {"reason": "full", "entity": "$date"}}
    assert load(adopted(text, Proposal("", tables={"looks": "repairable"})))["tables"]["looks"] == "repairable"


def test_several_proposals_are_one_edit_that_ends_at_the_last_clause_and_can_be_undone() -> None:
    edit = adopting(BEGUN, [VISIT, LOOKS], "Accept 2 lines")
    text = applied(BEGUN, edit)
    assert edit.title == "Accept 2 lines"
    assert edit.select is not None
    assert text[edit.select[0] :].startswith("id: the-visit")
    assert applied(text, inverse(BEGUN, edit)) == BEGUN
    assert adopting(BEGUN, [LOOKS]).select is None


def test_a_broken_text_is_left_alone() -> None:
    with pytest.raises(NotEditable):
        adopting("require: [", [VISIT])


@pytest.mark.parametrize(
    ("name", "value", "type_name"),
    [
        ("paid", True, "boolean"),
        ("seats", 3, "integer"),
        ("fee_cents", 4500, "money"),
        ("rate", 1.5, "float"),
        ("date", "2026-08-14", "date"),
        ("time", "10:30", "time"),
        ("time", "10:30:00", "time"),
        ("begun", "2026-08-14T10:30:00", "datetime"),
        ("note", "20260814", "string"),
        ("note", "2026-13-14", "string"),
        ("note", "99:99", "string"),
        ("note", "10", "string"),
        ("note", "", "string"),
        ("visits", [21, 22], "list"),
        ("gone", None, "any"),
        ("amount", {"cents": 5, "shown": "€0.05"}, {"cents": "money", "shown": "string"}),
    ],
)
def test_parameters_are_declared_with_the_types_that_a_run_shows(
    name: str, value: JsonValue, type_name: JsonValue
) -> None:
    assert parameter_types(Ground(record(parameters={name: value}))) == {name: type_name}


def test_a_started_text_demands_nothing_and_parses() -> None:
    text = starting_text("clinic/book", "Book: {member.name}, #1", Ground(record()))
    spec = parse_spec(text, source="x.yaml", schema=SCHEMA)
    assert (spec.workout, spec.goal, spec.clauses) == ("clinic/book", "Book: {member.name}, #1", ())
    assert spec.params is not None
    assert list(spec.params) == ["member", "service", "date", "time"]
    assert "params" not in starting_text("clinic/book", "Book.")


def test_a_shipped_spec_keeps_its_comments() -> None:
    text = (Path(__file__).parents[2] / "specs" / "payments" / "transfer.yaml").read_text(encoding="utf-8")
    new = adopted(text, Proposal("never", {"id": "no-cards", "insert": "cards", "because": "nobody asked"}))
    assert [line for line in text.splitlines() if line not in new.splitlines()] == []
    assert load(new)["never"][-1]["id"] == "no-cards"
