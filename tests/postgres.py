"""A PostgreSQL server of one's own, for as long as it is needed: in a temporary folder, on a port of its own."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_DEBIAN = Path("/usr/lib/postgresql")
_USER = "postgres"


def programs() -> Path | None:
    """The folder with the server's programs, the newest where there are several; None where none is installed."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += [each for each in sorted(_DEBIAN.glob("*/bin"), key=_version) if (each / "initdb").is_file()]
    return folders[-1] if folders else None


def _version(folder: Path) -> int:
    number = folder.parent.name
    return int(number) if number.isdecimal() else 0


class LocalServer:
    """Can be stopped and started again; ``url`` stays."""

    def __init__(self, folder: Path, bin_folder: Path) -> None:
        self._data = folder / "data"
        self._bin = bin_folder
        self._port = _free_port()
        self.url = f"postgresql://{_USER}@127.0.0.1:{self._port}/postgres"
        self._run("initdb", "--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--username", _USER, "--no-sync")

    def start(self) -> None:
        options = f"-p {self._port} -k {self._data} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=60"
        self._run("pg_ctl", "--options", options, "--log", str(self._data / "log"), "--wait", "start")

    def stop(self) -> None:
        self._run("pg_ctl", "--mode", "immediate", "--wait", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        """As somebody else when we are root: the server refuses to run as root."""
        subprocess.run(
            [str(self._bin / program), "--pgdata", str(self._data), *arguments],
            check=True,
            timeout=120,
            user=_USER if os.geteuid() == 0 else None,
            cwd=self._data.parent,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # a pipe would be held open by the server that was started
            stderr=subprocess.DEVNULL,
        )


@contextmanager
def local_server(bin_folder: Path) -> Iterator[LocalServer]:
    """A server that runs inside."""
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if os.geteuid() == 0:
            shutil.chown(folder, _USER)
        server = LocalServer(folder, bin_folder)
        server.start()
        try:
            yield server
        finally:
            server.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
