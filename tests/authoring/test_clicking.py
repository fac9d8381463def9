"""What clicks do to a text: each is one edit to a text that still parses."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from workbench.archive.reader import open_run
from workbench.authoring.adopting import starting_text
from workbench.authoring.clicking import accept, drop, give_reason, guard, mean, say_of_change
from workbench.authoring.edits import Edit, applied, inverse
from workbench.authoring.from_change import CellOffer, ChangeOffer, offer
from workbench.authoring.ground import Ground
from workbench.authoring.meanings import Kind
from workbench.authoring.outline import NotEditable
from workbench.authoring.suggesting import suggest
from workbench.domain.changes import Operation
from workbench.domain.episodes import RunRecord
from workbench.verifier import parse_spec

RECORDINGS = Path(__file__).parents[2] / "recordings"
SIGNED = """\
version: 1
workout: clinic/book_visit
require:
  - {id: the-visit, insert: visits, values: {date: $date}}
  - {id: the-visit-2, insert: visits, values: {time: $time}}
never:
  - {id: no-call, call: "POST /visits/*/cancel"}
order:
  - {id: read-back, read: "GET /visits/{the-visit.id}", after: the-visit}
  - {id: read-again, read: "GET /visits/{the-visit-2.id}", after: the-visit-2}
  - {id: first-one, clause: the-visit, before: the-visit-2}
accepts:
  - {mutant: "column:the-visit.note=*", sentence: "this spec accepts: any note"}
  - {mutant: "drop:the-visit", sentence: "this spec accepts: none"}
  - {mutant: "column:the-visit-2.note=*", sentence: "this spec accepts: any note"}
  - {mutant: "drop:the-visit-2", sentence: "this spec accepts: none"}
  - {mutant: "called:no-call", sentence: "this spec accepts: one call"}
  - {mutant: "unread:read-again", sentence: "this spec accepts: no look"}
  - {mutant: "stray-insert:members", sentence: "this spec accepts: members"}
"""


def load(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


@pytest.fixture(scope="module")
def run() -> RunRecord:
    return open_run(RECORDINGS / "clinic" / "book_visit" / "gold-native")


@pytest.fixture(scope="module")
def ground(run: RunRecord) -> Ground:
    return Ground(run)


@pytest.fixture(scope="module")
def begun(run: RunRecord, ground: Ground) -> str:
    return starting_text(run.header.workout, "Book it.", ground)


def offered(ground: Ground, table: str) -> ChangeOffer:
    return offer(ground, next(one for one in ground.run.changes if one.table == table))


def cell(of: ChangeOffer, column: str) -> CellOffer:
    return next(one for one in of.cells if one.choices.column == column)


def clicked(text: str, edit: Edit, ground: Ground) -> str:
    """The text after the click, which parses, and from which a second one leads back."""
    new = applied(text, edit)
    parse_spec(new, source="x.yaml", schema=ground.run.initial.schema)
    assert applied(new, inverse(text, edit)) == text
    assert edit.title
    return new


@pytest.mark.parametrize("table", ["visits", "members", "page_views"])
@pytest.mark.parametrize("what", ["require", "allow", "never", "ignore"])
def test_every_button_leads_to_a_text_that_parses(table: str, what: str, ground: Ground, begun: str) -> None:
    new = load(clicked(begun, say_of_change(begun, ground, what, offered(ground, table), {}), ground))
    if what == "ignore":
        assert new["tables"] == {table: "ephemeral"}
    else:
        assert [list(one.values())[1] for one in new[what]] == [table]


def test_two_clicks_before_the_draft_is_judged_give_two_ids(ground: Ground, begun: str) -> None:
    text = begun
    for _ in range(3):
        text = clicked(text, say_of_change(text, ground, "require", offered(ground, "visits"), {}), ground)
    assert [one["id"] for one in load(text)["require"]] == ["the-visit", "the-visit-2", "the-visit-3"]


def test_a_forbidden_update_watches_the_columns_that_were_altered(ground: Ground, begun: str) -> None:
    text = clicked(begun, say_of_change(begun, ground, "never", offered(ground, "members"), {}), ground)
    assert load(text)["never"][0]["only"] == ["last_seen_at"]


def test_anything_takes_a_value_out_and_signs_and_a_value_takes_the_signature_back(ground: Ground, begun: str) -> None:
    offering = offered(ground, "visits")
    required = clicked(begun, say_of_change(begun, ground, "require", offering, {}), ground)
    status = cell(offering, "status")
    anything, exactly = status.choices.of(Kind.ANYTHING), status.choices.of(Kind.LITERAL)
    assert anything is not None
    assert exactly is not None
    opened = clicked(required, mean(required, "the-visit", status, anything, whole_key=True), ground)
    assert "status" not in load(opened)["require"][0]["values"]
    assert {"mutant": "column:the-visit.status=*", "sentence": "this spec accepts: any status"} in load(opened)[
        "accepts"
    ]
    closed = clicked(opened, mean(opened, "the-visit", status, exactly, whole_key=True), ground)
    assert load(closed)["require"][0]["values"] == load(required)["require"][0]["values"]
    assert load(closed)["accepts"] == load(required)["accepts"]


def test_a_key_is_opened_and_closed_without_a_signature(ground: Ground, begun: str) -> None:
    offering = offered(ground, "members")
    required = clicked(begun, say_of_change(begun, ground, "require", offering, {}), ground)
    assert load(required)["require"][0]["key"] == "$member.id"
    key = cell(offering, "id")
    anything, exactly = key.choices.of(Kind.ANYTHING), key.choices.of(Kind.LITERAL)
    assert anything is not None
    assert exactly is not None
    opened = clicked(required, mean(required, "the-member-changed", key, anything, whole_key=True), ground)
    assert "key" not in load(opened)["require"][0]
    assert load(opened)["accepts"] == load(required)["accepts"]
    closed = clicked(opened, mean(opened, "the-member-changed", key, exactly, whole_key=True), ground)
    assert load(closed)["require"][0]["key"] == dict(ground.parameters)["member.id"]


def test_a_key_from_a_list_is_written_by_column() -> None:
    run = open_run(RECORDINGS / "mail" / "archive" / "gold")
    mail = Ground(run)
    text = starting_text(run.header.workout, "Archive them.", mail)
    offering = offered(mail, "emails")
    text = clicked(text, say_of_change(text, mail, "require", offering, {}), mail)
    key = cell(offering, "id")
    literal, listed = key.choices.of(Kind.LITERAL), key.choices.of(Kind.LISTED)
    assert literal is not None
    assert listed is not None
    text = clicked(text, mean(text, "the-email-changed", key, literal, whole_key=True), mail)
    assert load(text)["require"][0]["key"] == 495
    text = clicked(text, mean(text, "the-email-changed", key, listed, whole_key=True), mail)
    assert load(text)["require"][0]["key"] == {"id": {"in": "$messages"}}


def test_a_lookup_comes_with_its_let() -> None:
    run = open_run(RECORDINGS / "mail" / "archive" / "gold")
    mail = Ground(run)
    folder = cell(offered(mail, "emails"), "folder_id")
    lookup = folder.choices.of(Kind.LOOKUP)
    assert lookup is not None
    begun = starting_text(run.header.workout, "Archive them.", mail)
    begun += "require:\n  - {id: moved, update: emails, values: {flagged: true}}\n"
    text = clicked(begun, mean(begun, "moved", folder, lookup, whole_key=True), mail)
    assert load(text)["let"] == {"archive_folder": "row(folders, {account_id: $account.id, kind: 'archive'}).id"}
    assert load(text)["require"][0]["values"]["folder_id"] == "$archive_folder"


def test_dropping_a_clause_drops_what_is_ordered_and_signed_about_it_and_nothing_about_its_namesake() -> None:
    text = load(applied(SIGNED, drop(SIGNED, "the-visit")))
    assert [one["id"] for one in text["require"]] == ["the-visit-2"]
    assert [one["id"] for one in text["order"]] == ["read-again"]
    assert [one["mutant"] for one in text["accepts"]] == [
        "column:the-visit-2.note=*",
        "drop:the-visit-2",
        "called:no-call",
        "unread:read-again",
        "stray-insert:members",
    ]


def test_dropping_the_longer_name_leaves_the_shorter_alone() -> None:
    text = load(applied(SIGNED, drop(SIGNED, "the-visit-2")))
    assert [one["id"] for one in text["order"]] == ["read-back"]
    assert [one["mutant"] for one in text["accepts"]][:2] == ["column:the-visit.note=*", "drop:the-visit"]
    assert "the-visit-2" not in str(text)


def test_calls_and_order_lines_are_dropped_with_their_signatures() -> None:
    text = load(applied(SIGNED, drop(SIGNED, "no-call")))
    assert "never" not in text
    assert "called:no-call" not in [one["mutant"] for one in text["accepts"]]
    text = load(applied(SIGNED, drop(SIGNED, "read-again")))
    assert "unread:read-again" not in [one["mutant"] for one in text["accepts"]]
    assert len(text["order"]) == 2


def test_what_was_dropped_comes_back_with_one_undo(ground: Ground) -> None:
    clicked(SIGNED, drop(SIGNED, "the-visit"), ground)
    assert applied(SIGNED, drop(SIGNED, "no-such-clause")) == SIGNED


def test_a_table_is_guarded_against_each_operation_with_the_authors_reason(ground: Ground, begun: str) -> None:
    text = clicked(begun, guard(begun, ground, "services", tuple(Operation), "prices are the clinic's"), ground)
    assert [one["id"] for one in load(text)["never"]] == [
        "no-services-added",
        "no-services-changed",
        "no-services-deleted",
    ]
    assert {one["because"] for one in load(text)["never"]} == {"prices are the clinic's"}
    again = clicked(text, guard(text, ground, "services", (Operation.DELETE,), ""), ground)
    assert load(again)["never"][-1]["id"] == "no-services-deleted-2"


def test_a_reason_is_given_altered_and_taken_away(ground: Ground) -> None:
    given = clicked(SIGNED, give_reason(SIGNED, "the-visit", "as asked: this day"), ground)
    assert load(given)["require"][0]["because"] == "as asked: this day"
    other = clicked(given, give_reason(given, "the-visit", "she said so"), ground)
    assert load(other)["require"][0]["because"] == "she said so"
    assert applied(other, give_reason(other, "the-visit", "")) == SIGNED


def test_suggestions_are_accepted_one_by_one_or_all_at_once(run: RunRecord, ground: Ground, begun: str) -> None:
    made = suggest([run])
    one = accept(begun, made[:1])
    assert one.title == "Accept the-visit"
    every = accept(begun, made)
    assert every.title == f"Accept {len(made)} lines"
    text = begun
    for proposal in made:
        text = clicked(text, accept(text, [proposal]), ground)
    assert text == clicked(begun, every, ground)


def test_a_text_that_is_no_yaml_is_left_alone(ground: Ground) -> None:
    with pytest.raises(NotEditable):
        say_of_change("require: [", ground, "require", offered(ground, "visits"), {})
    with pytest.raises(NotEditable):
        drop("require: [", "the-visit")
