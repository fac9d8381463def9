"""The child process that hosts all gym worlds, and a typed client for its control plane.

The control plane is JSON lines over the child's own pipes: a page can reach a port, but never a pipe.
"""

import asyncio
import base64
import contextlib
import importlib.util
import os
import sys
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import msgspec

from workbench.archive.codec import final_from_json, keyed, schema_from_json
from workbench.domain.episodes import FinalState, InitialState
from workbench.domain.failures import Problem
from workbench.session.control import (
    GymInfo,
    PerturbationInfo,
    ProfileInfo,
    WorldFacts,
    gym_info,
    perturbation_info,
    profile_info,
)
from workbench.session.failures import GymTrouble
from workbench.session.messages import TaskRequest

Json = dict[str, Any]
OnEvent = Callable[[Json], None]

_LINE_LIMIT = 512 * 1024 * 1024
"""A world's initial state is one line."""
_START_PATIENCE = 30.0
_CALL_PATIENCE = 120.0
_STOP_PATIENCE = 5.0


@dataclass(eq=False, slots=True)
class _Child:
    """One life of the process."""

    process: asyncio.subprocess.Process
    pending: dict[int, asyncio.Future[Any]] = field(default_factory=dict)
    worlds: dict[str, "OpenWorld"] = field(default_factory=dict)
    complaints: deque[str] = field(default_factory=lambda: deque(maxlen=40))
    """The last lines of its error output."""
    greeted: bool = False
    """Whether it ever answered."""


class GymProcess:
    """Starts the gym host when it is first needed, watches it, starts it again on the next use after it died.

    Lives on the runtime's loop. ``report`` hears a Problem when the process dies on its own. ``profiles`` are files
    with further profiles; ``specs`` is a folder with written workouts.
    """

    def __init__(
        self,
        report: Callable[[Problem], None] = lambda _: None,
        command: Sequence[str] = (sys.executable, "-m", "gyms.kit.serve"),
        profiles: Sequence[Path] = (),
        specs: Path | None = None,
    ) -> None:
        self._report = report
        written = ("--specs", str(specs)) if specs is not None else ()
        self._command = (*command, *(word for file in profiles for word in ("--profiles", str(file))), *written)
        self._numbers = count(1)
        self._child: _Child | None = None
        self._readers: list[asyncio.Task[None]] = []
        self._starting = asyncio.Lock()
        self._stopping = False
        self._hello: Json = {}
        self._profiles: tuple[Path, ...] = ()
        """Files that were read since."""
        self._specs = specs
        """The folder of the written workouts, as it was read last."""

    @property
    def pid(self) -> int | None:
        """Of the living child; None when there is none."""
        return self._child.process.pid if self._child else None

    async def start(self) -> None:
        """Start the child unless it runs. Raises GymTrouble."""
        async with self._starting:
            if self._child is not None:
                return
            self._stopping = False
            child = self._child = await self._spawn()
            self._readers = [
                asyncio.create_task(self._read_complaints(child), name="gym complaints"),
                asyncio.create_task(self._read(child), name="gym control plane"),
            ]
            try:
                self._hello = await asyncio.wait_for(self._ask(child, "hello", None, {}), _START_PATIENCE)
                child.greeted = True
                await self._read_again(child)
            except (TimeoutError, Problem) as error:
                await self._end(child)
                raise _did_not_start(child, error) from error

    async def stop(self) -> None:
        """End the child and reap it. Safe to call when there is none."""
        self._stopping = True
        if self._child is not None:
            await self._end(self._child)

    async def gyms(self) -> tuple[GymInfo, ...]:
        """What can be practised. Raises GymTrouble."""
        await self.start()
        return tuple(gym_info(item) for item in self._hello["gyms"])

    async def problems(self) -> tuple[Problem, ...]:
        """Which written workouts can't be read, and why. Raises GymTrouble."""
        await self.start()
        return tuple(GymTrouble(str(item["what"]), str(item["advice"])) for item in self._hello.get("problems", ()))

    async def read_workouts(self, specs: Path) -> tuple[GymInfo, ...]:
        """The gyms with what is written for them in that folder as it is now, also after the process was started anew.

        Files that can't be read are left out; ``problems`` tells of them.
        """
        await self.start()
        assert self._child is not None
        self._hello |= await self._ask(self._child, "workouts", None, {"specs": str(specs)})
        self._specs = specs
        return await self.gyms()

    async def profiles(self) -> tuple[ProfileInfo, ...]:
        """What worlds can be opened under. Raises GymTrouble."""
        await self.start()
        return tuple(profile_info(item) for item in self._hello["profiles"])

    async def read_profiles(self, files: Sequence[Path]) -> tuple[ProfileInfo, ...]:
        """The shipped profiles and those of the files as they are now, also after the process was started anew.

        Raises GymTrouble with file and line where one is broken; then those of before stay.
        """
        await self.start()
        assert self._child is not None
        answer = await self._ask(self._child, "profiles", None, {"files": [str(file) for file in files]})
        self._profiles, self._hello["profiles"] = tuple(files), answer["profiles"]
        return await self.profiles()

    async def perturbations(self) -> tuple[PerturbationInfo, ...]:
        """Everything that can get in the way, as strong as usual. Raises GymTrouble."""
        await self.start()
        return tuple(perturbation_info(item) for item in self._hello["perturbations"])

    async def open_world(self, request: TaskRequest, on_event: OnEvent = lambda _: None) -> "OpenWorld":
        """A fresh world for one task. ``on_event`` hears its events on the loop. Raises GymTrouble.

        A written workout is as its file is now.
        """
        await self.start()
        if self._specs is not None and self._may_be_written(request.workout):
            await self.read_workouts(self._specs)
        child = self._child
        if child is None:
            raise GymTrouble("The gym's process is gone.", "Try again: it is started anew.")
        gym, _, workout = request.workout.partition("/")
        arguments = {
            "gym": gym,
            "workout": workout,
            "seed": request.seed,
            "profile": request.profile,
            "options": dict(request.options),
        }
        answer = await self._ask(child, "open_world", None, arguments)
        files = {name: base64.b64decode(content) for name, content in answer["files"].items()}
        facts = WorldFacts(**{**answer, "schema": schema_from_json(answer["schema"]), "files": files})
        world = OpenWorld(self, child, facts, on_event)
        child.worlds[facts.world] = world
        return world

    def _may_be_written(self, workout: str) -> bool:
        """Whether its file may say something else by now: not for workouts in Python."""
        known = (gym_info(item) for item in self._hello["gyms"])
        return not any(one.name == workout and not one.written for gym in known for one in gym.workouts)

    async def ping(self) -> None:
        """Raises GymTrouble when the process does not answer."""
        await self.start()
        assert self._child is not None
        await self._ask(self._child, "ping", None, {})

    async def ask_world(self, child: _Child, facts: WorldFacts, do: str, arguments: Mapping[str, Any]) -> Any:
        """One request about one world; for OpenWorld."""
        if child is not self._child:
            raise GymTrouble("The gym's process died with this world.", "Start the task over.")
        return await self._ask(child, do, facts, arguments)

    async def _read_again(self, child: _Child) -> None:
        """The files' workouts and profiles, in a process that took the place of another; what broke is left out."""
        if self._specs is not None:
            self._hello |= await self._ask(child, "workouts", None, {"specs": str(self._specs)})
        if self._profiles:
            with contextlib.suppress(GymTrouble):
                answer = await self._ask(child, "profiles", None, {"files": [str(file) for file in self._profiles]})
                self._hello["profiles"] = answer["profiles"]

    async def _spawn(self) -> _Child:
        try:
            process = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                limit=_LINE_LIMIT,
                env=_environment(),
                start_new_session=True,  # a Ctrl+C in the terminal is ours to handle; the child ends with its input
            )
        except OSError as error:
            raise GymTrouble(f"The gyms can't be started: {error}.", "Check the installation.") from error
        return _Child(process)

    async def _ask(self, child: _Child, do: str, facts: WorldFacts | None, arguments: Mapping[str, Any]) -> Any:
        number = next(self._numbers)
        request: Json = {"id": number, "do": do, "args": dict(arguments)}
        if facts is not None:
            request |= {"world": facts.world, "secret": facts.secret}
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        child.pending[number] = answer
        stdin = child.process.stdin
        assert stdin is not None
        try:
            stdin.write(msgspec.json.encode(request) + b"\n")
            await stdin.drain()
            return await asyncio.wait_for(answer, _CALL_PATIENCE)
        except TimeoutError as error:
            raise GymTrouble(f"The gym did not answer {do!r}.", "Start the task over.") from error
        except (ConnectionError, RuntimeError) as error:
            raise _died(child) from error
        finally:
            child.pending.pop(number, None)

    async def _read(self, child: _Child) -> None:
        assert child.process.stdout is not None
        async for line in child.process.stdout:
            message = msgspec.json.decode(line)
            if "id" in message:
                _settle(child.pending.get(message["id"]), message)
            else:
                _deliver(child, message)
        await child.process.wait()
        self._gone(child)

    async def _read_complaints(self, child: _Child) -> None:
        assert child.process.stderr is not None
        async for line in child.process.stderr:
            child.complaints.append(line.decode(errors="replace").rstrip())

    def _gone(self, child: _Child) -> None:
        if child is self._child:
            self._child = None
        problem = _died(child)
        for answer in child.pending.values():
            if not answer.done():
                answer.set_exception(problem)
        worlds = list(child.worlds.values())
        child.worlds.clear()
        if self._stopping or not child.greeted:
            return  # expected, or told by whoever tried to start it
        for world in worlds:
            world.on_event({"event": "world_failed", "what": problem.what, "advice": problem.advice})
        self._report(problem)

    async def _end(self, child: _Child) -> None:
        self._stopping = True
        if child.process.stdin is not None:
            child.process.stdin.close()
        try:
            await asyncio.wait_for(child.process.wait(), _STOP_PATIENCE)
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                child.process.kill()
            await child.process.wait()
        await asyncio.wait(self._readers, timeout=_STOP_PATIENCE)
        if child is self._child:
            self._child = None


@dataclass(frozen=True, slots=True)
class Start:
    """Where and when a world begins after a reset."""

    path: str
    world_time: str


class OpenWorld:
    """One world in the gym's process, until ``close``. ``on_event`` hears what happens in it."""

    def __init__(self, gyms: GymProcess, child: _Child, facts: WorldFacts, on_event: OnEvent) -> None:
        self.facts = facts
        self.on_event = on_event
        self._gyms = gyms
        self._child = child

    async def initial(self) -> InitialState:
        """The state before anyone acted; incomplete when the world is too large to store."""
        answer = await self._ask("initial")
        schema = self.facts.schema
        return InitialState(
            schema=schema,
            tables={name: keyed(rows, schema.tables[name].key) for name, rows in answer["tables"].items()},
            complete=bool(answer["complete"]),
            counts=answer["counts"],
        )

    async def lookup(self, table: str, where: Mapping[str, Any], what: str = "rows") -> Any:
        """Ask the initial state: the ``count`` of rows with these cells, or at most 100 such ``rows``."""
        answer = await self._ask("lookup", table=table, where=dict(where), what=what)
        return answer[what]

    async def advance(self, seconds: float) -> None:
        """Move the world's clock forward."""
        await self._ask("advance", seconds=seconds)

    async def drain(self, seconds: float) -> tuple[bool, tuple[str, ...]]:
        """Run what is due within ``seconds`` of world time. Whether nothing is left, and the names of what is."""
        answer = await self._ask("drain", seconds=seconds)
        return bool(answer["drained"]), tuple(answer.get("pending", ()))

    async def final(self, *, drained: bool = True) -> FinalState:
        """The state now, read from the database itself."""
        answer = await self._ask("final")
        return final_from_json({**answer, "drained": drained})

    async def journal(self, after: int = 0) -> list[Json]:
        """The journal's rows after that sequence number, as sent on the wire."""
        answer = await self._ask("journal", after=after)
        rows: list[Json] = answer["changes"]
        return rows

    async def reset(self) -> "Start":
        """Undo everything; returns where to start, which may differ from the first time."""
        answer = await self._ask("reset")
        path = str(answer.get("start_path") or self.facts.start_path)
        return Start(path, str(answer.get("world_time") or self.facts.world_time))

    async def close(self) -> None:
        """Close the world. Closing one whose process died does nothing."""
        if self._child.worlds.pop(self.facts.world, None) is not None:
            await self._ask("close_world")

    async def _ask(self, do: str, **arguments: Any) -> Any:
        return await self._gyms.ask_world(self._child, self.facts, do, arguments)


def _settle(answer: asyncio.Future[Any] | None, message: Json) -> None:
    if answer is None or answer.done():
        return
    if "error" in message:
        error = message["error"]
        answer.set_exception(GymTrouble(str(error["what"]), str(error["advice"])))
    else:
        answer.set_result(message.get("ok"))


def _deliver(child: _Child, message: Json) -> None:
    world = child.worlds.get(str(message.get("world")))
    if world is not None:
        world.on_event(message)


def _environment() -> dict[str, str]:
    """Ours, with the folder that holds ``gyms`` importable: a checkout need not be installed."""
    found = importlib.util.find_spec("gyms")
    if found is None or found.origin is None:
        return dict(os.environ)
    root = str(Path(found.origin).parents[1])
    path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": path, "PYTHONUNBUFFERED": "1"}


def _died(child: _Child) -> GymTrouble:
    code = child.process.returncode
    last = next((line for line in reversed(child.complaints) if line.strip()), "")
    detail = f" Its last words: {last}" if last else ""
    return GymTrouble(
        f"The gym's process ended unexpectedly (exit status {code}).{detail}",
        "Start the task over; the process is started anew. What was recorded is kept.",
    )


def _did_not_start(child: _Child, error: BaseException) -> GymTrouble:
    said = "\n".join(child.complaints) or str(error)
    return GymTrouble(f"The gyms did not start: {said}", "Run workbench doctor to see what is missing.")
