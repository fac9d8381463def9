"""Right runs of the clinic's workouts, made over HTTP against the real site."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from gyms.clinic import gym
from gyms.kit.worlds import Worlds
from tests.gyms.clinic.conftest import task_form
from tests.gyms.stage import Visitor, spec_of
from workbench.archive.codec import final_from_json, keyed, schema_from_json
from workbench.domain.actions import Done
from workbench.domain.episodes import Header, InitialState, RunRecord
from workbench.domain.exchanges import Exchange
from workbench.session import control

WORKOUTS = ("book_visit", "move_visit")


@contextmanager
def clinic() -> Iterator["Clinic"]:
    """A clinic that opens worlds for as long as it is needed."""
    with Worlds({"clinic": gym}) as worlds, asyncio.Runner() as runner:
        yield Clinic(worlds, runner)


class Clinic:
    """Does its own workouts, without a mistake."""

    def __init__(self, worlds: Worlds, runner: asyncio.Runner) -> None:
        self._worlds = worlds
        self._runner = runner

    def gold(self, workout: str, seed: int = 1) -> RunRecord:
        """A right run of the workout, looked over and read back as a person does."""
        world = self._worlds.open("clinic", workout, seed=seed, options={"date_widget": "native"})
        visitor = Visitor(self._runner, world)
        visitor.start()
        visitor.get("/services")
        if workout == "book_visit":
            visitor.post("/visits/new", **task_form(world))
            visitor.post("/visits", **task_form(world))
        else:
            wanted: Any = world.task.parameters
            visitor.get(f"/visits/{wanted['visit']['id']}")
            visitor.post(f"/visits/{wanted['visit']['id']}/reschedule", date=wanted["date"], time=wanted["time"])
        run = record(visitor)
        visitor.close()
        self._worlds.close_world(world)
        return run


def record(visitor: Visitor) -> RunRecord:
    """Everything that happened in the visitor's world, declared done."""
    world, events = visitor.world, visitor.events
    schema, initial, account = schema_from_json(world.schema()), world.initial(), world.account()
    zero = min(float(event["started"]) for event in events if event["event"] == "exchange")
    changes = [row for event in events if event["event"] == "changes" for row in event["changes"]]
    return RunRecord(
        header=_header(visitor),
        initial=InitialState(
            schema=schema,
            tables={name: keyed(rows, schema.tables[name].key) for name, rows in initial["tables"].items()},
            complete=initial["complete"],
            counts=initial["counts"],
        ),
        changes=tuple(control.change(row, zero) for row in changes),
        final=final_from_json({**account.__dict__}),
        exchanges=tuple(_exchange(event, zero, world.origin) for event in events if event["event"] == "exchange"),
        outcome=Done(),
        outcome_at=max(event["at"] for event in events) - zero + 1,
    )


def _exchange(event: dict[str, Any], zero: float, origin: str) -> Exchange:
    side = control.server_side(event, zero)
    url = origin + side.path
    times = (side.started, side.ended, side.status)
    return Exchange(event["request"], "t1", side.method, url, "document", *times, step=None, server=side)


def _header(visitor: Visitor) -> Header:
    task = visitor.world.task
    return Header(
        id=f"{task.workout.partition('/')[2]}-{task.seed}",
        gym="clinic",
        workout=task.workout,
        goal=task.goal,
        parameters=task.parameters,
        seed=task.seed,
        profile="clean",
        actor="oracle",
        created="2026-07-02T09:14:00Z",
        versions={},
        spec_hash=spec_of(visitor.world).text_hash,
        viewport=(1280, 800),
        start_url="/",
        origin=visitor.world.origin,
        world_started="2026-07-02T09:14:00",
        expected="SATISFIED",
        label="gold",
    )
