"""What tests of any gym stand on: a visitor without a browser, and the shipped spec's verdict on what happened."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import httpx

from gyms.kit.gym import Deferral
from gyms.kit.hosted import HostedWorld
from gyms.kit.perturbations import Perturbation
from gyms.kit.world import World
from workbench.archive.codec import final_from_json, keyed, schema_from_json
from workbench.domain.actions import Defer, Done, Outcome
from workbench.domain.episodes import Header, InitialState, RunRecord
from workbench.domain.exchanges import Exchange
from workbench.domain.verdicts import Verdict
from workbench.session import control
from workbench.verifier import Spec, judge, parse_spec

T = TypeVar("T")
Events = list[dict[str, Any]]

SPECS = Path(__file__).parents[2] / "specs"


class Visitor:
    """Somebody with a browser's habits but no browser: keeps cookies, follows redirects, sends forms."""

    def __init__(self, runner: asyncio.Runner, world: World, perturbations: tuple[Perturbation, ...] = ()) -> None:
        self._runner = runner
        self.world = world
        self.world.origin = f"http://{world.id}.localhost:8000"
        self.events: Events = []
        self.hosted = self.wait(lambda: self._host(perturbations))
        transport = httpx.ASGITransport(app=self.hosted)
        self._client = httpx.AsyncClient(transport=transport, base_url=world.origin, follow_redirects=True)

    async def _host(self, perturbations: tuple[Perturbation, ...]) -> HostedWorld:
        return HostedWorld(self.world, perturbations, lambda event: self.events.append(dict(event)))

    def wait(self, work: Callable[[], Awaitable[T]]) -> T:
        """Run something of the server's loop to its end."""

        async def run() -> T:
            return await work()

        return self._runner.run(run())

    def get(self, path: str, **query: str) -> httpx.Response:
        """GET, redirects followed."""
        return self.wait(lambda: self._client.get(path, params=query or None))

    def post(self, path: str, **form: str | list[str]) -> httpx.Response:
        """Send a form from a page of the site, redirects followed. A list sends its name repeatedly."""
        headers = {"origin": self.world.origin}
        return self.wait(lambda: self._client.post(path, data=form, headers=headers))

    def upload(self, path: str, field: str, name: str, content: bytes, **form: str) -> httpx.Response:
        """Send a form with a file, redirects followed."""
        headers, files = {"origin": self.world.origin}, {field: (name, content)}
        return self.wait(lambda: self._client.post(path, data=form, files=files, headers=headers))

    def forge_cookie(self, name: str, value: str) -> None:
        """Put a cookie of one's own making in the place of the site's."""
        self._client.cookies.clear()
        self._client.cookies.set(name, value)

    def start(self) -> httpx.Response:
        """Begin as a sitting does, with the sign-in link."""
        return self.get(self.world.task.start_path)

    def let_time_pass(self, seconds: float) -> None:
        """World time goes on; jobs that come due are done, each at its moment."""
        self.wait(lambda: self.hosted.drain(seconds))

    def close(self) -> None:
        self.wait(self._client.aclose)


def spec_of(world: World) -> Spec:
    """The shipped spec of the world's workout."""
    path = SPECS / f"{world.task.workout}.yaml"
    schema = schema_from_json(world.schema())
    return parse_spec(path.read_text(encoding="utf-8"), source=path.name, schema=schema)


def outcome_of(deferral: Deferral | None) -> Outcome:
    """What an oracle's return value declares."""
    return Done() if deferral is None else Defer(deferral.reason, deferral.entity)


def verdict(world: World, events: Events, outcome: Outcome | None = None) -> Verdict:
    """What the shipped spec says about everything that happened in the world so far; declared done unless told."""
    spec = spec_of(world)
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
        outcome=outcome or Done(),
        outcome_at=max((event["at"] for event in events), default=0) + 1,
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
        gym=world.task.gym,
        workout=world.task.workout,
        goal=world.task.goal,
        parameters=world.task.parameters,
        seed=world.task.seed,
        profile=world.task.profile,
        actor="oracle",
        created="2026-07-02T09:14:00Z",
        versions={},
        spec_hash=spec.text_hash,
        viewport=(1280, 800),
        start_url="/",
        origin=world.origin,
        world_started=world.gym.starts.isoformat(),
        options=dict(world.task.options),
    )
