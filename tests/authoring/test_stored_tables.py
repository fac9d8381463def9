"""Initial states in little room."""

from dataclasses import replace

from tests.benchmarks.verdict_runs import Telling
from workbench.authoring.stored_tables import StoredTables
from workbench.domain.episodes import InitialState


def state(members: int) -> InitialState:
    initial = Telling({}, members=members).initial
    return replace(initial, schema=replace(initial.schema))


def test_that_a_packed_state_is_the_state() -> None:
    whole = state(3)
    packed = StoredTables().packed(whole)
    assert {name: dict(rows) for name, rows in packed.tables.items()} == whole.tables
    assert (packed.schema, packed.counts, packed.complete) == (whole.schema, whole.counts, whole.complete)
    assert "nothing" not in packed.tables
    assert len(packed.tables) == len(whole.tables)


def test_that_equal_tables_and_schemas_are_kept_once() -> None:
    store = StoredTables()
    first, second, other = (store.packed(state(members)) for members in (3, 3, 4))
    assert first.schema is second.schema is other.schema
    assert first.tables["members"] is second.tables["members"]
    assert first.tables["members"] is not other.tables["members"]
    assert first.tables["visits"] is not other.tables["visits"]  # they name other members


def test_that_only_so_many_rows_stay_unpacked() -> None:
    store = StoredTables(rows=7)
    small, large = store.packed(state(3)), store.packed(state(6))
    before = small.tables["members"]
    assert small.tables["members"] is before
    assert len(large.tables["members"]) == 6
    assert small.tables["members"] is not before
    assert small.tables["members"] == before
