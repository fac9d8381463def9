"""What a cell may stand for, and what is proposed for it first."""

import pytest

from tests.authoring.worlds import PARAMETERS, VISIT, record
from workbench.authoring.ground import BoundRow, Ground
from workbench.authoring.meanings import Choices, Kind, choices
from workbench.domain.values import JsonValue, Scalar

BOUND = (BoundRow("the-visit", "visits", VISIT),)


def said(
    table: str, column: str, value: Scalar, *, rows: tuple[BoundRow, ...] = (), goal: str = "", **given: JsonValue
) -> Choices:
    return choices(Ground(record(parameters={**PARAMETERS, **given}, goal=goal), rows), table, column, value)


def values(found: Choices) -> list[JsonValue]:
    return [one.value for one in found.meanings]


@pytest.mark.parametrize(
    ("column", "value", "meant"),
    [
        ("date", "2026-08-14", "$date"),
        ("time", "10:30", "$time"),
        ("time", "10:30:00", "$time"),
        ("member_id", 7, "$member.id"),
        ("service_id", 3, "$service.id"),
    ],
)
def test_a_cell_is_the_parameter_whose_name_and_value_fit(column: str, value: Scalar, meant: str) -> None:
    found = said("visits", column, value)
    assert (found.first.kind, found.first.value) == (Kind.PARAMETER, meant)
    assert found.rivals == ()


def test_a_number_is_never_a_text_of_the_same_figures() -> None:
    assert "$code" not in values(said("visits", "seats", 4711, code="4711"))
    assert "$code" not in values(said("visits", "note", "4711", code=4711))
    assert said("visits", "note", "4711", code="4711").first.value == "$code"


def test_true_is_not_one() -> None:
    assert "$seats" not in values(said("visits", "paid", True, seats=1))
    assert said("visits", "seats", 1, seats=1).first.value == "$seats"


def test_two_parameters_that_fit_as_well_are_both_told() -> None:
    found = said("visits", "note", "South wing", first="South wing", second="South wing")
    assert found.first.value == "$first"
    assert found.rivals == ("$second",)
    assert "$second" in values(found)


def test_the_name_decides_between_parameters_of_the_same_value() -> None:
    found = said("visits", "date", "2026-08-14", birthday="2026-08-14")
    assert found.first.value == "$date"
    assert found.rivals == ()
    assert "$birthday" in values(found), "the other can be chosen still"


def test_a_small_number_is_no_parameter_by_mere_chance() -> None:
    found = said("visits", "seats", 3, nights=3)
    assert found.first.kind is Kind.LITERAL
    assert "$nights" in values(found)
    assert said("visits", "seats", 250, nights=250).first.value == "$nights"


def test_money_is_compared_as_cents_and_dates_as_dates() -> None:
    assert said("visits", "price", 4500, amount={"cents": 4500, "typed": "45.00"}).first.value == "$amount.cents"
    assert "$amount.typed" not in values(said("visits", "price", 4500, amount={"typed": "4500"}))
    assert "$stamp" not in values(said("visits", "date", "2026-08-14", stamp="2026-08-14T00:00:00"))


def test_what_stands_beside_an_id_tells_whose_row_it_is() -> None:
    found = said("visits", "room_id", 31, old={"id": 31, "name": "North"}, new={"id": 31, "name": "South"})
    assert found.first.value == "$new.id"
    assert found.rivals == ()
    assert said("visits", "room_id", 7, clerk={"id": 7, "name": "North"}).first.value == "$clerk.id"
    assert said("visits", "room_id", 7, clerk={"id": 7, "name": "Ada"}).first.value != "$clerk.id"


def test_a_key_that_points_at_a_new_row_is_the_row_that_a_clause_takes() -> None:
    found = said("reminders", "visit_id", 26, rows=BOUND)
    assert (found.first.kind, found.first.value) == (Kind.ROW, "$the-visit.id")
    assert said("visits", "id", 26, rows=BOUND).first.value == "$the-visit.id"
    assert said("reminders", "visit_id", 25, rows=BOUND).of(Kind.ROW) is None
    assert said("visits", "seats", 26, rows=BOUND).of(Kind.ROW) is None, "it points at nothing"


def test_a_row_that_several_clauses_took_is_called_by_the_first() -> None:
    later = BoundRow("the-visit-changed", "visits", {**VISIT, "status": "moved"})
    found = said("reminders", "visit_id", 26, rows=(*BOUND, later))
    assert values(found)[:2] == ["$the-visit.id", "$the-visit-changed.id"]


def test_a_row_that_was_there_before_is_called_as_the_task_calls_it() -> None:
    moved = (BoundRow("the-move", "visits", {**VISIT, "id": 22}),)
    found = said("reminders", "visit_id", 22, rows=moved, visit={"id": 22, "ref": "V-22"})
    assert values(found)[:2] == ["$visit.id", "$the-move.id"]
    assert said("reminders", "visit_id", 22, rows=moved).first.value == "$the-move.id"


def test_a_foreign_key_that_nothing_explains_is_anything() -> None:
    found = said("visits", "room_id", 31)
    assert found.first.kind is Kind.ANYTHING
    assert found.of(Kind.LITERAL) is not None


def test_timestamps_are_anything_also_on_the_day_that_the_task_names() -> None:
    found = said("visits", "booked_at", "2026-08-14T09:12:44")
    assert found.first.kind is Kind.ANYTHING
    assert found.of(Kind.CONTAINS) is None


@pytest.mark.parametrize("token", ["f3a9c2d1e8b7", "aGVsbG9Xb3JsZFRva2Vu", "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d"])
def test_random_tokens_are_anything(token: str) -> None:
    assert said("visits", "note", token).first.kind is Kind.ANYTHING


def test_what_looks_random_but_was_said_is_kept() -> None:
    assert said("visits", "note", "f3a9c2d1e8b7", code="f3a9c2d1e8b7").first.value == "$code"
    assert said("visits", "note", "AB12CD34", goal="Write AB12CD34 into the note.").first.kind is Kind.LITERAL


def test_a_new_number_in_a_unique_column_is_the_databases_own_business() -> None:
    assert said("visits", "ref", "V-26").first.kind is Kind.ANYTHING
    assert said("visits", "ref", "V-26", goal="Call it V-26.").first.kind is Kind.LITERAL


def test_a_plain_word_is_exactly_itself() -> None:
    found = said("visits", "status", "booked")
    assert (found.first.kind, found.first.value, found.first.words) == (Kind.LITERAL, "booked", "exactly “booked”")
    assert found.meanings[-1].kind is Kind.ANYTHING


@pytest.mark.parametrize(("value", "words"), [(None, "exactly null"), (False, "exactly false"), (0, "exactly 0")])
def test_nothing_false_and_zero_are_exactly_themselves(value: Scalar, words: str) -> None:
    column = {"NoneType": "note", "bool": "paid", "int": "seats"}[type(value).__name__]
    assert said("visits", column, value).first.words == words


def test_a_dollar_sign_is_doubled_so_that_it_refers_to_nothing() -> None:
    literal = said("visits", "note", "$5 off").of(Kind.LITERAL)
    assert literal is not None
    assert literal.value == "$$5 off"


def test_a_text_that_contains_a_parameter_says_so() -> None:
    found = said("visits", "note", "For Noor Haddad, please")
    assert (found.first.kind, found.first.value) == (Kind.CONTAINS, {"contains": "$member.name"})


def test_a_name_somewhere_in_a_long_letter_is_not_what_the_letter_is_about() -> None:
    found = said("visits", "note", f"{'Lorem ipsum. ' * 20}Noor Haddad")
    assert found.first.kind is Kind.LITERAL
    assert found.of(Kind.CONTAINS) is not None


def test_case_and_spacing_may_be_left_open() -> None:
    found = said("visits", "note", "noor  haddad")
    assert found.first.kind is Kind.TIDIED
    assert found.first.value == {"is": "$member.name", "as": ["caseless", "one_spaced"]}
    same = said("members", "name", "Noor Haddad")
    assert same.first.value == "$member.name"
    assert same.of(Kind.TIDIED) is not None


def test_a_range_may_be_chosen_where_values_have_an_order() -> None:
    ranged = said("visits", "price", 4500).of(Kind.RANGE)
    assert ranged is not None
    assert ranged.value == {"from": 4500, "to": 4500}
    assert said("visits", "status", "booked").of(Kind.RANGE) is None
    assert said("visits", "room_id", 31).of(Kind.RANGE) is None


def test_one_of_a_list_that_the_task_gives_is_so() -> None:
    found = said("visits", "id", 22, messages=[22, 24])
    assert (found.first.kind, found.first.value) == (Kind.LISTED, {"in": "$messages"})
    assert said("visits", "id", 23, messages=[22, 24]).of(Kind.LISTED) is None
    assert said("visits", "seats", 2, sizes=[1, 2]).of(Kind.LISTED) is None, "small numbers are equal by chance"


def test_a_lookup_is_proposed_only_where_the_tasks_names_lead_to_it() -> None:
    found = said("visits", "folder_id", 2)
    assert found.first.kind is Kind.LOOKUP
    assert found.first.lookup is not None
    assert found.first.lookup.expression == "row(folders, {member_id: $member.id, kind: 'sent'}).id"
    odd = said("visits", "folder_id", 5)
    assert odd.first.kind is Kind.ANYTHING, "a row that a word alone singles out may be chosen, not proposed"
    assert odd.of(Kind.LOOKUP) is not None


def test_no_meaning_is_offered_twice() -> None:
    for column, value in VISIT.items():
        found = said("visits", column, value, rows=BOUND)
        assert len({one.same for one in found.meanings}) == len(found.meanings)


def test_a_value_that_only_this_task_can_explain_is_doubtful() -> None:
    assert said("members", "points", 17860).doubtful
    assert not said("members", "points", 700).doubtful, "a row held it at the start"
    assert not said("members", "points", 17860, points=17860).doubtful
    assert not said("members", "points", 17860, goal="Give Noor 17860 points.").doubtful
    assert not said("visits", "status", "cancelled").doubtful, "a word is the clinic's own"
    assert not said("visits", "price", 0).doubtful, "nothing is what things begin with"
