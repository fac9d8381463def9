"""A visitor of the branch who sees every answer as it comes, redirects not followed, and reads the journal."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import httpx

from gyms.kit.hosted import HostedWorld
from gyms.kit.perturbations import Perturbation
from gyms.kit.world import World

T = TypeVar("T")

FETCHED = {"sec-fetch-dest": "empty", "sec-fetch-mode": "cors", "sec-fetch-site": "same-origin"}


class Desk:
    """Changes with each request that it sends."""

    def __init__(self, runner: asyncio.Runner, world: World, perturbations: tuple[Perturbation, ...]) -> None:
        self._runner = runner
        self.world = world
        world.origin = f"http://{world.id}.localhost:8000"
        self.events: list[dict[str, Any]] = []
        self.hosted = self.wait(lambda: self._host(perturbations))
        self.client = httpx.AsyncClient(transport=httpx.ASGITransport(app=self.hosted), base_url=world.origin)

    async def _host(self, perturbations: tuple[Perturbation, ...]) -> HostedWorld:
        return HostedWorld(self.world, perturbations, lambda event: self.events.append(dict(event)))

    def wait(self, work: Callable[[], Awaitable[T]]) -> T:
        """Run something of the server's loop to its end."""

        async def run() -> T:
            return await work()

        return self._runner.run(run())

    def start(self) -> httpx.Response:
        """Use the sign-in link."""
        return self.get(self.world.task.start_path)

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.wait(lambda: self.client.get(path, headers=headers))

    def post(self, path: str, form: dict[str, str] | None = None, **headers: str) -> httpx.Response:
        sent = {"origin": self.world.origin, **headers}
        return self.wait(lambda: self.client.post(path, data=form or {"text": "Hello"}, headers=sent))

    def tell(self, content: bytes, **headers: str) -> httpx.Response:
        """What a page's script would say to the kit about strikes."""
        sent = {"origin": self.world.origin, **headers}
        return self.wait(lambda: self.client.post("/kit/struck", content=content, headers=sent))

    def token(self) -> str:
        """A fresh form token, from the page."""
        found = re.search(r'name="form_token" value="([^"]+)"', self.get("/").text)
        assert found
        return found[1]

    def let_time_pass(self, seconds: float) -> None:
        self.wait(lambda: self.hosted.drain(seconds))

    def reset(self) -> None:
        self.wait(self.hosted.reset)
        self.events.clear()

    def strikes(self, of: str | None = None) -> list[dict[str, Any]]:
        """Details of what struck."""
        return [it["detail"] for it in self.of_kind("disturbance") if of in {None, it["perturbation"]}]

    def struck(self) -> list[str]:
        return [it["perturbation"] for it in self.of_kind("disturbance")]

    def changes(self) -> list[dict[str, Any]]:
        return self.world.journal.changes()

    def notes(self) -> list[str]:
        """Texts that were written since the world began."""
        return [it["new"]["text"] for it in self.changes() if it["table"] == "notes"]

    def of_kind(self, kind: str) -> list[dict[str, Any]]:
        return [it for it in self.events if it["event"] == kind]

    def close(self) -> None:
        self.wait(self.client.aclose)
