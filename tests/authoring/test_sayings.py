"""What the clauses of a text say of their cells."""

import pytest

from tests.authoring.worlds import SCHEMA
from workbench.authoring.sayings import said

TEXT = """\
require:
  - id: the-visit
    insert: visits
    values: {date: 2026-07-14, time: "10:30", seats: {from: 1, to: 3}, note: null}
  - {id: moved, update: visits, key: $visit.id, where: {status: booked}, values: {status: moved}}
  - {id: labelled, delete: labels, key: {visit_id: 22, word: [late, {not: early}]}}
  - {insert: visits, values: {date: $date}}
allow:
  - {id: listed, update: visits, key: {id: {in: $visits}}}
  - {id: odd, update: labels, key: 22}
never:
  - {id: gone, delete: visits}
"""


def test_clauses_are_told_by_id_then_by_side_and_column() -> None:
    found = said(TEXT, SCHEMA)
    assert list(found) == ["the-visit", "moved", "labelled", "listed", "odd"]
    assert found["the-visit"] == {
        ("values", "date"): "2026-07-14",
        ("values", "time"): "10:30",
        ("values", "seats"): {"from": 1, "to": 3},
        ("values", "note"): None,
    }


def test_keys_are_told_by_column_however_they_are_written() -> None:
    found = said(TEXT, SCHEMA)
    assert found["moved"] == {("where", "status"): "booked", ("values", "status"): "moved", ("key", "id"): "$visit.id"}
    assert found["labelled"] == {("key", "visit_id"): 22, ("key", "word"): ["late", {"not": "early"}]}
    assert found["listed"] == {("key", "id"): {"in": "$visits"}}
    assert found["odd"] == {}, "half of a key says of no column what it is"


@pytest.mark.parametrize(
    "text", ["", "require: [", "- a\n", "words", "require: 3\n", "a: 1\na: 2\n", "require: [1, {}]\n"]
)
def test_a_text_that_is_no_spec_yet_says_nothing(text: str) -> None:
    assert said(text, SCHEMA) == {}


def test_a_table_that_is_not_there_has_no_key_to_tell_of() -> None:
    assert said("require: [{id: a, update: nowhere, key: 3, values: {b: 1}}]", SCHEMA) == {"a": {("values", "b"): 1}}
