"""Values that the initial state tells: only where they lead to one row, and under names that nothing else has."""

from dataclasses import replace

from tests.authoring.worlds import PARAMETERS, record
from workbench.authoring.ground import Ground
from workbench.authoring.lookups import Lookup, lookups
from workbench.domain.values import JsonValue, Scalar


def found(
    table: str, column: str, value: Scalar, lets: dict[str, str] | None = None, **given: JsonValue
) -> list[Lookup]:
    ground = Ground(record(parameters={**PARAMETERS, **given}), lets=lets or {})
    return list(lookups(ground, table, column, value))


def test_what_the_task_names_and_one_word_lead_to_one_row() -> None:
    one = found("visits", "folder_id", 2)[0]
    assert one.expression == "row(folders, {member_id: $member.id, kind: 'sent'}).id"
    assert one.name == "sent_folder"
    assert one.words == "the folder with member_id $member.id and kind sent"


def test_conditions_that_several_rows_meet_are_no_lookup() -> None:
    expressions = [one.expression for one in found("visits", "folder_id", 2)]
    assert "row(folders, {kind: 'sent'}).id" not in expressions
    assert "row(folders, {member_id: $member.id}).id" not in expressions
    assert found("visits", "folder_id", 4, member={"id": 9}) == [], "nothing of the task leads to Ada's sent mail"


def test_a_word_that_one_row_alone_has_is_enough() -> None:
    assert [one.expression for one in found("visits", "folder_id", 5, member={"id": 8})][:1] == [
        "row(folders, {kind: 'odd'}).id"
    ]


def test_a_row_that_came_later_and_an_empty_cell_are_not_looked_up() -> None:
    assert found("visits", "folder_id", 99) == []
    assert found("visits", "folder_id", None) == []


def test_names_are_those_of_the_draft_or_new_ones() -> None:
    expression = found("visits", "folder_id", 2)[0].expression
    assert found("visits", "folder_id", 2, lets={"outbox": expression})[0].name == "outbox"
    assert found("visits", "folder_id", 2, lets={"sent_folder": "1", "sent_folder_2": "2"})[0].name == "sent_folder_3"
    assert found("visits", "folder_id", 2, sent_folder="Sent")[0].name == "sent_folder_row", "no parameter is shadowed"


def test_a_price_is_looked_up_beside_the_service_that_the_task_names() -> None:
    (one,) = found("visits", "price", 4500)
    assert (one.name, one.expression) == ("service_price", "row(services, {id: $service.id}).price")
    assert one.words == "price of $service"
    assert found("visits", "price", 7000) == []


def test_small_numbers_and_short_words_are_equal_by_chance() -> None:
    assert found("members", "points", 1, visit={"id": 21, "ref": "V-21"}) == []
    assert found("visits", "seats", 1, visit={"id": 21, "ref": "V-21"}) == []
    assert found("visits", "status", "booked", visit={"id": 21, "ref": "V-21"}) == []


def test_a_copied_text_is_looked_up_in_the_row_that_the_task_names() -> None:
    ground, text = Ground(record(parameters={"old": {"id": 21, "ref": "V-21"}})), "a long text " * 5
    rows = {**ground.run.initial.tables["visits"]}
    rows[21,] = {**rows[21,], "note": text}
    initial = replace(ground.run.initial, tables={**ground.run.initial.tables, "visits": rows})
    (one,) = lookups(replace(ground, run=replace(ground.run, initial=initial)), "visits", "note", text)
    assert (one.name, one.expression) == ("old_note", "row(visits, {id: $old.id}).note")


def test_a_world_too_large_to_keep_offers_no_lookup() -> None:
    ground = Ground(record())
    partial = replace(ground.run, initial=replace(ground.run.initial, complete=False))
    assert lookups(replace(ground, run=partial), "visits", "folder_id", 2) == ()
