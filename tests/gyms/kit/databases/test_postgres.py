"""Worlds on a PostgreSQL server: the same worlds as in files, as closely watched."""

import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from gyms.kit.causes import AGENT, Cause
from gyms.kit.check import check_gym, digests
from gyms.kit.databases.choosing import databases_at
from gyms.kit.databases.postgres.world_database import ServerDatabase
from gyms.kit.failures import BrokenDatabase, BrokenGym
from gyms.kit.world import World
from gyms.kit.worlds import Worlds
from tests.gyms.kit.library import Book, Note, Shelf, Tag, library
from tests.gyms.kit.statements import Statement, refusals_allowed, statement
from tests.postgres import LocalServer

_UNLIKE = {"at", "world_time"}
"""What differs between two runs of the same."""


def do(world: World, *statements: str, request: str = "r1") -> None:
    """Raw SQL in one transaction of one request."""
    with world.journal.acting(Cause(AGENT, request=request)), world.session() as session:
        for statement in statements:
            session.execute(text(statement))
        session.commit()


def told(world: World) -> list[dict[str, Any]]:
    """The journal's words, without what no two runs share."""
    return [{key: value for key, value in change.items() if key not in _UNLIKE} for change in world.journal.changes()]


def where(world: World) -> str:
    """How another program would reach its database."""
    assert isinstance(world.database, ServerDatabase)
    return world.database.conninfo


def content(world: World) -> dict[str, Any]:
    """Every row in the order that a SELECT without ORDER BY gives."""
    with psycopg.connect(where(world)) as connection:
        names = world.schema()["tables"]
        return {name: connection.execute(f"SELECT * FROM {name}".encode()).fetchall() for name in names}


def test_that_a_seed_gives_the_same_rows_and_task_as_in_a_file(served: World, world: World) -> None:
    assert digests(served) == digests(world)
    assert served.task.parameters == world.task.parameters
    assert served.account().problems == []


def _work(world: World) -> None:
    """Of every kind of row work some, in three requests, with values of every type."""
    with world.journal.acting(Cause(AGENT, request="r1")), world.session() as session:
        book = session.get_one(Book, 2)
        book.lent, book.price, book.weight, book.due = True, 2**40, 0.1, None
        book.cover, book.title = b"\x00\xff", "ä 💊"
        session.add(Note(text="it's\nnew"))
        session.add(Tag(book_id=3, word="blue"))
        session.commit()
    with world.journal.acting(Cause(AGENT, request="r2")), world.session() as session:
        session.delete(session.get_one(Shelf, 1))
        session.flush()
        session.get_one(Shelf, 2).label = "New"
        session.commit()
    with world.journal.acting(Cause(AGENT, request="r3")), world.session() as session:
        session.add_all([Book(shelf_id=2, place=place) for place in (7, 8, 9)])
        session.add(Note(text="last"))
        session.commit()


def test_that_the_journal_says_the_same_as_over_a_file(served: World, world: World) -> None:
    _work(served)
    _work(world)
    key = lambda change: (change["transaction"], change["table"], str(change["key"]), change["operation"])  # noqa: E731
    ours, theirs = (sorted(told(each), key=key) for each in (served, world))
    assert [{**change, "seq": 0} for change in ours] == [{**change, "seq": 0} for change in theirs]
    assert digests(served) == digests(world)
    assert served.account().problems == []


def test_that_a_database_trigger_of_the_gym_is_seen_in_its_order(served: World) -> None:
    do(served, "UPDATE shelves SET label = 'New' WHERE id = 2")
    first, second = told(served)
    assert (first["new"]["label"], first["new"]) == ("New", second["old"])


def test_that_what_is_rolled_back_is_an_attempt(served: World, agent: Cause) -> None:
    attempted: list[Any] = []
    served.journal.publish = lambda _, attempts: attempted.extend(attempts)
    with served.journal.acting(agent), served.session() as session:
        session.add(Note(text="Kept"))
        session.flush()
        with suppress(IntegrityError), session.begin_nested():
            session.add(Note(text="Lost"))
            session.flush()
            session.execute(text("INSERT INTO notes (id, text) VALUES (1, 'Taken')"))
        session.commit()
        session.add(Note(text="Gone"))
        session.flush()
        session.rollback()
    assert [change["new"]["text"] for change in told(served)] == ["Kept"]
    assert [it["new"]["text"] for it in attempted] == ["Lost", "Gone"]
    assert served.account().problems == []


def test_that_raw_transactions_are_told_apart(served: World, agent: Cause) -> None:
    with served.journal.acting(agent), served.engine.connect() as connection:
        for statement in (
            "INSERT INTO notes (text) VALUES ('a')",
            "INSERT INTO notes (text) VALUES ('b')",
            "COMMIT",
            "INSERT INTO notes (text) VALUES ('c')",
            "COMMIT",
        ):
            connection.exec_driver_sql(statement)
    assert [(change["transaction"], change["new"]["text"]) for change in told(served)] == [(1, "a"), (1, "b"), (2, "c")]
    assert served.account().problems == []


def test_that_several_connections_are_journalled_in_commit_order(served: World) -> None:
    def work(name: str) -> None:
        for number in range(5):
            do(served, f"INSERT INTO notes (text) VALUES ('{name} {number}')", request=name)

    threads = [threading.Thread(target=work, args=(f"r{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    changes = told(served)
    assert [change["seq"] for change in changes] == list(range(1, 21))
    assert [change["transaction"] for change in changes] == list(range(1, 21))
    assert all(change["new"]["text"].startswith(change["request"]) for change in changes)
    assert served.account().problems == []


@pytest.mark.parametrize(
    "statement", ["INSERT INTO notes (text) VALUES ('x')", "UPDATE notes SET text = ''", "DELETE FROM notes"]
)
def test_that_a_foreign_connection_can_change_nothing(served: World, statement: str) -> None:
    with psycopg.connect(where(served)) as foreign, pytest.raises(psycopg.errors.RaiseException, match="its own"):
        foreign.execute(statement.encode())


def test_that_a_stranger_who_passes_for_the_world_makes_a_problem_and_reset_takes_it_back(served: World) -> None:
    before = content(served)
    do(served, "INSERT INTO notes (text) VALUES ('a')")
    with psycopg.connect(where(served), options="-c kit.journal=on") as stranger:
        stranger.execute("UPDATE notes SET text = 'forged' WHERE id = 1")
    do(served, "INSERT INTO notes (text) VALUES ('b')")
    problems = served.account().problems
    assert any("goes from change 1 to change 3" in problem for problem in problems)
    assert any("The content of notes" in problem for problem in problems)
    served.reset()
    assert content(served) == before
    assert served.account().problems == []


def test_that_a_table_can_not_be_emptied_past_the_journal(served: World) -> None:
    with pytest.raises(DBAPIError, match="past the journal"):
        do(served, "TRUNCATE notes")


def test_that_a_change_on_nobodys_behalf_is_not_committed(served: World) -> None:
    with served.session() as session:
        session.execute(text("DELETE FROM notes"))
        with pytest.raises(BrokenGym, match="outside of any request"):
            session.commit()
    assert told(served) == []
    assert served.account().problems == []


def test_that_a_change_behind_the_journals_back_is_a_problem(served: World) -> None:
    do(
        served,
        "ALTER TABLE notes DISABLE TRIGGER USER",
        "UPDATE notes SET text = 'forged' WHERE id = 1",
        "ALTER TABLE notes ENABLE TRIGGER USER",
    )
    problems = served.account().problems
    assert any("The content of notes" in problem for problem in problems)
    assert any("The database counted 1 row changes" in problem for problem in problems)


@pytest.mark.parametrize(
    "statement", ["DROP TRIGGER _kit_delete_tags ON tags", "ALTER TABLE tags DISABLE TRIGGER _kit_delete_tags"]
)
def test_that_a_trigger_that_does_not_fire_is_a_problem(served: World, statement: str) -> None:
    do(served, statement)
    assert any("triggers were altered" in problem for problem in served.account().problems)


def test_that_an_altered_journal_is_a_problem(served: World) -> None:
    do(served, "INSERT INTO notes (text) VALUES ('a')", "INSERT INTO notes (text) VALUES ('b')")
    do(served, "DELETE FROM _kit_journal WHERE seq = 1")
    assert any("goes from change 0 to change 2" in problem for problem in served.account().problems)


def test_that_reset_takes_everything_back_and_numbers_begin_again(served: World) -> None:
    before = content(served)
    do(served, "UPDATE books SET title = 'x' WHERE id < 5", "DELETE FROM tags WHERE book_id = 1", "DELETE FROM shelves")
    do(served, "DROP TRIGGER _kit_delete_tags ON tags", "INSERT INTO notes (text) VALUES ('x')")
    served.reset()
    assert content(served) == before
    do(served, "INSERT INTO notes (text) VALUES ('y')")
    (change,) = told(served)
    assert (change["seq"], change["key"]) == (1, [3])
    assert served.account().problems == []


def test_that_new_rows_are_numbered_as_in_a_file_after_failures_too(served: World, world: World) -> None:
    for each in (served, world):
        with each.journal.acting(Cause(AGENT, request="r1")), each.session() as session:
            session.add(Shelf(label="Lost"))
            session.flush()
            session.rollback()
            session.add_all([Shelf(label=f"Kept {number}") for number in range(3)])
            session.commit()
            kept = select(Shelf.id).where(Shelf.label.startswith("Kept")).order_by(Shelf.id)
            assert list(session.scalars(kept)) == [5, 6, 7]


def test_that_the_check_of_a_gym_passes_there(postgres: LocalServer) -> None:
    assert check_gym(library, databases=lambda: databases_at(postgres.url)) == ()


# -- any statements at all ------------------------------------------------------------------------------------------

KEYS = st.integers(1, 15)
WORDS = st.sampled_from(["", "a", "ä", "it's", "1", "new\nline", "💊"])  # the server takes no NUL in texts
STATEMENTS = st.one_of(
    statement("INSERT INTO notes (text) VALUES (:t)", t=WORDS),
    statement(
        "INSERT INTO notes (id, text) VALUES (:k, :t) ON CONFLICT (id) DO UPDATE SET text = excluded.text || '!'",
        k=KEYS,
        t=WORDS,
    ),
    statement("INSERT INTO shelves (id, label) VALUES (:k, :t)", k=KEYS, t=WORDS),
    statement("INSERT INTO books (shelf_id, place, title) VALUES (:s, :p, :t)", s=KEYS, p=KEYS, t=WORDS),
    statement("UPDATE books SET id = :n, weight = weight / 3 WHERE id = :k", k=KEYS, n=KEYS),
    statement("UPDATE books SET place = -place WHERE shelf_id = :k", k=KEYS),
    statement("UPDATE books SET cover = :c, lent = NOT lent WHERE id <= :k", k=KEYS, c=st.binary(max_size=4)),
    statement("UPDATE books SET price = :p", p=st.integers(-(2**63), 2**63 - 1)),
    statement("UPDATE books SET weight = :w", w=st.floats(allow_nan=False, allow_infinity=False)),
    statement("UPDATE shelves SET label = label || :t", t=WORDS),
    statement("DELETE FROM shelves WHERE id = :k", k=KEYS),
    statement("DELETE FROM books WHERE id > :k", k=KEYS),
    statement("INSERT INTO tags (book_id, word) VALUES (:k, :t)", k=KEYS, t=WORDS),
    statement("DELETE FROM tags"),
)
BLOCKS = st.lists(st.tuples(st.lists(STATEMENTS, min_size=1, max_size=6), st.booleans()), max_size=4)


@pytest.fixture(scope="module")
def reused(served_worlds: Worlds) -> Iterator[World]:
    """One world for all examples: each must leave it as it found it."""
    opened = served_worlds.open("library", "find_book")
    yield opened
    served_worlds.close_world(opened)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(blocks=BLOCKS)
def test_that_initial_state_and_changes_give_the_final_state_and_reset_takes_them_back(
    reused: World, blocks: list[tuple[list[Statement], bool]]
) -> None:
    before = content(reused)
    for statements, committed in blocks:
        with reused.journal.acting(Cause(AGENT, request="r1")), reused.session() as session:
            for sql, bound in statements:
                with refusals_allowed(), session.begin_nested():
                    session.execute(text(sql), bound)
            if committed:
                session.commit()
    assert reused.account().problems == []
    reused.reset()
    assert content(reused) == before


# -- the server itself -----------------------------------------------------------------------------------------------


def _databases(postgres: LocalServer) -> set[str]:
    with psycopg.connect(postgres.url) as connection:
        return {name for (name,) in connection.execute("SELECT datname FROM pg_database WHERE datname LIKE 'gym_%'")}


def test_that_closing_leaves_no_database_behind(postgres: LocalServer) -> None:
    before = _databases(postgres)
    with Worlds({"library": library}, databases_at(postgres.url)) as made:
        world = made.open("library", "lend_book")
        assert len(_databases(postgres) - before) == 2
        made.close_world(world)
        assert len(_databases(postgres) - before) == 1
    assert _databases(postgres) == before


def test_that_databases_of_the_dead_are_swept_and_those_of_the_living_stay(
    postgres: LocalServer, served: World
) -> None:
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE gym_worlds_00000000beef_1")
    with Worlds({"library": library}, databases_at(postgres.url)):
        assert "gym_worlds_00000000beef_1" not in _databases(postgres)
    assert served.account().problems == []


def test_that_a_server_that_was_restarted_serves_new_worlds(postgres: LocalServer) -> None:
    with Worlds({"library": library}, databases_at(postgres.url)) as made:
        first = made.open("library", "lend_book")
        postgres.stop()
        with pytest.raises(BrokenDatabase, match="can't be used"):
            made.open("library", "lend_book")
        postgres.start()
        world = made.open("library", "lend_book")
        do(world, "DELETE FROM notes")
        assert len(told(world)) == 2
        for each in (first, world):
            made.close_world(each)


def test_that_a_server_out_of_reach_is_one_clear_message_without_its_password() -> None:
    with pytest.raises(BrokenDatabase, match=r"127\.0\.0\.1:9 can't be used") as raised:
        databases_at("postgresql://me:s3cret@127.0.0.1:9/postgres")
    assert "s3cret" not in str(raised.value)
    assert "SQLite files" in raised.value.advice


def test_that_a_role_that_may_not_create_databases_is_told_what_it_lacks(postgres: LocalServer) -> None:
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        connection.execute("CREATE ROLE guest LOGIN")
    with pytest.raises(BrokenDatabase, match="role guest may not create databases"):
        databases_at(postgres.url.replace("postgres@", "guest@"))


@pytest.mark.parametrize(("url", "words"), [("mysql://host/db", "kept in mysql"), ("://me:s3cret@host", "is no URL")])
def test_that_a_url_of_nothing_known_is_refused(url: str, words: str) -> None:
    with pytest.raises(BrokenDatabase, match=words) as raised:
        databases_at(url)
    assert "s3cret" not in str(raised.value)


@pytest.mark.parametrize("url", ["", "sqlite", "sqlite://"])
def test_that_files_are_the_default(url: str) -> None:
    assert databases_at(url) is None
