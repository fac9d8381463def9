"""What is offered at each place of a spec. ``|`` is the cursor."""

import pytest

from workbench.authoring.completing import Completion, complete
from workbench.domain.schema import Column, Schema, Table

VISITS = Table("visits", (Column("id", "integer"), Column("date", "date"), Column("note", "string", True)), ("id",))
MEMBERS = Table("members", (Column("id", "integer"), Column("name", "string")), ("id",))
SCHEMA = Schema({"visits": VISITS, "members": MEMBERS})
NAMES = (("member.id", "integer"), ("date", "date"), ("the-visit.id", "integer"))
REQUIRE = "version: 1\nrequire:\n  - id: the-visit\n    insert: visits\n"


def at(text: str) -> Completion:
    return complete(text.replace("|", ""), text.index("|"), SCHEMA, NAMES)


def offered(text: str) -> list[str]:
    return [word.text for word in at(text).words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ver|", ["version: "]),
        ("version: 1\nre|\n", ["require: "]),
        ("allow:\n  - {in|", ["insert: "]),
        ("allow:\n  - {id: a, insert: |", ["visits", "members"]),
        ("allow:\n  - {id: a, insert: me|}\n", ["members"]),
        ("allow:\n  - id: a\n    update: vi|", ["visits"]),
        ("allow:\n  - id: a\n    be|", ["because: "]),
        (REQUIRE + "    values: {|}", ["id: ", "date: ", "note: "]),
        (REQUIRE + "    values: {date: $date, no|}", ["note: "]),
        (REQUIRE + "    values:\n      da|", ["date: "]),
        (REQUIRE + "    values:\n      id: 1\n      n|\n\nallow: []\n", ["note: "]),
        (REQUIRE + "    values: {date: $d|}", ["$date"]),
        (REQUIRE + "    values:\n      date: $|", ["$member.id", "$date", "$the-visit.id"]),
        (REQUIRE + "    values: {note: {con|}}", ["contains: "]),
        (REQUIRE + "    values: {note: {is: x, as: c|}}", ["caseless"]),
        (REQUIRE + "    times: {m|}", ["min: ", "max: "]),
        ("allow:\n  - {id: a, only: [|], update: visits}\n", ["id", "date", "note"]),
        ("allow:\n  - {id: a, update: visits, only: [id, da|]}\n", ["date"]),
        ("never:\n  - {id: a, ti|", []),
        ("never:\n  - {id: a, ca|", ["call: "]),
        ("allow:\n  - {id: a, ca|", []),
        ("never:\n  - {id: a, call: 'PO|", ["POST /"]),
        ("never:\n  - id: a\n    call: P|", ["POST /", "PUT /", "PATCH /"]),
        ("never:\n  - id: a\n    call:\n      - DEL|", ["DELETE /"]),
        ("never:\n  - {id: a, call: ['PUT /x', \"DEL|", ["DELETE /"]),
        ("never:\n  - {id: a, call: 'POST /vis|", []),
        ("never:\n  - {id: a, call: 'POST /visits/{the|", ["the-visit.id"]),
        ("order:\n  - {id: a, read: |", ["GET /", "HEAD /"]),
        ("order:\n  - {id: a, read: 'GET /{m|", ["member.id"]),
        ("tables: {vi|", ["visits: "]),
        ("tables: {visits: e|", ["ephemeral"]),
        ("tables:\n  visits: st|", ["strict"]),
        (REQUIRE + "order:\n  - {read: GET /, after: t|}", ["the-visit"]),
        ("page:\n  - {id: a, ro|", ["role: "]),
        ("page:\n  - {id: a, role: stat|}", ["status"]),
        ("page:\n  - id: a\n    text: {con|}", ["contains: "]),
        ("page:\n  - id: a\n    text: {fr|}", []),
        ("page:\n  - {id: a, text: {contains: $d|, as: dates}}", ["$date"]),
        ("page:\n  - {id: a, text: {contains: $date, as: da|}}", ["dates"]),
        ("page:\n  - {id: a, at: e|}", ["end"]),
        ("outcome: d|", ["done"]),
        ("outcome: {defer: {re|}}", ["reason: "]),
        ("params: {date: da|}", ["date", "datetime"]),
        ("accepts:\n  - {mu|", ["mutant: "]),
    ],
)
def test_that_what_fits_is_offered(text: str, words: list[str]) -> None:
    assert offered(text) == words


@pytest.mark.parametrize(
    "text", ["# ver|", "goal: wor|", REQUIRE + '    because: "vi|', REQUIRE + "    values: {date: $date|}"]
)
def test_that_nothing_is_offered_where_anything_may_stand(text: str) -> None:
    assert offered(text) == []


def test_that_a_table_after_the_cursor_counts_and_that_of_another_clause_does_not() -> None:
    text = (
        "allow:\n  - {id: a, insert: members}\n  - {id: b, only: [n|], update: visits}\n  - {id: c, insert: members}\n"
    )
    assert offered(text) == ["note"]


def test_that_the_word_in_progress_is_replaced_and_explained() -> None:
    found = at(REQUIRE + "    values: {no|}")
    assert found.start == len(REQUIRE + "    values: {")
    assert [word.detail for word in found.words] == ["string, may be null"]


def test_that_without_a_schema_the_language_is_still_offered() -> None:
    assert [word.text for word in complete("allow:\n  - {id: a, up", 21).words] == ["update: "]
    assert complete("allow:\n  - {id: a, insert: ", 27).words == ()
