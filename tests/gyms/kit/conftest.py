"""Worlds of a tiny but real gym, and a client for the process that hosts it."""

import asyncio
import http.client
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import urlencode

import pytest

from gyms.kit.causes import AGENT, Cause
from gyms.kit.perturbations import Perturbation
from gyms.kit.world import World
from gyms.kit.worlds import Worlds
from tests.gyms.kit.branch import branch
from tests.gyms.kit.desk import Desk
from tests.gyms.kit.library import library

HOST_SCRIPT = Path(__file__).with_name("host_library.py")


@pytest.fixture(scope="session")
def worlds() -> Iterator[Worlds]:
    with Worlds({"library": library, "branch": branch}) as made:
        yield made


OpenDesk = Callable[..., Desk]


@pytest.fixture
def desk(worlds: Worlds) -> Iterator[OpenDesk]:
    """``desk(perturbation, …, seed=2, workout="quiet")``: a fresh branch under disturbances, its link not yet used."""
    with asyncio.Runner() as runner:
        made: list[Desk] = []

        def opening(*perturbations: Perturbation, seed: int = 1, workout: str = "contested", **options: str) -> Desk:
            world = worlds.open("branch", workout, seed=seed, perturbations=perturbations, options=options)
            made.append(Desk(runner, world, perturbations))
            return made[-1]

        yield opening
        for each in made:
            each.close()
            worlds.close_world(each.world)


@pytest.fixture
def world(worlds: Worlds) -> Iterator[World]:
    opened = worlds.open("library", "lend_book")
    yield opened
    worlds.close_world(opened)


@pytest.fixture
def agent() -> Cause:
    return Cause(AGENT, request="r1")


class HostProcess:
    """The gym host as a real child process, its control plane over real pipes."""

    def __init__(self, command: tuple[str, ...]) -> None:
        self._child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._number = 0
        self.events: list[dict[str, Any]] = []

    @property
    def pid(self) -> int:
        return self._child.pid

    def __enter__(self) -> "HostProcess":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def end(self) -> int:
        """Closes its input and waits for it to end by itself."""
        if self._child.stdin is not None and not self._child.stdin.closed:
            self._child.stdin.close()
        status = self._child.wait(timeout=60)
        if self._child.stdout is not None:
            self._child.stdout.close()
        return status

    def answer(self, do: str, world: str | None = None, secret: str | None = None, **arguments: Any) -> dict[str, Any]:
        """The whole reply line."""
        self._number += 1
        command = {"id": self._number, "do": do, "world": world, "secret": secret, "args": arguments}
        assert self._child.stdin is not None
        self._child.stdin.write(json.dumps(command).encode() + b"\n")
        self._child.stdin.flush()
        while True:
            message = self._next()
            if message.get("id") == self._number:
                return message

    def ask(self, do: str, world: str | None = None, secret: str | None = None, **arguments: Any) -> dict[str, Any]:
        """What was answered; a refusal fails the test."""
        reply = self.answer(do, world, secret, **arguments)
        assert "ok" in reply, reply
        result: dict[str, Any] = reply["ok"]
        return result

    def wait_for(self, event: str, test: Callable[[dict[str, Any]], bool] = lambda _: True) -> dict[str, Any]:
        """The first event of a kind, already here or to come."""
        for message in self.events:
            if message["event"] == event and test(message):
                return message
        while True:
            message = self._next()
            if message.get("event") == event and test(message):
                return message

    def _next(self) -> dict[str, Any]:
        assert self._child.stdout is not None
        line = self._child.stdout.readline()
        assert line, "The host ended."
        message: dict[str, Any] = json.loads(line)
        if "event" in message:
            self.events.append(message)
        return message


@dataclass(frozen=True)
class Answer:
    """An HTTP response; repeated headers one per line."""

    status: int
    headers: Mapping[str, str]
    text: str


class Served:
    """One world of a host process: its control plane and its pages."""

    def __init__(self, host: HostProcess, **arguments: Any) -> None:
        self.host = host
        self.facts = host.ask("open_world", **{"gym": "library", "workout": "lend_book", **arguments})
        self.name: str = self.facts["world"]
        self.port = int(self.facts["origin"].rpartition(":")[2])

    def ask(self, do: str, **arguments: Any) -> dict[str, Any]:
        return self.host.ask(do, self.name, self.facts["secret"], **arguments)

    def changes(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.ask("journal", after=0)["changes"]
        return found

    def get(self, path: str, **headers: str) -> Answer:
        return self.request("GET", path, **headers)

    def post(self, path: str, fields: Mapping[str, str], **headers: str) -> Answer:
        return self.request(
            "POST", path, urlencode(fields), content_type="application/x-www-form-urlencoded", **headers
        )

    def request(self, method: str, path: str, body: str | None = None, **headers: str) -> Answer:
        """Header names with underscores for hyphens; ``host`` is the world's unless given."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        named.setdefault("host", f"{self.name}.localhost:{self.port}")
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, named)
            response = connection.getresponse()
            received: dict[str, str] = {}
            for name, value in response.getheaders():
                received[name.lower()] = "\n".join([*received.get(name.lower(), "").splitlines(), value])
            return Answer(response.status, received, response.read().decode())
        finally:
            connection.close()


@pytest.fixture(scope="session")
def host() -> Iterator[HostProcess]:
    with HostProcess((sys.executable, str(HOST_SCRIPT))) as process:
        yield process


@pytest.fixture
def served(host: HostProcess) -> Iterator[Served]:
    opened = Served(host)
    yield opened
    if host.answer("final", opened.name, opened.facts["secret"]).get("ok"):
        opened.ask("close_world")


@pytest.fixture
def open_world(host: HostProcess) -> Callable[..., Served]:
    """Opens further worlds; they end with the process."""

    def opening(**arguments: Any) -> Served:
        return Served(host, **arguments)

    return opening
