"""From a change to the clause that requires, allows or forbids it."""

import pytest

from tests.authoring.worlds import PARAMETERS, ROWS, VISIT, change, record
from workbench.authoring.from_change import allowed, altered, forbidden, fresh_id, ignored, offer, required
from workbench.authoring.ground import BoundRow, Ground
from workbench.authoring.meanings import Kind
from workbench.domain.changes import Change, Operation
from workbench.domain.values import JsonValue, Row

GROUND = Ground(record())
BOOKED = change(1, "visits", new=VISIT)
OLD: Row = ROWS["visits"][1]
"""Visit 22, of member 7."""


def cells(offered_of: Change, ground: Ground = GROUND) -> list[tuple[str, str]]:
    return [(one.side, one.choices.column) for one in offer(ground, offered_of).cells]


def knowing(**given: JsonValue) -> Ground:
    return Ground(record(parameters={**PARAMETERS, **given}))


def test_the_key_of_a_new_row_is_left_out() -> None:
    assert ("values", "id") not in cells(BOOKED)
    assert {side for side, _ in cells(BOOKED)} == {"values"}
    assert len(cells(BOOKED)) == len(VISIT) - 1


def test_a_key_that_says_something_is_kept() -> None:
    label = change(1, "labels", new={"visit_id": 22, "word": "late"})
    assert cells(label) == [("values", "visit_id"), ("values", "word")]


def test_a_required_new_row_says_what_the_task_says_and_signs_for_the_rest() -> None:
    made = required(GROUND, offer(GROUND, BOOKED))
    assert made.section == "require"
    assert made.entry == {
        "id": "the-visit",
        "insert": "visits",
        "values": {
            "member_id": "$member.id",
            "service_id": "$service.id",
            "folder_id": "$sent_folder",
            "date": "$date",
            "time": "$time",
            "price": "$service_price",
            "seats": 1,
            "paid": False,
            "status": "booked",
            "note": "",
        },
    }
    assert list(made.lets) == ["sent_folder", "service_price"]
    assert sorted(made.accepts) == [f"column:the-visit.{column}=*" for column in ("booked_at", "ref", "room_id")]
    assert "**visits** was added" in made.why
    assert made.warnings == ()


def test_an_update_names_its_row_what_it_comes_to_and_the_columns_that_may_differ() -> None:
    moved = change(1, "visits", old=OLD, new={**OLD, "date": "2026-08-14", "time": "10:30"})
    ground = knowing(visit={"id": 22, "ref": "V-22"})
    assert required(ground, offer(ground, moved)).entry == {
        "id": "the-visit-changed",
        "update": "visits",
        "key": "$visit.id",
        "values": {"date": "$date", "time": "$time"},
        "only": ["date", "time"],
    }


def test_true_that_becomes_one_is_a_difference() -> None:
    assert altered(change(1, "visits", old={**OLD, "paid": True}, new={**OLD, "paid": 1})) == ("paid",)


def test_a_deleted_row_is_named_by_its_key() -> None:
    ground = knowing(visit={"id": 22, "ref": "V-22"})
    assert required(ground, offer(ground, change(1, "visits", old=OLD))).entry == {
        "id": "the-visit-deleted",
        "delete": "visits",
        "key": "$visit.id",
    }


def test_a_row_whose_number_the_task_does_not_say_is_named_by_what_it_holds() -> None:
    ground = knowing(date="2026-08-02", time="17:00")
    offered = offer(ground, change(1, "visits", old=OLD))
    assert required(ground, offered).entry == {
        "id": "the-visit-deleted",
        "delete": "visits",
        "where": {"member_id": "$member.id", "service_id": "$service.id", "date": "$date"},
    }
    key = offered.cells[0]
    assert (key.side, key.choices.first.kind) == ("key", Kind.ANYTHING)
    picked = key.choices.of(Kind.LITERAL)
    assert picked is not None
    assert required(ground, offered, {("key", "id"): picked}).entry["key"] == 22


def test_a_row_that_nothing_singles_out_is_this_tasks_row_which_is_said() -> None:
    made = required(GROUND, offer(GROUND, change(1, "visits", old=OLD)))
    assert made.entry["key"] == 22
    assert "where" not in made.entry
    assert made.warnings == ("id 22 is this task's row; other tasks will have another.",)


def test_a_list_that_the_task_gives_may_name_the_row() -> None:
    ground = knowing(visits=[22, 24])
    moved = change(1, "visits", old=OLD, new={**OLD, "status": "moved"})
    assert required(ground, offer(ground, moved)).entry["key"] == {"id": {"in": "$visits"}}


def test_a_composite_key_is_named_by_column() -> None:
    label = change(1, "labels", old={"visit_id": 22, "word": "late"})
    ground = knowing(visit={"id": 22, "ref": "V-22"})
    assert required(ground, offer(ground, label)).entry["key"] == {"visit_id": "$visit.id", "word": "late"}


def test_a_balance_that_nothing_explains_is_kept_with_a_warning() -> None:
    member = ROWS["members"][0]
    paid = change(1, "members", old=member, new={**member, "points": 800})
    made = required(GROUND, offer(GROUND, paid))
    assert made.entry["values"] == {"points": 800}
    assert made.warnings == ("points 800 is this task's value; other tasks will have another.",), "Ada's 800 are chance"
    given = knowing(points=800)
    assert required(given, offer(given, paid)).warnings == ()


def test_a_new_rows_ordinary_numbers_are_no_reason_to_warn() -> None:
    odd = change(1, "visits", new={**VISIT, "price": 1234, "seats": 1})
    assert required(GROUND, offer(GROUND, odd)).warnings == (
        "price 1234 is this task's value; other tasks will have another.",
    )


def test_names_that_fit_as_well_are_told() -> None:
    ground = knowing(old={"id": 22, "ref": "V-22"}, visit={"id": 22, "ref": "V-22"})
    moved = change(1, "visits", old=OLD, new={**OLD, "status": "moved"})
    # the parameter that is called like the table is likelier
    assert required(ground, offer(ground, moved)).entry["key"] == "$visit.id"
    twice = knowing(first="South wing", second="South wing")
    noted = change(1, "visits", old=OLD, new={**OLD, "note": "South wing"})
    assert "note equals $first and $second here: say which is meant." in required(twice, offer(twice, noted)).warnings


def test_a_picked_meaning_is_what_the_clause_says() -> None:
    offered = offer(GROUND, BOOKED)
    status = next(one for one in offered.cells if one.choices.column == "status")
    anything = status.choices.of(Kind.ANYTHING)
    assert anything is not None
    made = required(GROUND, offered, {("values", "status"): anything})
    assert isinstance(made.entry["values"], dict)
    assert "status" not in made.entry["values"]
    assert made.accepts["column:the-visit.status=*"] == "any status in visits"


def test_several_of_a_kind_are_counted_with_a_warning() -> None:
    made = required(GROUND, offer(GROUND, BOOKED), times=3)
    assert (made.id, made.entry["times"]) == ("the-visits", 3)
    assert made.warnings == ("3 is how many there are in this task; another may have more or fewer.",)
    assert "column:the-visits.room_id=*" in made.accepts


def test_what_is_allowed_stays_tied_to_whose_it_is_and_open_in_all_else() -> None:
    made = allowed(GROUND, offer(GROUND, BOOKED))
    assert made.section == "allow"
    assert made.entry == {
        "id": "visits",
        "insert": "visits",
        "values": {"member_id": "$member.id", "service_id": "$service.id"},
    }
    member = ROWS["members"][0]
    seen = change(1, "members", old=member, new={**member, "last_seen_at": "2026-07-02T09:00:00"})
    assert allowed(GROUND, offer(GROUND, seen)).entry == {
        "id": "members-changed",
        "update": "members",
        "key": "$member.id",
        "only": ["last_seen_at"],
    }


def test_a_row_of_a_clause_is_spoken_of_by_that_clause() -> None:
    ground = Ground(record(), (BoundRow("the-visit", "visits", VISIT),))
    mail = change(2, "reminders", new={"id": 1, "visit_id": 26, "kind": "mail"})
    assert required(ground, offer(ground, mail)).entry["values"] == {"visit_id": "$the-visit.id", "kind": "mail"}


@pytest.mark.parametrize(
    ("operation", "id", "because"),
    [
        (Operation.INSERT, "no-visits-added", "no visit is to be added"),
        (Operation.UPDATE, "no-visits-changed", "no visit is to be changed"),
        (Operation.DELETE, "no-visits-deleted", "no visit is to be deleted"),
    ],
)
def test_a_prohibition_says_what_and_why(operation: Operation, id: str, because: str) -> None:
    assert forbidden(GROUND, "visits", operation).entry == {"id": id, operation.value: "visits", "because": because}


def test_a_prohibition_may_watch_columns_and_have_the_authors_reason() -> None:
    made = forbidden(GROUND, "visits", Operation.UPDATE, "theirs alone", ("date",))
    assert made.entry["only"] == ["date"]
    assert made.entry["because"] == "theirs alone"


def test_an_ignored_table_is_a_policy_and_no_clause() -> None:
    made = ignored("looks")
    assert (made.section, made.id, made.tables) == ("", "", {"looks": "ephemeral"})


@pytest.mark.parametrize(
    ("wanted", "taken", "id"),
    [
        ("the-visit", (), "the-visit"),
        ("the-visit", ("the-visit",), "the-visit-2"),
        ("the-visit", ("the-visit", "the-visit-2"), "the-visit-3"),
        ("audit log!", (), "audit-log"),
        ("7days", (), "c-7days"),
        ("__", (), "clause"),
    ],
)
def test_ids_are_fresh_and_such_as_a_spec_may_have(wanted: str, taken: tuple[str, ...], id: str) -> None:
    assert fresh_id(wanted, taken) == id
