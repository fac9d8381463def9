"""Resetting and judging must cost the same in a world of a thousand rows and in one of a million."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import msgspec
import pytest
from sqlalchemy import insert, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from gyms.kit.causes import AGENT, Cause
from gyms.kit.gym import Gym, Json, Seeding, Task, Workout
from gyms.kit.site import Site
from gyms.kit.world import World
from gyms.kit.worlds import Worlds
from tests.benchmarks.conftest import Ratios
from workbench.archive.codec import final_from_json, initial_from_json
from workbench.domain.actions import Done
from workbench.domain.changes import Change
from workbench.domain.episodes import Header, RunRecord
from workbench.domain.values import Row
from workbench.domain.verdicts import Ruling
from workbench.verifier import judge, parse_spec

SIZES = (1_000, 1_000_000)
CHANGES = 200


class Base(DeclarativeBase):
    """One table, as long as it takes."""


class Entry(Base):
    __tablename__ = "entries"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    amount: Mapped[int]


def _gym(rows: int) -> Gym:
    def populate(session: Session, seeding: Seeding) -> None:
        for start in range(0, rows, 50_000):
            count = min(50_000, rows - start)
            session.execute(insert(Entry), [{"text": f"entry {n}", "amount": n} for n in range(start, start + count)])

    def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
        return {}

    async def oracle(page: object, task: Task) -> None:
        """Nobody solves it: the benchmark writes to the database itself."""

    workout = Workout("raise", "Raise", "Nothing.", "Raise amounts.", bind, lambda world: "/", oracle)
    site = Site(__name__)
    return Gym(f"ledger{rows}", "Ledger", "Rows.", 1, Base.metadata, populate, site.app, (workout,))


SPEC = f"""
version: 1
workout: ledger/raise
require:
  - id: raised
    update: entries
    only: [amount]
    times: {CHANGES}
outcome: done
tables: {{}}
"""


@pytest.fixture(scope="module")
def worlds() -> Iterator[dict[int, World]]:
    gyms = {f"ledger{rows}": _gym(rows) for rows in SIZES}
    with Worlds(gyms) as made:
        opened = {rows: made.open(f"ledger{rows}", "raise") for rows in SIZES}
        yield opened
        for world in opened.values():
            made.close_world(world)


def _work(world: World) -> None:
    with world.journal.acting(Cause(AGENT, request="r1")), world.session() as session:
        session.execute(text(f"UPDATE entries SET amount = amount + 1 WHERE id <= {CHANGES}"))
        session.commit()


def _run(world: World) -> RunRecord:
    account = world.account()
    initial = initial_from_json({"schema": world.schema(), "lookups": {}, **world.initial()})
    if not initial.complete:
        initial = replace(initial, tables={"entries": {(n,): _initial_row(world, n) for n in range(1, CHANGES + 1)}})
    final = {
        "tables": account.tables,
        "counts": account.counts,
        "touched": account.touched,
        "problems": account.problems,
    }
    changes = tuple(msgspec.convert({**change, "at": 0.0}, Change) for change in world.journal.changes())
    header = Header("x", "ledger", "ledger/raise", "", {}, 1, "clean", "human", "", {}, "", (1, 1), "/", "", "")
    return RunRecord(header, initial, changes, final_from_json(final), (), Done(), 1.0)


def _initial_row(world: World, number: int) -> Row:
    found = world.lookup("entries", {"id": number}, "rows")
    assert isinstance(found, list)
    return found[0]


def test_reset_and_verdict(worlds: dict[int, World], ratios: Ratios, stopwatch: Callable[..., float]) -> None:
    resets, verdicts = [], []
    spec = parse_spec(SPEC, source="ledger.yaml")
    for world in worlds.values():

        def work_and_reset(world: World = world) -> None:
            _work(world)
            world.reset()

        resets.append(stopwatch(work_and_reset))
        _work(world)
        run = _run(world)
        assert judge(spec, run).ruling is Ruling.SATISFIED
        verdicts.append(stopwatch(lambda run=run: judge(spec, run)))
    ratios.compare("200 changes and their reset, 1 M rows against 1 k rows", resets[1], resets[0], aim="equal")
    ratios.compare("verdict on 200 changes, 1 M rows against 1 k rows", verdicts[1], verdicts[0], aim="equal")
