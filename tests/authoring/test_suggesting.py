"""A spec suggested from shipped demonstrations: right ones pass, failing ones and idle ones don't."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.authoring.worlds import PARAMETERS, ROWS, VISIT, change, looked, record
from workbench.archive.library import find_episodes
from workbench.archive.reader import open_run
from workbench.authoring.adopting import adopted, starting_text
from workbench.authoring.ground import Ground
from workbench.authoring.proposals import Proposal
from workbench.authoring.suggesting import suggest
from workbench.domain.actions import Defer, Done
from workbench.domain.changes import Actor
from workbench.domain.episodes import FinalState, RunRecord
from workbench.domain.verdicts import Ruling
from workbench.verifier import Spec, judge, parse_spec

RECORDINGS = Path(__file__).parents[2] / "recordings"
WORKOUTS = (
    "mail/send",
    "mail/archive",
    "mail/forward",
    "clinic/book_visit",
    "hotel/new_stay",
    "payments/transfer",
    "benefits/plan_option",
    "benefits/long_application",
    "utility/contact_preferences",
)
LOOK, SEND = looked("g1"), looked("p1", "POST")


@dataclass(frozen=True)
class Shelf:
    """The shipped runs of one workout, and what is suggested from the golds among them."""

    workout: str

    @cached_property
    def runs(self) -> list[RunRecord]:
        return [open_run(entry.folder) for entry in find_episodes(RECORDINGS / self.workout)]

    @cached_property
    def golds(self) -> list[RunRecord]:
        return [run for run in self.runs if run.header.label == "gold"]

    @cached_property
    def proposals(self) -> tuple[Proposal, ...]:
        return suggest(self.golds)

    @cached_property
    def text(self) -> str:
        return written(self.golds[0], self.proposals)

    @cached_property
    def spec(self) -> Spec:
        return parse_spec(self.text, source="suggested.yaml", schema=self.golds[0].initial.schema)

    @property
    def loaded(self) -> Any:
        return YAML(typ="safe", pure=True).load(self.text)


def written(gold: RunRecord, proposals: Sequence[Proposal]) -> str:
    text = starting_text(gold.header.workout, "Do it.", Ground(gold))
    for proposal in proposals:
        text = adopted(text, proposal)
    return text


def idle(gold: RunRecord) -> RunRecord:
    """The gold's world, in which nobody did anything, and the end was declared."""
    changes = tuple(one for one in gold.changes if one.actor is not Actor.AGENT)
    assert gold.final is not None
    final = FinalState({}, {}, dict(gold.initial.counts)) if not changes else gold.final
    return replace(gold, changes=changes, final=final, exchanges=(), outcome=Done())


@pytest.fixture(scope="module")
def shelves() -> dict[str, Shelf]:
    return {workout: Shelf(workout) for workout in WORKOUTS}


@pytest.mark.parametrize("workout", WORKOUTS)
def test_the_demonstrations_satisfy_what_is_suggested_from_them_and_failing_runs_do_not(
    workout: str, shelves: dict[str, Shelf]
) -> None:
    shelf = shelves[workout]
    assert shelf.golds
    for run in shelf.runs:
        assert judge(shelf.spec, run).ruling.value == run.header.expected, run.header.id


@pytest.mark.parametrize("workout", WORKOUTS)
def test_doing_nothing_does_not_satisfy_what_is_suggested(workout: str, shelves: dict[str, Shelf]) -> None:
    shelf = shelves[workout]
    assert judge(shelf.spec, idle(shelf.golds[0])).ruling is Ruling.VIOLATED


def test_a_booked_visit_is_said_in_the_names_of_the_task(shelves: dict[str, Shelf]) -> None:
    shelf = shelves["clinic/book_visit"]
    assert len(shelf.golds) == 6
    assert shelf.loaded["require"] == [
        {
            "id": "the-visit",
            "insert": "visits",
            "values": {
                "member_id": "$member.id",
                "service_id": "$service.id",
                "date": "$date",
                "time": "$time",
                "status": "booked",
                "changed_at": None,
            },
        }
    ]
    assert shelf.loaded["allow"] == [
        {"id": "members-changed", "update": "members", "key": "$member.id", "only": ["last_seen_at"]}
    ]
    assert shelf.loaded["outcome"] == "done"
    assert shelf.proposals[0].why.endswith("in all 6 demonstrations")


def test_trails_are_ephemeral_and_every_other_table_is_guarded(shelves: dict[str, Shelf]) -> None:
    tables = shelves["clinic/book_visit"].loaded["tables"]
    assert {table for table, policy in tables.items() if policy == "ephemeral"} == {
        "audit_log",
        "sessions",
        "page_views",
    }
    assert set(tables) == set(shelves["clinic/book_visit"].golds[0].initial.schema.tables)


def test_required_tables_are_never_to_be_mended_or_emptied(shelves: dict[str, Shelf]) -> None:
    assert [one["id"] for one in shelves["clinic/book_visit"].loaded["never"]] == [
        "no-visits-changed",
        "no-visits-deleted",
    ]
    assert [one["id"] for one in shelves["benefits/plan_option"].loaded["never"]] == ["no-enrollments-deleted"]


def test_a_sent_message_is_one_email_in_the_sent_folder_with_two_recipients(shelves: dict[str, Shelf]) -> None:
    loaded = shelves["mail/send"].loaded
    assert [one["id"] for one in loaded["require"]] == ["the-email", "the-recipient", "the-recipient-2"]
    assert loaded["require"][0]["values"]["folder_id"] == "$sent_folder"
    assert loaded["let"] == {"sent_folder": "row(folders, {account_id: $account.id, kind: 'sent'}).id"}
    assert [one["values"]["address"] for one in loaded["require"][1:]] == ["$to.address", "$cc.address"]
    assert {one["values"]["email_id"] for one in loaded["require"][1:]} == {"$the-email.id"}


def test_the_same_done_to_each_of_a_list_is_one_clause_that_counts(shelves: dict[str, Shelf]) -> None:
    shelf = shelves["mail/archive"]
    (moved,) = shelf.loaded["require"]
    assert (moved["id"], moved["key"], moved["times"]) == ("the-emails-changed", {"id": {"in": "$messages"}}, 5)
    assert shelf.proposals[0].warnings == ("5 is how many there are in this task; another may have more or fewer.",)


def test_a_copied_file_is_looked_up_and_no_letters_of_it_are_demanded(shelves: dict[str, Shelf]) -> None:
    attachment = shelves["mail/forward"].loaded["require"][2]["values"]
    assert attachment["sha256"] == "$file_sha256"
    assert attachment["content"] == "$file_content"


def test_a_new_bookings_number_is_left_open(shelves: dict[str, Shelf]) -> None:
    loaded = shelves["hotel/new_stay"].loaded
    assert "ref" not in loaded["require"][0]["values"]
    assert "column:the-stay.ref=*" in [one["mutant"] for one in loaded["accepts"]]
    assert "let" not in loaded, "a version that is 1 by chance is not looked up"


def test_a_balance_is_demanded_with_a_warning(shelves: dict[str, Shelf]) -> None:
    paid = next(one for one in shelves["payments/transfer"].proposals if one.id == "the-account-changed")
    assert paid.entry["values"] == {"balance_cents": 738419}
    assert paid.warnings == ("balance_cents 738419 is this task's value; other tasks will have another.",)


def test_drafts_that_are_gone_at_the_end_are_set_aside_with_a_warning(shelves: dict[str, Shelf]) -> None:
    (aside,) = (one for one in shelves["benefits/long_application"].proposals if one.tables.get("drafts"))
    assert aside.tables == {"drafts": "ephemeral"}
    assert "drafts is not guarded" in aside.warnings[0]


def test_deleted_rows_are_named_by_what_the_task_says_of_them(shelves: dict[str, Shelf]) -> None:
    gone = [one for one in shelves["utility/contact_preferences"].loaded["require"] if "delete" in one]
    assert [one["where"]["topic"] for one in gone] == ["$drop.first.code", "$drop.second.code"]


@pytest.mark.parametrize(
    ("gold", "wanted"),
    [
        ("clinic/book_or_defer/gold-defer", {"reason": "closed_day", "entity": "$date"}),
        ("payments/transfer_or_defer/gold-defer", {"reason": "needs_approval", "entity": "$account.id"}),
        ("insurance/claim_over_threshold/gold-defer", {"reason": "needs_approval", "entity": "$policy.number"}),
    ],
)
def test_a_deferring_demonstration_wants_the_deferral(gold: str, wanted: dict[str, str]) -> None:
    run = open_run(RECORDINGS / gold)
    text = written(run, suggest([run]))
    assert YAML(typ="safe", pure=True).load(text)["outcome"] == {"defer": wanted}
    spec = parse_spec(text, source="x.yaml", schema=run.initial.schema)
    assert judge(spec, run).ruling is Ruling.SATISFIED
    assert judge(spec, replace(run, outcome=Done())).ruling is Ruling.VIOLATED
    assert isinstance(run.outcome, Defer)
    assert judge(spec, replace(run, outcome=replace(run.outcome, reason="other"))).ruling is Ruling.VIOLATED


def booked(**cells: Any) -> RunRecord:
    new = {**VISIT, **cells}
    parameters = {**PARAMETERS, "date": new["date"], "time": new["time"]}
    return record(change(1, "visits", new=new, request="p1"), parameters=parameters, exchanges=[LOOK, SEND])


def values(*runs: RunRecord) -> Any:
    return suggest(runs)[0].entry["values"]


def test_a_value_that_differs_between_demonstrations_is_what_all_can_mean() -> None:
    one, other = booked(), booked(date="2026-08-15", note="late", seats=2)
    assert values(one)["note"] == ""
    both = values(one, other)
    assert both["date"] == "$date", "a parameter in both, though its value differs"
    assert "note" not in both
    assert "seats" not in both
    assert both["status"] == "booked"
    signed = suggest([one, other])[0].accepts
    assert {"column:the-visit.note=*", "column:the-visit.seats=*"} <= set(signed)


def test_a_change_that_not_all_demonstrations_made_is_allowed_and_not_required() -> None:
    label = change(2, "labels", new={"visit_id": 22, "word": "late"}, request="p1")
    one = booked()
    other = replace(one, changes=(*one.changes, label))
    made = suggest([one, other])
    assert [(proposal.section, proposal.id) for proposal in made if proposal.section in ("require", "allow")] == [
        ("require", "the-visit"),
        ("allow", "labels"),
    ]


def test_alike_changes_stay_apart_where_another_clause_names_one_of_them() -> None:
    visit = {**VISIT, "room_id": 31}
    first, second = (
        change(1, "visits", new=visit, request="p1"),
        change(2, "visits", new={**visit, "id": 27}, request="p1"),
    )
    mail = change(3, "reminders", new={"id": 1, "visit_id": 26, "kind": "mail"}, request="p1")
    two = record(first, second, exchanges=[SEND])
    assert [(one.id, one.entry.get("times")) for one in suggest([two]) if one.section == "require"] == [
        ("the-visits", 2)
    ]
    three = replace(two, changes=(first, second, mail))
    assert [one.id for one in suggest([three]) if one.section == "require"] == [
        "the-visit",
        "the-visit-2",
        "the-reminder",
    ]


def test_a_table_that_is_altered_may_be_altered_and_prohibitions_give_reasons() -> None:
    member = ROWS["members"][0]
    paid = change(1, "members", old=member, new={**member, "points": 1}, request="p1")
    made = [one for one in suggest([record(paid, exchanges=[SEND])]) if one.section == "never"]
    assert [(one.id, one.entry["because"]) for one in made] == [
        ("no-members-deleted", "no member is to be destroyed"),
    ]


def test_nothing_is_suggested_from_nothing() -> None:
    assert suggest([]) == ()


def test_each_line_can_be_left_out_and_the_rest_still_parses(shelves: dict[str, Shelf]) -> None:
    shelf = shelves["clinic/book_visit"]
    for left_out in range(len(shelf.proposals)):
        rest = [one for number, one in enumerate(shelf.proposals) if number != left_out]
        parse_spec(written(shelf.golds[0], rest), source="x.yaml", schema=shelf.golds[0].initial.schema)
