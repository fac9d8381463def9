"""A clinic to visit without a browser: one world behind the kit's own door, and somebody who follows links."""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.clinic import gym
from gyms.clinic.models import Member, Service, Visit
from gyms.clinic.slots import offer
from gyms.kit.hosted import HostedWorld
from gyms.kit.world import World
from gyms.kit.worlds import Worlds
from workbench.archive.codec import final_from_json, keyed, schema_from_json
from workbench.domain.actions import Done
from workbench.domain.episodes import Header, InitialState, RunRecord
from workbench.domain.exchanges import Exchange
from workbench.domain.verdicts import Verdict
from workbench.session import control
from workbench.verifier import Spec, judge, parse_spec

T = TypeVar("T")

SPECS = Path(__file__).parents[3] / "specs" / "clinic"


class Visitor:
    """Somebody with a browser's habits but no browser: keeps cookies, follows redirects, sends forms."""

    def __init__(self, runner: asyncio.Runner, world: World) -> None:
        self._runner = runner
        self.world = world
        self.world.origin = f"http://{world.id}.localhost:8000"
        self.events: list[dict[str, Any]] = []
        self.hosted = self.wait(self._host)
        transport = httpx.ASGITransport(app=self.hosted)
        self._client = httpx.AsyncClient(transport=transport, base_url=world.origin, follow_redirects=True)

    async def _host(self) -> HostedWorld:
        return HostedWorld(self.world, (), lambda event: self.events.append(dict(event)))

    def wait(self, work: Callable[[], Awaitable[T]]) -> T:
        """Run something of the server's loop to its end."""

        async def run() -> T:
            return await work()

        return self._runner.run(run())

    def get(self, path: str, **query: str) -> httpx.Response:
        """GET, redirects followed."""
        return self.wait(lambda: self._client.get(path, params=query or None))

    def post(self, path: str, **form: str) -> httpx.Response:
        """Send a form from a page of the site, redirects followed."""
        headers = {"origin": self.world.origin}
        return self.wait(lambda: self._client.post(path, data=form, headers=headers))

    def forge_cookie(self, name: str, value: str) -> None:
        """Put a cookie of one's own making in the place of the site's."""
        self._client.cookies.clear()
        self._client.cookies.set(name, value)

    def start(self) -> httpx.Response:
        """Begin as a sitting does, with the sign-in link."""
        return self.get(self.world.task.start_path)

    def close(self) -> None:
        self.wait(self._client.aclose)


@pytest.fixture(scope="session")
def worlds() -> Iterator[Worlds]:
    with Worlds({"clinic": gym}) as made:
        yield made


@pytest.fixture
def visit_clinic(worlds: Worlds) -> Iterator[Callable[..., Visitor]]:
    """Opens worlds and lets somebody in; all are closed afterwards."""
    with asyncio.Runner() as runner:
        made: list[Visitor] = []

        def opening(workout: str = "book_visit", *, seed: int = 1, widget: str = "native") -> Visitor:
            world = worlds.open("clinic", workout, seed=seed, options={"date_widget": widget})
            made.append(Visitor(runner, world))
            return made[-1]

        yield opening
        for visitor in made:
            visitor.close()
            worlds.close_world(visitor.world)


@pytest.fixture
def visitor(visit_clinic: Callable[..., Visitor]) -> Visitor:
    """Signed in, with a visit to book."""
    opened = visit_clinic()
    opened.start()
    return opened


@pytest.fixture
def mover(visit_clinic: Callable[..., Visitor]) -> Visitor:
    """Signed in, with a visit to move."""
    opened = visit_clinic("move_visit")
    opened.start()
    return opened


def look(world: World, what: Callable[[Session], T]) -> T:
    """What ``what`` finds in the world's database. Looking locks it, so one must not ask for pages meanwhile."""
    with world.session() as session:
        return what(session)


def task_form(world: World, **changed: str) -> dict[str, str]:
    """The fields of the booking form as the task wants them."""
    parameters: Any = world.task.parameters
    fields = {"service": str(parameters["service"]["id"]), "date": parameters["date"], "time": parameters["time"]}
    return {**fields, **changed}


def visits_of(world: World) -> list[Visit]:
    """The task's member's visits, newest first."""
    parameters: Any = world.task.parameters
    query = select(Visit).where(Visit.member_id == parameters["member"]["id"]).order_by(Visit.id.desc())
    return look(world, lambda session: list(session.scalars(query)))


def member_of(world: World) -> Member:
    parameters: Any = world.task.parameters
    return look(world, lambda session: session.get_one(Member, parameters["member"]["id"]))


def free_elsewhere(world: World, *, practitioner: int | None = None) -> tuple[str, str]:
    """Some free date and time for the task's service that the task doesn't ask for: ISO date, ``HH:MM``."""
    parameters: Any = world.task.parameters
    wanted = dt.date.fromisoformat(parameters["date"])
    with world.session() as session:
        service = session.get_one(Service, parameters["service"]["id"])
        for ahead in range(1, 60):
            day = wanted + dt.timedelta(days=ahead)
            times = offer(session, service, day, world.clock.now(), with_practitioner=practitioner).times
            if times:
                return day.isoformat(), times[-1]
    raise AssertionError("The book is full.")


def spec_of(workout: str, world: World) -> Spec:
    path = SPECS / f"{workout}.yaml"
    schema = schema_from_json(world.schema())
    return parse_spec(path.read_text(encoding="utf-8"), source=path.name, schema=schema)


def verdict(world: World, events: list[dict[str, Any]]) -> Verdict:
    """What the shipped spec says about everything that happened in the world so far, declared done."""
    spec = spec_of(world.task.workout.partition("/")[2], world)
    schema, initial = schema_from_json(world.schema()), world.initial()
    account = world.account()
    changes = [row for event in events if event["event"] == "changes" for row in event["changes"]]
    served = [event for event in events if event["event"] == "exchange"]
    run = RunRecord(
        header=_header(world, spec),
        initial=InitialState(
            schema=schema,
            tables={name: keyed(rows, schema.tables[name].key) for name, rows in initial["tables"].items()},
            complete=initial["complete"],
            counts=initial["counts"],
        ),
        changes=tuple(control.change(row, 0.0) for row in changes),
        final=final_from_json({**account.__dict__}),
        exchanges=tuple(_exchange(event, world.origin) for event in served),
        outcome=Done(),
        outcome_at=max(event["at"] for event in events) + 1,
    )
    return judge(spec, run)


def _exchange(event: dict[str, Any], origin: str) -> Exchange:
    side = control.server_side(event, 0.0)
    return Exchange(
        id=event["request"],
        page="t1",
        method=side.method,
        url=origin + side.path,
        resource_type="document",
        started=side.started,
        ended=side.ended,
        status=side.status,
        step=None,
        server=side,
    )


def _header(world: World, spec: Spec) -> Header:
    return Header(
        id="test",
        gym="clinic",
        workout=world.task.workout,
        goal=world.task.goal,
        parameters=world.task.parameters,
        seed=world.task.seed,
        profile="clean",
        actor="oracle",
        created="2026-07-02T09:14:00Z",
        versions={},
        spec_hash=spec.text_hash,
        viewport=(1280, 800),
        start_url="/",
        origin=world.origin,
        world_started="2026-07-02T09:14:00",
        options=dict(world.task.options),
    )
