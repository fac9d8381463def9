"""``python -m gyms.kit.serve``: hosts the worlds of all gyms until its input ends.

Commands come in and replies and events go out as JSON lines over stdin and stdout. A page can reach a port but never
a pipe: nothing of the control plane is on HTTP. Logs go to stderr.

``--profiles FILE`` (as often as needed) adds profiles of one's own to the shipped ones; ``--specs FOLDER`` adds the
workouts that are written there. The environment's ``WORKBENCH_DATABASE`` names the server that worlds are kept on.
"""

import argparse
import asyncio
import contextlib
import logging
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from gyms.kit import catalogue
from gyms.kit.control import Control
from gyms.kit.databases.choosing import chosen_databases
from gyms.kit.databases.database import Databases
from gyms.kit.failures import BrokenDatabase, BrokenProfile, BrokenWorkout, Problem
from gyms.kit.gym import Gym
from gyms.kit.profiles import PROFILES, Profiles, load_profiles
from gyms.kit.server import Server
from gyms.kit.wire import LineWriter
from gyms.kit.worlds import Worlds
from gyms.kit.written_files import Shelf

_log = logging.getLogger(__name__)
_LONGEST_LINE = 4 * 1024 * 1024


class Host:
    """Reads commands until the input ends, each answered by a task of its own."""

    def __init__(self, control: Control, writer: LineWriter) -> None:
        self._control = control
        self._writer = writer
        self._answering: set[asyncio.Task[None]] = set()

    async def serve(self, commands: asyncio.StreamReader) -> None:
        """Returns when the input ended and every command was answered."""
        while line := await commands.readline():
            task = asyncio.create_task(self._answer(line))
            self._answering.add(task)
            task.add_done_callback(self._answering.discard)
        if self._answering:
            await asyncio.wait(self._answering)

    async def _answer(self, line: bytes) -> None:
        number: object = None
        try:
            command = msgspec.json.decode(line, type=dict[str, Any])
            number = command.get("id")
            result = await self._control.answer(
                str(command.get("do")), command.get("world"), command.get("secret"), command.get("args") or {}
            )
            self._writer.send({"id": number, "ok": result})
        except Problem as problem:
            self._writer.send({"id": number, "error": {"what": problem.what, "advice": problem.advice}})
        except Exception as error:
            _log.exception("A command failed: %s", line[:200])
            what = f"The gym host failed ({error!r})."
            self._writer.send({"id": number, "error": {"what": what, "advice": "See the gym host's log."}})


async def host(
    shelf: Shelf, profiles: Profiles, commands: int, replies: int, databases: Databases | None = None
) -> None:
    """Serves gyms; commands and replies travel over two pipes, given as file descriptors."""
    writer = LineWriter(replies)
    try:
        with Worlds(shelf.gyms, databases) as worlds:
            server = Server(worlds, profiles, writer.send)
            server.problems = shelf.problems
            await server.start()
            try:
                await _until_end(Host(Control(server), writer), commands)
            finally:
                await server.stop()
    finally:
        writer.close()


async def _until_end(serving: Host, commands: int) -> None:
    """Until the input ends or the process is told to."""
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader(limit=_LONGEST_LINE)
    pipe = os.fdopen(commands, "rb", buffering=0)
    transport, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), pipe)
    work = asyncio.create_task(serving.serve(reader))
    loop.add_signal_handler(signal.SIGTERM, work.cancel)
    loop.add_signal_handler(signal.SIGINT, lambda: None)  # a Ctrl+C in the terminal is the parent's to handle
    try:
        with contextlib.suppress(asyncio.CancelledError):
            await work
    finally:
        transport.close()


def run(
    gyms: Mapping[str, Gym],
    profiles: Profiles = PROFILES,
    problems: tuple[BrokenWorkout, ...] = (),
    databases: Databases | None = None,
) -> None:
    """Takes over stdin and stdout until stdin ends; whatever else prints goes to stderr.

    ``problems`` are of written workouts that could not be read, to be told to whoever asks; ``databases`` is where
    worlds are kept, in files when it is None.
    """
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    commands, replies = os.dup(0), os.dup(1)
    os.dup2(2, 1)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    asyncio.run(host(Shelf(gyms, problems), profiles, commands, replies, databases))


def main() -> None:
    """Serves the shipped gyms. Profiles that can't be read, or a database server that can't be used, end it at once,
    with status 2 and one clear line."""
    parser = argparse.ArgumentParser(prog="python -m gyms.kit.serve", description="Hosts the worlds of all gyms.")
    parser.add_argument("--profiles", action="append", default=[], type=Path, metavar="FILE")
    parser.add_argument("--specs", type=Path, metavar="FOLDER")
    asked = parser.parse_args()
    try:
        profiles = load_profiles(asked.profiles)
        databases = chosen_databases()
    except (BrokenProfile, BrokenDatabase) as problem:
        sys.exit(_complain(problem))
    shelf = catalogue.everything(asked.specs)
    run(shelf.gyms, profiles, shelf.problems, databases)


def _complain(problem: Problem) -> int:
    sys.stderr.write(f"{problem}\n")
    return 2


if __name__ == "__main__":
    main()
