"""The control plane: what may be asked of the gym host, over its pipes only. Every world has a secret of its own."""

import asyncio
import base64
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from gyms.kit.failures import Refused
from gyms.kit.gym import Gym
from gyms.kit.hosted import HostedWorld
from gyms.kit.perturbations import Perturbation
from gyms.kit.perturbations.registry import describe, registry
from gyms.kit.profiles import Profile, load_profiles
from gyms.kit.server import Server
from gyms.kit.world import World
from gyms.kit.written_files import with_written

VERSION = 1
"""Of this protocol."""

Arguments = Mapping[str, Any]
Reply = dict[str, Any]


class Control:
    """Answers commands; keeps nothing itself."""

    def __init__(self, server: Server) -> None:
        self._server = server

    async def answer(self, do: str, world: str | None, secret: str | None, arguments: Arguments) -> Reply:
        """The reply to one command. Raises Problem, most of all Refused."""
        general = self._general.get(do)
        if general is not None:
            return await general(self, arguments)
        of_world = _OF_WORLD.get(do)
        hosted = self._server.hosted(world or "")
        if of_world is None and do != "close_world":
            raise Refused(f"There is no command {do}.", "Ask for one that the protocol knows.")
        if hosted is None or not secrets.compare_digest(hosted.secret.encode(), (secret or "").encode()):
            raise Refused(f"There is no world {world} for this secret.", "Use the secret that open_world returned.")
        if of_world is None:
            await self._server.close(hosted.world.id)
            return {}
        return await of_world(hosted, arguments)

    async def _hello(self, _arguments: Arguments) -> Reply:
        return {
            "version": VERSION,
            "port": self._server.port,
            **self._gyms(),
            "profiles": [_unfolded(profile) for profile in self._server.profiles.values()],
            "perturbations": [asdict(describe(kind)) for kind in registry().values()],
        }

    async def _profiles(self, arguments: Arguments) -> Reply:
        """The shipped profiles and those of these files, which replace the files' of before. Raises BrokenProfile."""
        files = [Path(name) for name in arguments["files"]]
        self._server.profiles = await asyncio.to_thread(load_profiles, files)
        return {"profiles": [_unfolded(profile) for profile in self._server.profiles.values()]}

    async def _workouts(self, arguments: Arguments) -> Reply:
        """The gyms with what is written for them in a folder of specs as it is now; broken files hide only themselves.

        Worlds that are open stay as they are.
        """
        worlds = self._server.worlds
        shelf = await asyncio.to_thread(with_written, worlds.gyms, Path(arguments["specs"]), all_known=False)
        worlds.gyms, self._server.problems = dict(shelf.gyms), shelf.problems
        return self._gyms()

    def _gyms(self) -> Reply:
        problems = [{"what": each.what, "advice": each.advice} for each in self._server.problems]
        return {"gyms": [introduce(gym) for gym in self._server.worlds.gyms.values()], "problems": problems}

    async def _ping(self, _arguments: Arguments) -> Reply:
        return {}

    async def _open(self, arguments: Arguments) -> Reply:
        gym, _, workout = str(arguments["workout"]).rpartition("/")
        hosted = await self._server.open(
            str(arguments.get("gym") or gym),
            workout,
            seed=int(arguments.get("seed", 1)),
            profile_name=str(arguments.get("profile") or "clean"),
            options=arguments.get("options") or {},
        )
        world, task = hosted.world, hosted.world.task
        return {
            "world": world.id,
            "secret": hosted.secret,
            "origin": world.origin,
            "start_path": task.start_path,
            "goal": task.goal,
            "parameters": task.parameters,
            "options": task.options,
            "schema": world.schema(),
            "world_time": world.clock.now().isoformat(),
            "gym_version": str(world.gym.version),
            "database": self._server.worlds.database,
            "files": await hosted.off_loop(lambda: _files(world)),
        }

    _general: Mapping[str, Callable[["Control", Arguments], Awaitable[Reply]]] = {
        "hello": _hello,
        "ping": _ping,
        "profiles": _profiles,
        "workouts": _workouts,
        "open_world": _open,
    }


def _files(world: World) -> dict[str, str]:
    """What lies on the actor's computer, in base64."""
    given = world.gym.workout(world.task.workout).files
    files = given(world.task) if given else {}
    return {name: base64.b64encode(content).decode() for name, content in files.items()}


def introduce(gym: Gym) -> Reply:
    """One entry of ``hello``'s ``gyms``."""
    return {
        "name": gym.name,
        "title": gym.title,
        "summary": gym.summary,
        "version": gym.version,
        "options": {name: list(choices) for name, choices in gym.options.items()},
        "workouts": [
            {
                "name": workout.name,
                "title": workout.title,
                "trains": workout.trains,
                "goal": workout.goal,
                "options": {name: list(choices) for name, choices in gym.offered(workout).items()},
                "stresses": list(workout.stresses),
                "twins": workout.twins,
                "written": workout.source if workout.written else "",
            }
            for workout in gym.workouts
        ],
    }


def _unfolded(profile: Profile) -> Reply:
    """A profile with everything that people may want to know before they choose it."""
    return {
        "name": profile.name,
        "about": profile.about,
        "place": profile.place,
        "perturbations": [_with_values(perturbation) for perturbation in profile.perturbations],
    }


def _with_values(perturbation: Perturbation) -> Reply:
    told = describe(type(perturbation))
    return {
        "id": told.id,
        "title": told.title,
        "about": told.about,
        "layer": told.layer,
        "parameters": [
            {"name": it.name, "value": getattr(perturbation, it.name), "unit": it.unit, "about": it.about}
            for it in told.parameters
        ],
    }


async def _initial(hosted: HostedWorld, _arguments: Arguments) -> Reply:
    return await hosted.off_loop(hosted.world.initial)


async def _lookup(hosted: HostedWorld, arguments: Arguments) -> Reply:
    what = str(arguments.get("what", "rows"))
    found = await hosted.off_loop(
        lambda: hosted.world.lookup(str(arguments["table"]), arguments.get("where") or {}, what)
    )
    return {what: found}


async def _advance(hosted: HostedWorld, arguments: Arguments) -> Reply:
    hosted.advance(float(arguments["seconds"]))
    return {"world_time": hosted.world.clock.now().isoformat()}


async def _drain(hosted: HostedWorld, arguments: Arguments) -> Reply:
    return await hosted.drain(float(arguments["seconds"]))


async def _final(hosted: HostedWorld, _arguments: Arguments) -> Reply:
    async with hosted.at_rest() as world:
        return asdict(await hosted.off_loop(world.account))


async def _journal(hosted: HostedWorld, arguments: Arguments) -> Reply:
    after = int(arguments.get("after", 0))
    return {"changes": await hosted.off_loop(lambda: hosted.world.journal.changes(after))}


async def _reset(hosted: HostedWorld, _arguments: Arguments) -> Reply:
    undone = await hosted.reset()
    world = hosted.world
    return {"undone": undone, "start_path": world.task.start_path, "world_time": world.clock.now().isoformat()}


_OF_WORLD: Mapping[str, Callable[[HostedWorld, Arguments], Awaitable[Reply]]] = {
    "initial": _initial,
    "lookup": _lookup,
    "advance": _advance,
    "drain": _drain,
    "final": _final,
    "journal": _journal,
    "reset": _reset,
}
