"""One server for all worlds: whichever world the Host header names gets the request."""

import asyncio
import contextlib
import socket
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import uvicorn
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from gyms.kit.failures import BrokenWorkout
from gyms.kit.gate import world_of
from gyms.kit.gym import Options
from gyms.kit.hosted import HostedWorld
from gyms.kit.profiles import Profiles, profile
from gyms.kit.worlds import Worlds


class _Uvicorn(uvicorn.Server):
    """Leaves signals alone: the process decides when it ends."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Captures none."""
        yield


class Server:
    """Serves worlds on 127.0.0.1 from ``start`` to ``stop``; lives on one asyncio loop."""

    def __init__(self, worlds: Worlds, profiles: Profiles, emit: Callable[[Mapping[str, Any]], None]) -> None:
        self.worlds = worlds
        self.profiles = profiles
        """What worlds can be opened under."""
        self.problems: tuple[BrokenWorkout, ...] = ()
        """Written workouts that could not be read."""
        self.port = 0
        """Known once started."""
        self._emit = emit
        self._hosted: dict[str, HostedWorld] = {}
        self._running: dict[str, asyncio.Task[None]] = {}
        self._uvicorn: _Uvicorn | None = None
        self._serving: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Listens on a free port."""
        listener = socket.create_server(("127.0.0.1", 0))
        self.port = listener.getsockname()[1]
        config = uvicorn.Config(
            self._dispatch,
            interface="asgi3",
            proxy_headers=False,
            loop="none",
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=1,
        )
        self._uvicorn = _Uvicorn(config)
        self._serving = asyncio.create_task(self._uvicorn.serve(sockets=[listener]), name="http")

    async def stop(self) -> None:
        """Ends every world, then the server."""
        for name in list(self._hosted):
            await self.close(name)
        if self._uvicorn is not None and self._serving is not None:
            self._uvicorn.should_exit = True
            await self._serving

    def hosted(self, name: str) -> HostedWorld | None:
        """The world of that id, while it is open."""
        return self._hosted.get(name)

    async def open(self, gym: str, workout: str, *, seed: int, profile_name: str, options: Options) -> HostedWorld:
        """Makes a world under a profile and serves it at its origin. Raises UnknownName, BrokenGym."""
        perturbations = profile(self.profiles, profile_name).perturbations
        world = await asyncio.to_thread(
            self.worlds.open,
            gym,
            workout,
            seed=seed,
            profile=profile_name,
            options=options,
            perturbations=perturbations,
        )
        world.origin = f"http://{world.id}.localhost:{self.port}"

        def emit(event: Mapping[str, Any]) -> None:
            self._emit({**event, "world": world.id})

        hosted = HostedWorld(world, perturbations, emit)
        self._hosted[world.id] = hosted
        self._running[world.id] = asyncio.create_task(hosted.run(), name=f"jobs of {world.id}")
        return hosted

    async def close(self, name: str) -> None:
        """Ends a world: its address is gone at once, its files when its last request is over."""
        hosted = self._hosted.pop(name)
        running = self._running.pop(name)
        try:
            await hosted.end()
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
            await asyncio.to_thread(self.worlds.close_world, hosted.world)

    async def _dispatch(self, scope: Scope, receive: Receive, send: Send) -> None:
        host = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
        hosted = self._hosted.get(world_of(host, self.port) or "")
        if hosted is None:
            await PlainTextResponse("There is no such world.", status_code=421)(scope, receive, send)
        else:
            await hosted(scope, receive, send)
