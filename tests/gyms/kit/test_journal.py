"""What the journal sees, and that initial state + changes = final state whatever happens."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from gyms.kit.causes import AGENT, Cause
from gyms.kit.databases.sqlite.rows import rows_of
from gyms.kit.world import World
from gyms.kit.worlds import Worlds
from tests.gyms.kit.library import Note, Shelf
from tests.gyms.kit.statements import Statement, refusals_allowed, statement


def seen(world: World) -> list[tuple[str, str, list[Any]]]:
    """Operation, table and key of every change."""
    return [(it["operation"], it["table"], it["key"]) for it in world.journal.changes()]


def do(world: World, *statements: str, request: str = "r1") -> None:
    """Raw SQL in one transaction of one request."""
    with world.journal.acting(Cause(AGENT, request=request)), world.session() as session:
        for statement in statements:
            session.execute(text(statement))
        session.commit()


def test_that_insert_or_replace_shows_the_row_it_removed(world: World) -> None:
    do(world, "INSERT OR REPLACE INTO notes (id, text) VALUES (1, 'Other')")
    assert seen(world) == [("delete", "notes", [1]), ("insert", "notes", [1])]
    assert world.account().problems == []


def test_that_an_upsert_is_the_update_it_became(world: World) -> None:
    do(world, "INSERT INTO notes (id, text) VALUES (1, 'X') ON CONFLICT (id) DO UPDATE SET text = excluded.text")
    (change,) = world.journal.changes()
    assert (change["operation"], change["old"]["text"], change["new"]["text"]) == ("update", "Welcome", "X")


def test_that_cascades_are_seen_row_by_row(world: World, agent: Cause) -> None:
    with world.journal.acting(agent), world.session() as session:
        session.delete(session.get_one(Shelf, 1))
        session.commit()
    tables = [table for _, table, _ in seen(world)]
    assert sorted(tables) == ["books"] * 3 + ["shelves"] + ["tags"] * 3
    assert {it["transaction"] for it in world.journal.changes()} == {1}


def test_that_a_database_trigger_of_the_gym_is_seen_in_its_order(world: World) -> None:
    do(world, "UPDATE shelves SET label = 'New' WHERE id = 2")
    first, second = world.journal.changes()
    assert first["new"]["label"] == "New"
    assert first["new"] == second["old"]
    assert (second["old"]["changes"], second["new"]["changes"]) == (0, 1)
    assert world.account().problems == []


def test_that_a_changed_key_is_one_update_named_by_the_old_key(world: World) -> None:
    do(world, "UPDATE notes SET id = 40 WHERE id = 1")
    (change,) = world.journal.changes()
    assert (change["key"], change["old"]["id"], change["new"]["id"]) == ([1], 1, 40)
    account = world.account()
    assert account.problems == []
    assert account.touched["notes"] == [[[1], None], [[40], {"id": 40, "text": "Welcome"}]]


def test_that_cells_arrive_as_the_outside_world_writes_them(world: World) -> None:
    do(world, "UPDATE books SET lent = 1, seen_at = '2026-07-02 09:14:03.000000', weight = 0.1 + 0.2 WHERE id = 1")
    (change,) = world.journal.changes()
    new = change["new"]
    assert new["lent"] is True
    assert change["old"]["lent"] is False
    assert new["seen_at"] == "2026-07-02T09:14:03"
    assert new["due"] == "2026-07-02"
    assert new["weight"] == 0.1 + 0.2
    assert isinstance(new["cover"], str)


def test_that_rolled_back_work_is_an_attempt_and_no_change(world: World, agent: Cause) -> None:
    told: list[tuple[list[Any], list[Any]]] = []
    world.journal.publish = lambda changes, attempts: told.append((changes, attempts))
    with world.journal.acting(agent), world.session() as session:
        session.add(Note(text="Kept"))
        session.commit()
        session.add(Note(text="Lost"))
        session.flush()
        session.rollback()
    ((changes, none), (no_changes, attempts)) = told
    assert (none, no_changes) == ([], [])
    assert [it["new"]["text"] for it in changes] == ["Kept"]
    assert [it["new"]["text"] for it in attempts] == ["Lost"]
    assert agent.transactions == [changes[0]["transaction"]]


def test_that_a_savepoint_rolled_back_is_an_attempt_of_a_transaction_that_committed(world: World, agent: Cause) -> None:
    attempted: list[Any] = []
    world.journal.publish = lambda _, attempts: attempted.extend(attempts)
    with world.journal.acting(agent), world.session() as session:
        session.add(Note(text="Kept"))
        session.flush()
        with suppress(IntegrityError), session.begin_nested():
            session.add(Note(text="Lost"))
            session.flush()
            session.execute(text("INSERT INTO notes (id, text) VALUES (1, 'Taken')"))
        session.commit()
    assert [it["new"]["text"] for it in world.journal.changes()] == ["Kept"]
    assert [it["new"]["text"] for it in attempted] == ["Lost"]


def test_that_raw_transactions_on_a_raw_connection_are_told_apart(world: World, agent: Cause) -> None:
    with world.journal.acting(agent), closing(world.engine.raw_connection()) as connection:
        assert isinstance(connection.driver_connection, sqlite3.Connection)
        connection.driver_connection.executescript(
            "BEGIN; INSERT INTO notes (text) VALUES ('a'); INSERT INTO notes (text) VALUES ('b'); COMMIT;"
            "INSERT INTO notes (text) VALUES ('c'); BEGIN; DELETE FROM notes WHERE text = 'a'; ROLLBACK;"
            "UPDATE notes SET text = text || '!' WHERE text IN ('b', 'c');"
        )
    changes = [(it["transaction"], it["new"]["text"]) for it in world.journal.changes()]
    assert changes == [(1, "a"), (1, "b"), (2, "c"), (4, "b!"), (4, "c!")]
    assert world.account().problems == []


def test_that_several_connections_are_journalled_in_commit_order(world: World) -> None:
    def work(name: str) -> None:
        for number in range(10):
            do(world, f"INSERT INTO notes (text) VALUES ('{name}{number}')", request=name)

    threads = [threading.Thread(target=work, args=(name,)) for name in ("r1", "r2", "r3")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    changes = world.journal.changes()
    assert [it["seq"] for it in changes] == list(range(1, 31))
    assert [it["transaction"] for it in changes] == sorted({it["transaction"] for it in changes})
    assert all(it["new"]["text"].startswith(it["request"]) for it in changes)
    assert world.account().problems == []


def test_that_a_foreign_connection_can_change_nothing(world: World) -> None:
    (_, _, path) = world.session().execute(text("PRAGMA database_list")).one()
    with closing(sqlite3.connect(path)) as foreign:
        for statement in ("INSERT INTO notes (text) VALUES ('x')", "UPDATE notes SET text = ''", "DELETE FROM notes"):
            with pytest.raises(sqlite3.OperationalError, match="no such function"):
                foreign.execute(statement)


def test_that_a_change_on_nobodys_behalf_fails(world: World) -> None:
    with world.session() as session, pytest.raises(OperationalError, match="raised exception"):
        session.execute(text("DELETE FROM notes"))


def test_that_a_change_behind_the_journals_back_is_a_problem(world: World, agent: Cause) -> None:
    with world.journal.acting(agent), world.session() as session:
        trigger = session.execute(text("SELECT sql FROM sqlite_master WHERE name = '_kit_update_notes'")).scalar_one()
        session.execute(text("DROP TRIGGER _kit_update_notes"))
        session.execute(text("UPDATE notes SET text = 'forged' WHERE id = 1"))
        session.execute(text(trigger.replace(":", "\\:")))
        session.commit()
    problems = world.account().problems
    assert any("The content of notes" in problem for problem in problems)
    assert any("The database counted 1 row changes" in problem for problem in problems)


def test_that_an_altered_journal_is_a_problem(world: World) -> None:
    do(world, "INSERT INTO notes (text) VALUES ('a')", "INSERT INTO notes (text) VALUES ('b')")
    with world.session() as session:
        session.execute(text("DELETE FROM _kit_journal WHERE seq = 1"))
        session.commit()
    problems = world.account().problems
    assert any("goes from change 0 to change 2" in problem for problem in problems)
    assert any("notes has 4 rows where the changes leave 3" in problem for problem in problems)


def test_that_a_missing_trigger_is_a_problem(world: World) -> None:
    with world.session() as session:
        session.execute(text("DROP TRIGGER _kit_delete_tags"))
        session.commit()
    assert any("triggers were altered" in problem for problem in world.account().problems)


# -- reset --------------------------------------------------------------------------------------------------------


def content(world: World) -> dict[str, Any]:
    """Every raw row with its hidden rowid, in the order that a SELECT without ORDER BY gives, and the counters."""
    with world.engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        tables = {name: raw.execute(f"SELECT rowid, * FROM {name}").fetchall() for name in world.schema()["tables"]}
        return {**tables, "counters": raw.execute("SELECT * FROM sqlite_sequence").fetchall()}


def test_that_reset_restores_hidden_row_numbers_and_key_counters(world: World) -> None:
    before = content(world)
    do(world, "DELETE FROM tags WHERE book_id = 1", "INSERT INTO notes (text) VALUES ('x')", "DELETE FROM shelves")
    assert world.reset() == 29
    assert content(world) == before
    assert world.account().problems == []


def test_that_a_reset_that_can_not_undo_copies_the_template_instead(world: World) -> None:
    before = content(world)
    do(world, "INSERT INTO notes (text) VALUES ('x')")
    with world.session() as session:
        session.execute(text("DELETE FROM _kit_journal"))
        session.commit()
    world.reset()
    assert content(world) == before
    do(world, "INSERT INTO notes (text) VALUES ('y')")
    assert seen(world) == [("insert", "notes", [3])]
    assert world.account().problems == []


# -- any statements at all ------------------------------------------------------------------------------------------

KEYS = st.integers(1, 15)
WORDS = st.sampled_from(["", "a", "ä", "it's", "1", "\x00b", "new\nline", "💊"])
STATEMENTS = st.one_of(
    statement("INSERT INTO notes (text) VALUES (:t)", t=WORDS),
    statement("INSERT OR REPLACE INTO notes (id, text) VALUES (:k, :t)", k=KEYS, t=WORDS),
    statement("INSERT INTO notes (id, text) VALUES (:k, :t) ON CONFLICT DO UPDATE SET text = :t || 1", k=KEYS, t=WORDS),
    statement("INSERT INTO shelves (id, label) VALUES (:k, :t)", k=KEYS, t=WORDS),
    statement("REPLACE INTO shelves (id, label) VALUES (:k, :t)", k=KEYS, t=WORDS),
    statement("INSERT INTO books (id, shelf_id, place) VALUES (:k, :s, :p)", k=KEYS, s=KEYS, p=KEYS),
    statement("REPLACE INTO books (shelf_id, place, title) VALUES (:s, :p, :t)", s=KEYS, p=KEYS, t=WORDS),
    statement("UPDATE OR REPLACE books SET place = :p WHERE id = :k", k=KEYS, p=KEYS),
    statement("UPDATE OR IGNORE books SET id = :n, weight = weight / 3 WHERE id >= :k", k=KEYS, n=KEYS),
    statement("UPDATE books SET place = place + 1 WHERE shelf_id = :k", k=KEYS),
    statement("UPDATE books SET cover = :c, lent = NOT lent WHERE id <= :k", k=KEYS, c=st.binary(max_size=4)),
    statement("UPDATE books SET price = :p", p=st.integers(-(2**63), 2**63 - 1)),
    statement("UPDATE books SET weight = :w", w=st.floats(allow_nan=False)),
    statement("UPDATE shelves SET label = label || :t", t=WORDS),
    statement("DELETE FROM shelves WHERE id = :k", k=KEYS),
    statement("DELETE FROM books WHERE id > :k", k=KEYS),
    statement("INSERT OR REPLACE INTO tags (book_id, word) VALUES (:k, :t)", k=KEYS, t=WORDS),
    statement("UPDATE OR REPLACE tags SET word = :t WHERE book_id > :k", k=KEYS, t=WORDS),
    statement("DELETE FROM tags"),
)
BLOCKS = st.lists(
    st.tuples(st.lists(STATEMENTS, min_size=1, max_size=6), st.sampled_from(["commit", "rollback", "save"]))
)


def _apply(world: World, statements: list[Statement], ending: str) -> None:
    with world.journal.acting(Cause(AGENT, request="r1")), world.session() as session:
        for sql, bound in statements:
            with refusals_allowed():
                if ending == "save":
                    with session.begin_nested():
                        session.execute(text(sql), bound)
                else:
                    session.connection().execute(text(sql), bound)
        if ending == "rollback":
            session.rollback()
        else:
            session.commit()


@pytest.fixture(scope="module")
def reused(worlds: Worlds) -> Iterator[World]:
    """One world for all examples: each must leave it as it found it."""
    opened = worlds.open("library", "find_book")
    yield opened
    worlds.close_world(opened)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(blocks=BLOCKS)
def test_that_initial_state_and_changes_give_the_final_state_and_reset_takes_them_back(
    reused: World, blocks: list[tuple[list[Statement], str]]
) -> None:
    before = content(reused)
    for statements, ending in blocks:
        _apply(reused, statements, ending)
    account = reused.account()
    assert account.problems == []
    folded = _folded(reused)
    assert {name: rows for name, rows in folded.items() if rows} == _final_rows(reused)
    reused.reset()
    assert content(reused) == before


def _folded(world: World) -> dict[str, dict[str, Any]]:
    """A second, naive reading of the wire's own words: initial rows and changes, keyed by the text of the key."""
    schema = world.schema()["tables"]
    tables = {
        name: {str([row[part] for part in schema[name]["key"]]): row for row in rows}
        for name, rows in world.initial()["tables"].items()
    }
    for change in world.journal.changes():
        rows, key = tables[change["table"]], schema[change["table"]]["key"]
        if change["old"] is not None:
            assert rows.pop(str(change["key"])) == change["old"]
        if change["new"] is not None:
            rows[str([change["new"][part] for part in key])] = change["new"]
    return tables


def _final_rows(world: World) -> dict[str, dict[str, Any]]:
    with world.engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        shapes = world.journal.shapes
        tables = {
            name: {str(shape.canonical_key(shape.key_of(row))): shape.canonical(row) for row in rows_of(raw, shape)}
            for name, shape in shapes.items()
        }
    return {name: rows for name, rows in tables.items() if rows}
