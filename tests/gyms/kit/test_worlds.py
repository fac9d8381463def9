"""Making worlds: seeds, options, templates, jobs, goals."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from gyms.kit.causes import AGENT, SYSTEM, Cause
from gyms.kit.check import digests
from gyms.kit.clock import WorldClock
from gyms.kit.databases.sqlite.files import FileDatabase
from gyms.kit.failures import BrokenGym, UnknownName
from gyms.kit.goals import fill_goal
from gyms.kit.perturbations import Hit
from gyms.kit.perturbations.intermittent_errors import IntermittentErrors
from gyms.kit.world import World
from gyms.kit.worlds import Worlds
from tests.gyms.kit.library import Note, add_note, library


def test_that_the_same_seed_gives_the_same_world_and_another_seed_another(worlds: Worlds) -> None:
    opened = [worlds.open("library", "lend_book", seed=seed) for seed in (7, 7, 8)]
    one, same, other = (digests(world) for world in opened)
    assert one == same
    assert one["books"] != other["books"]
    for world in opened:
        worlds.close_world(world)


def test_that_workouts_of_one_seed_share_what_populate_made(worlds: Worlds) -> None:
    opened = [worlds.open("library", name, seed=7) for name in ("lend_book", "find_book")]
    one, other = (digests(world) for world in opened)
    assert one["books"] == other["books"]
    for world in opened:
        worlds.close_world(world)


def test_that_world_ids_are_readable_and_never_the_same(world: World, worlds: Worlds) -> None:
    other = worlds.open("library", "library/lend_book")
    assert world.id.startswith("library-")
    assert world.id != other.id
    worlds.close_world(other)


def test_that_templates_of_living_worlds_are_kept_and_others_make_room() -> None:
    with Worlds({"library": library}, most_templates=2) as few:
        living = few.open("library", "lend_book", seed=1)
        for seed in range(2, 6):
            few.close_world(few.open("library", "lend_book", seed=seed))
        assert isinstance(living.database, FileDatabase)
        templates = list(living.database.path.parent.glob("library-lend_book-*.db"))
        assert len(templates) == 2
        assert living.lookup("books", {}, "count") == 12
        few.close_world(living)


def test_that_asking_the_initial_state_for_what_is_not_there_says_so(world: World) -> None:
    with pytest.raises(UnknownName, match="colour"):
        world.lookup("books", {"colour": "red"}, "rows")
    with pytest.raises(UnknownName, match="cats"):
        world.lookup("cats", {}, "count")


def test_that_the_schema_tells_types_keys_and_references(world: World) -> None:
    books = world.schema()["tables"]["books"]
    types = {column["name"]: column["type"] for column in books["columns"]}
    assert types["price"] == "money"
    assert types["weight"] == "float"
    assert types["lent"] == "boolean"
    assert types["due"] == "date"
    assert types["seen_at"] == "datetime"
    assert books["foreign_keys"] == [
        {"columns": ["shelf_id"], "target": "shelves", "target_columns": ["id"], "on_delete": "CASCADE"}
    ]
    assert books["unique"] == [["shelf_id", "place"]]
    opens = next(column for column in world.schema()["tables"]["shelves"]["columns"] if column["name"] == "opens")
    assert opens == {"name": "opens", "type": "time", "nullable": False, "default": "09:00"}
    lent = next(column for column in books["columns"] if column["name"] == "lent")
    assert lent["default"] is False


def test_that_a_worlds_clock_runs_jumps_ahead_and_never_goes_back() -> None:
    seconds = 100.0
    starts = datetime(2026, 7, 2, 9, 14)  # noqa: DTZ001 - world time
    clock = WorldClock(starts, monotonic=lambda: seconds)
    seconds += 61.5
    assert clock.now() == starts + timedelta(seconds=61)
    clock.advance(10)
    assert clock.instant() == starts + timedelta(seconds=71.5)
    with pytest.raises(ValueError, match="go back"):
        clock.advance(-1)
    clock.restart()
    assert clock.now() == starts


def test_that_jobs_run_in_order_of_time_and_name_who_started_them(world: World) -> None:
    world.jobs.clear()
    with world.journal.acting(Cause(AGENT, request="r9")):
        world.jobs.enqueue("second", 20, add_note("b"))
        world.jobs.enqueue("first", 10, add_note("a"))
    world.jobs.enqueue("nobody's", 30, add_note("c"))
    assert world.run_due_jobs() == 0
    assert world.jobs.pending() == ("first", "second", "nobody's")
    assert world.jobs.pending(AGENT) == ("first", "second")
    world.clock.advance(60)
    assert world.run_due_jobs() == 3
    told = [(it["new"]["text"], it["job"], it["actor"], it["cause"]) for it in world.journal.changes()]
    assert told == [("a", "first", AGENT, "r9"), ("b", "second", AGENT, "r9"), ("c", "nobody's", SYSTEM, None)]


def test_that_a_job_that_a_job_enqueues_still_names_the_request(world: World) -> None:
    def chain(session: Session) -> None:
        session.add(Note(text="one"))
        world.jobs.enqueue("link", 5, add_note("two"))

    with world.journal.acting(Cause(AGENT, request="r3")):
        world.jobs.enqueue("chain", 5, chain)
    world.clock.advance(5)
    world.run_due_jobs()
    world.clock.advance(5)
    world.run_due_jobs()
    assert [(it["job"], it["actor"], it["cause"]) for it in world.journal.changes()] == [
        ("chain", AGENT, "r3"),
        ("link", AGENT, "r3"),
    ]


def test_that_a_job_that_fails_is_rolled_back_and_reported(world: World) -> None:
    told: list[str] = []
    world.failed = lambda what, advice: told.append(what)

    def broken(session: Session) -> None:
        session.add(Note(text="never"))
        session.flush()
        raise RuntimeError("no paper")

    world.jobs.enqueue("print", 0, broken)
    world.run_due_jobs()
    assert world.journal.changes() == []
    assert "no paper" in told[0]


def test_that_a_goal_reads_iso_dates_times_and_nested_parameters() -> None:
    parameters = {"member": {"name": "Ada"}, "date": "2026-07-14", "time": "10:30", "cents": 1250}
    goal = "{member.name}: {date:%A %d %B %Y}, {time} ({time:%I:%M %p}), {cents}"
    assert fill_goal(goal, parameters) == "Ada: Tuesday 14 July 2026, 10:30 (10:30 AM), 1250"
    with pytest.raises(BrokenGym, match="can't be filled in"):
        fill_goal("{member.name.__class__}", parameters)


@pytest.mark.parametrize("burst", [1, 2])
def test_that_intermittent_errors_come_in_bursts_no_longer_than_told(burst: int) -> None:
    perturbation = IntermittentErrors(share=0.9, burst=burst)
    failing = [perturbation.fails(Hit(seed=3, ordinal=ordinal, method="GET", path="/")) for ordinal in range(1, 200)]
    runs = "".join("x" if fails else "." for fails in failing).split(".")
    assert max(map(len, runs)) == burst
    assert failing == [
        perturbation.fails(Hit(seed=3, ordinal=ordinal, method="GET", path="/")) for ordinal in range(1, 200)
    ]
