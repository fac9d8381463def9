"""What the demonstrations show a table to be."""

from tests.authoring.worlds import ROWS, VISIT, change, looked, record
from workbench.authoring.behaviour import Part, acted, behaviours
from workbench.domain.changes import Actor
from workbench.domain.episodes import RunRecord

LOOK, SEND = looked("g1"), looked("p1", "POST")
BOOKED = change(5, "visits", new=VISIT, request="p1")
MEMBER = ROWS["members"][0]


def parts(*runs: RunRecord) -> dict[str, Part]:
    return {table: one.part for table, one in behaviours(runs).items()}


def test_what_a_sent_form_writes_is_the_task() -> None:
    assert parts(record(BOOKED, exchanges=[LOOK, SEND])) == {"visits": Part.TASK}


def test_rows_that_a_mere_look_leaves_behind_are_a_trail() -> None:
    view = change(1, "looks", new={"id": 1, "path": "/"}, request="g1")
    posted = change(2, "looks", new={"id": 2, "path": "/visits"}, request="p1")
    assert parts(record(view, posted, exchanges=[LOOK, SEND])) == {"looks": Part.TRAIL}
    assert parts(record(posted, exchanges=[LOOK, SEND])) == {"looks": Part.TASK}


def test_a_job_that_a_look_began_is_a_look_too() -> None:
    late = change(1, "looks", new={"id": 1, "path": "/"}, request=None, job="tally 1", cause="g1")
    assert parts(record(late, exchanges=[LOOK])) == {"looks": Part.TRAIL}


def test_rows_that_looks_alone_alter_are_touched() -> None:
    seen = change(1, "members", old=MEMBER, new={**MEMBER, "last_seen_at": "now"}, request="g1")
    paid = change(2, "members", old=MEMBER, new={**MEMBER, "points": 1}, request="p1")
    assert parts(record(seen, exchanges=[LOOK, SEND])) == {"members": Part.TOUCHED}
    assert parts(record(seen, paid, exchanges=[LOOK, SEND]))["members"] is not Part.TOUCHED


def test_work_that_is_taken_off_in_the_background_is_a_queue() -> None:
    put = change(1, "jobs", new={"id": 1, "state": "new"}, request="p1")
    done = change(2, "jobs", old={"id": 1, "state": "new"}, new={"id": 1, "state": "done"}, request=None, job="deliver")
    assert parts(record(put, done, exchanges=[SEND])) == {"jobs": Part.QUEUE}
    assert parts(record(put, exchanges=[SEND])) == {"jobs": Part.TASK}


def test_a_record_that_a_job_completes_is_no_queue_where_other_rows_point_at_it() -> None:
    done = change(6, "visits", old=VISIT, new={**VISIT, "status": "sent"}, request=None, job="confirm")
    mail = change(7, "reminders", new={"id": 1, "visit_id": VISIT["id"], "kind": "mail"}, request="p1")
    assert parts(record(BOOKED, done, exchanges=[SEND])) == {"visits": Part.QUEUE}
    assert parts(record(BOOKED, done, mail, exchanges=[SEND])) == {"visits": Part.TASK, "reminders": Part.TASK}


def test_a_row_that_says_only_that_and_when_is_a_trail() -> None:
    mark = change(1, "seen", new={"id": 1, "visit_id": 22, "at": "2026-07-02T09:00:00"}, request="p1")
    assert parts(record(mark, exchanges=[SEND])) == {"seen": Part.TRAIL}


def test_a_pair_of_pointers_without_a_moment_may_be_the_task() -> None:
    label = change(1, "labels", new={"visit_id": 22, "word": "late"}, request="p1")
    assert parts(record(label, exchanges=[SEND])) == {"labels": Part.TASK}


def test_what_is_put_in_and_taken_out_again_is_scratch() -> None:
    put = change(1, "reminders", new={"id": 1, "visit_id": 22, "kind": "a"}, request="p1")
    saved = change(2, "reminders", old=put.new, new={"id": 1, "visit_id": 22, "kind": "b"}, request="p1")
    gone = change(3, "reminders", old=saved.new, request="p1")
    other = change(4, "reminders", old={"id": 9, "visit_id": 23, "kind": "b"}, request="p1")
    assert parts(record(put, saved, gone, exchanges=[SEND])) == {"reminders": Part.SCRATCH}
    assert parts(record(put, saved, exchanges=[SEND])) == {"reminders": Part.TASK}, "it stays"
    assert parts(record(put, gone, other, exchanges=[SEND])) == {"reminders": Part.TASK}, "the other was there before"


def test_what_comes_out_another_way_each_time_is_unsteady() -> None:
    again = change(6, "visits", new={**VISIT, "id": 27}, request="p1")
    runs = record(BOOKED, exchanges=[SEND]), record(BOOKED, again, exchanges=[SEND])
    assert parts(*runs) == {"visits": Part.UNSTEADY}
    assert parts(runs[0], runs[0]) == {"visits": Part.TASK}


def test_a_table_that_only_one_run_touches_is_told_of_as_well() -> None:
    label = change(6, "labels", new={"visit_id": 22, "word": "late"}, request="p1")
    runs = record(BOOKED, exchanges=[SEND]), record(BOOKED, label, exchanges=[SEND])
    assert parts(*runs) == {"visits": Part.TASK, "labels": Part.UNSTEADY}


def test_what_the_world_does_by_itself_is_nobodys() -> None:
    own = change(1, "jobs", new={"id": 1, "state": "new"}, request=None, job="nightly", actor=Actor.SYSTEM)
    run = record(own, BOOKED, exchanges=[SEND])
    assert acted(run) == (BOOKED,)
    assert parts(run) == {"visits": Part.TASK}


def test_every_part_comes_with_a_reason() -> None:
    (one,) = behaviours([record(BOOKED, exchanges=[SEND])]).values()
    assert one.why == "the demonstration changed it"
