"""From a displayed text to the cell behind it: on shipped recordings, and on a small world that says why."""

import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from workbench.archive.reader import open_run
from workbench.authoring.displaying import Origin, changes_until, origins
from workbench.authoring.from_page import origin_words
from workbench.authoring.readings import readings
from workbench.domain.changes import Actor, Change, Operation
from workbench.domain.episodes import InitialState, RunRecord
from workbench.domain.schema import Column, ForeignKey, Schema, Table
from workbench.domain.values import Key, Row

RECORDINGS = Path(__file__).parents[2] / "recordings"

SERVICES = Table("services", (Column("id", "integer"), Column("name", "string"), Column("price", "money")), ("id",))
VISITS = Table(
    "visits",
    (
        Column("id", "integer"),
        Column("service_id", "integer"),
        Column("date", "date"),
        Column("time", "time"),
        Column("status", "string"),
        Column("note", "string", nullable=True),
        Column("reminded", "boolean"),
        Column("booked_at", "datetime"),
    ),
    ("id",),
    (ForeignKey(("service_id",), "services", ("id",)),),
)


def visit(id: int, service: int, date: str, at: str, **more: object) -> Row:
    row = {"id": id, "service_id": service, "date": date, "time": at, "status": "no_show", "note": None}
    return {**row, "reminded": False, "booked_at": "2026-01-05T08:00:00", **more}  # type: ignore[dict-item]


@pytest.fixture(scope="module")
def booking() -> RunRecord:
    return open_run(RECORDINGS / "clinic" / "book_visit" / "gold-flatpickr")


@pytest.fixture
def world(booking: RunRecord) -> RunRecord:
    """Two visits on one day, of two services."""
    services = {1: "Dentistry", 2: "Eye test"}
    rows = [
        visit(41, 1, "2026-07-14", "09:00"),
        visit(42, 2, "2026-07-14", "10:30", note="Bring the old glasses, please"),
    ]
    initial = InitialState(
        Schema({"services": SERVICES, "visits": VISITS}),
        {
            "services": {(id,): {"id": id, "name": name, "price": 125_000 * id} for id, name in services.items()},
            "visits": {(row["id"],): row for row in rows},
        },
    )
    return replace(booking, initial=initial, changes=())


def best(found: tuple[Origin, ...]) -> tuple[str, object, str]:
    return found[0].table, found[0].key[0], found[0].column


def test_that_a_date_in_my_visits_leads_to_the_visit_that_was_booked(booking: RunRecord) -> None:
    change = next(change for change in booking.changes if change.table == "visits")
    found = origins("Tue 4 August 2026, 16:30", booking, None, ("Dental hygiene", "Dr Eliz Golden", "Booked"))
    assert [(one.table, one.key, one.column) for one in found[:2]] == [
        ("visits", change.key, "date"),
        ("visits", change.key, "time"),
    ]
    assert found[0].changed_by == change.seq
    assert found[0].shown_as == "date Tue 4 August 2026"
    assert not found[0].ambiguous


def test_that_before_the_booking_it_was_not_there(booking: RunRecord) -> None:
    change = next(change for change in booking.changes if change.table == "visits")
    assert all(one.key != change.key for one in origins("4 August 2026", booking, change.seq - 1))
    assert all(one.key != change.key for one in origins("4 August 2026", booking, change.at - 0.001))
    assert best(origins("4 August 2026", booking, change.seq)) == ("visits", change.key[0], "date")
    assert changes_until(booking.changes, change.at)[-1].seq >= change.seq


def test_that_a_subject_in_sent_leads_to_the_message_and_not_to_its_draft() -> None:
    run = open_run(RECORDINGS / "mail" / "send" / "gold")
    sent = next(change for change in run.changes if change.table == "emails")
    assert sent.new is not None
    found = origins(str(sent.new["subject"]), run, None, ("To: Colton Taylor", "09:14", "Sent"), ("outgoing",))
    assert best(found) == ("emails", sent.key[0], "subject")
    assert found[0].changed_by == sent.seq
    assert not found[0].ambiguous


def test_that_what_stands_near_tells_rows_apart(world: RunRecord) -> None:
    assert best(origins("14 July", world, None, ("10:30", "Eye test"))) == ("visits", 42, "date")
    assert best(origins("14 July", world, None, ("09:00", "Dentistry"))) == ("visits", 41, "date")
    assert best(origins("14 July", world, None, ("Dentistry",))) == ("visits", 41, "date"), "by its reference alone"


def test_that_an_address_near_by_tells_rows_apart(world: RunRecord) -> None:
    assert best(origins("14 July", world, None, ("/visits/42/edit",))) == ("visits", 42, "date")
    assert best(origins("14 July", world, None, ("http://w1.localhost:1/visits/41",))) == ("visits", 41, "date")


def test_that_two_that_nothing_tells_apart_are_both_told(world: RunRecord) -> None:
    found = origins("14 July", world)
    assert {one.key for one in found if one.ambiguous} == {(41,), (42,)}
    assert all(not one.ambiguous for one in origins("14 July", world, None, ("/visits/42",)))


@pytest.mark.parametrize(
    ("text", "place", "shown_as"),
    [
        ("2026-07-14", "date", "as written"),
        ("Tuesday, July 14th, 2026", "date", "date Tuesday, July 14th, 2026"),
        ("14/07/2026", "date", "date 14/07/2026"),
        ("14.07.26", "date", "date 14.07.26"),
        ("14JUL26", "date", "date 14JUL26"),
        ("Jul 14", "date", "date Jul 14, without its year"),
        ("10:30", "time", "as written"),
        ("10:30 am", "time", "time 10:30 am"),
        ("No show", "status", "spelled No show"),
        ("Bring the old glasses …", "note", "a part of it"),
        ("5 Jan 2026 at 08:00", "booked_at", "date 5 Jan 2026"),
    ],
)
def test_that_a_cell_is_found_however_it_is_displayed(world: RunRecord, text: str, place: str, shown_as: str) -> None:
    found = origins(text, world, None, ("/visits/42",))
    assert best(found) == ("visits", 42, place)
    assert found[0].shown_as == shown_as


@pytest.mark.parametrize("text", ["1,250.00", "€1,250", "1250.00 EUR", "Price: $1,250.00"])
def test_that_money_is_found_in_cents(world: RunRecord, text: str) -> None:
    found = origins(text, world)
    assert best(found) == ("services", 1, "price")
    assert found[0].value == 125_000


def test_that_a_text_of_several_cells_leads_to_each(world: RunRecord) -> None:
    found = origins("Eye test on 14 July 2026, 10:30", world)
    assert {(one.table, one.key[0], one.column) for one in found[:3]} == {
        ("services", 2, "name"),
        ("visits", 42, "date"),
        ("visits", 42, "time"),
    }
    assert not any(one.whole or one.ambiguous for one in found[:3])


def test_that_what_this_run_wrote_comes_first_and_says_by_which_change(world: RunRecord) -> None:
    moved = Change(
        7, 1, "visits", (41,), Operation.UPDATE, world.initial.tables["visits"][41,],
        visit(41, 1, "2026-07-20", "10:30"), Actor.AGENT, "r1", None, 10.0, "2026-07-02T09:00:00",
    )  # fmt: skip
    found = origins("10:30", replace(world, changes=(moved,)))
    assert (best(found), found[0].changed_by) == (("visits", 41, "time"), 7)
    assert [one.key for one in found] == [(41,), (42,)]
    assert origins("9:00", replace(world, changes=(moved,))) == (), "it is gone"


def test_that_a_row_that_what_was_written_points_at_says_so(world: RunRecord) -> None:
    booked = Change(
        3, 1, "visits", (43,), Operation.INSERT, None, visit(43, 2, "2026-08-01", "11:00"),
        Actor.AGENT, "r1", None, 10.0, "2026-07-02T09:00:00",
    )  # fmt: skip
    name = origins("Eye test", replace(world, changes=(booked,)))[0]
    assert (name.table, name.changed_by) == ("services", None)
    assert [(one.table, one.key, one.column, one.seq) for one in name.referred_by] == [
        ("visits", (43,), "service_id", 3)
    ]


def test_that_a_heading_leads_nowhere(world: RunRecord) -> None:
    assert origins("My appointments", world) == ()
    assert origins("", world) == ()


def test_that_a_date_of_two_readings_is_read_both_ways() -> None:
    days = {reading.key[1] for reading in readings("07/08/2026") if reading.key[0] == "d"}
    assert days == {"2026-07-08", "2026-08-07"}
    assert not [reading for reading in readings("31 June 2026") if reading.key[0] == "d"]


def test_that_an_origin_is_put_into_words(world: RunRecord) -> None:
    found = origins("14 July", world, None, ("/visits/42",))[0]
    assert origin_words(found) == "visits **42** · date = **2026-07-14** (shown as date 14 July, without its year)"


def test_that_it_is_quick_in_a_world_of_five_thousand_rows(world: RunRecord) -> None:
    rows = [visit(id, id % 2 + 1, f"2026-{id % 12 + 1:02}-{id % 28 + 1:02}", f"{id % 24:02}:30") for id in range(5000)]
    visits: dict[Key, Row] = {(row["id"],): row for row in rows}
    tables: dict[str, Mapping[Key, Row]] = {**world.initial.tables, "visits": visits}
    run = replace(world, initial=replace(world.initial, tables=tables))
    origins("14 July", run)  # the index is made once for a state

    def took() -> float:
        began = time.process_time()
        origins("14 July 2026, 10:30", run, None, ("Eye test", "No show", "/visits/42"))
        return time.process_time() - began

    assert min(took() for _ in range(3)) < 0.05
