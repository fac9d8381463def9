"""What an author stands on: names, rows, ids and words."""

import pytest

from tests.authoring.worlds import PARAMETERS, ROWS, VISIT, change, record
from workbench.authoring.ground import Ground, grounded, one_of, singular
from workbench.domain.verdicts import Ruling, Verdict
from workbench.verifier import parse_spec

DRAFT = """\
version: 1
workout: clinic/book
let: {free: "count(visits, {date: $date}) == 0"}
require:
  - {id: the-visit, insert: visits, values: {date: $date}}
  - {id: reminders, insert: reminders, times: 2}
allow:
  - {id: seen-again, update: members, only: [last_seen_at]}
never:
  - {id: no-call, call: "POST /visits/*/cancel"}
order:
  - {id: read-back, read: "GET /visits/{the-visit.id}", after: the-visit}
page:
  - {id: told, role: status}
"""


def verdict(charges: dict[int, str]) -> Verdict:
    return Verdict(Ruling.SATISFIED, (), charges=charges)


@pytest.mark.parametrize(
    ("table", "one"),
    [
        ("visits", "visit"),
        ("addresses", "address"),
        ("beneficiaries", "beneficiary"),
        ("profile_changes", "profile_change"),
        ("boxes", "box"),
        ("branches", "branch"),
        ("dishes", "dish"),
        ("classes", "class"),
        ("statuses", "status"),
        ("status", "status"),
        ("houses", "house"),
        ("closures", "closure"),
        ("staff", "staff"),
        ("news", "news"),
        ("guest_people", "guest_person"),
        ("pies", "pie"),
    ],
)
def test_one_row_of_a_table_is_called_as_english_calls_it(table: str, one: str) -> None:
    assert singular(table) == one


def test_a_table_without_a_plural_of_its_own_is_spoken_of_by_its_rows() -> None:
    assert one_of("profile_changes") == "profile change"
    assert one_of("ledger") == "row of ledger"


def test_parameters_are_known_by_dotted_names_and_lists_by_their_own() -> None:
    given = {**PARAMETERS, "messages": [21, 22], "trips": [{"id": 1}]}
    ground = Ground(record(parameters=given))
    assert dict(ground.parameters)["member.id"] == 7
    assert dict(ground.parameters)["date"] == "2026-08-14"
    assert [name for name, _ in ground.parameters if name.startswith(("messages", "trips"))] == []
    assert ground.lists == (("messages", (21, 22)),), "a list of mappings is none of values"


def test_the_ids_of_all_kinds_of_clauses_are_taken() -> None:
    ground = grounded(record(), parse_spec(DRAFT, source="x.yaml"), verdict({}))
    assert ground.ids == {"the-visit", "reminders", "seen-again", "no-call", "read-back", "told"}
    assert list(ground.lets) == ["free"]


def test_a_row_is_bound_to_the_clause_that_takes_exactly_one() -> None:
    visit = change(1, "visits", new=VISIT)
    mails = [change(n, "reminders", new={"id": n, "visit_id": 26, "kind": "mail"}) for n in (2, 3)]
    member = ROWS["members"][0]
    seen = change(4, "members", old=member, new={**member, "last_seen_at": "2026-07-02T09:00:00"})
    spec = parse_spec(DRAFT, source="x.yaml")
    charged = verdict({1: "the-visit", 2: "reminders", 3: "reminders", 4: "seen-again"})
    bound = grounded(record(visit, *mails, seen), spec, charged).rows
    assert [(one.clause, one.table, one.row["id"]) for one in bound] == [("the-visit", "visits", 26)]


def test_a_run_without_a_draft_has_no_ids_and_no_rows() -> None:
    ground = grounded(record(change(1, "visits", new=VISIT)))
    assert (ground.ids, ground.rows, dict(ground.lets)) == (frozenset(), (), {})


def test_what_the_goal_says_itself_is_known_as_whole_words() -> None:
    ground = Ground(record(goal="Move 3 guests to room 31B, for 45.50 at most."))
    assert ground.tells(3)
    assert ground.tells("31B")
    assert not ground.tells(31)
    assert not ground.tells(45)
    assert not ground.tells("")
    assert not ground.tells(True)


def test_a_parameter_is_vouched_for_by_what_stands_beside_it() -> None:
    ground = Ground(record())
    assert ground.vouched("member.id", "members", 7)
    assert not ground.vouched("member.id", "rooms", 7), "a room of that number has another name"
    assert not ground.vouched("date", "members", 7), "nothing stands beside it"
