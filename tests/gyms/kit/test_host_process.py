"""The life of the gym host's process."""

import os
import signal
import socket
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.gyms.kit.conftest import HOST_SCRIPT, HostProcess, Served


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the process puts its databases."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def started() -> HostProcess:
    return HostProcess((sys.executable, str(HOST_SCRIPT)))


def test_that_the_host_ends_with_its_input_and_leaves_no_files(folder: Path) -> None:
    with started() as host:
        served = Served(host)
        served.post("/notes", {"text": "x", "later": "100"})
        assert list(folder.glob("gym-worlds-*/*.db"))
        assert host.end() == 0
    assert list(folder.iterdir()) == []


def test_that_the_host_ends_cleanly_when_told_to_terminate(folder: Path) -> None:
    with started() as host:
        Served(host)
        os.kill(host.pid, signal.SIGTERM)
        assert host.end() == 0
    assert list(folder.iterdir()) == []


def test_that_a_ctrl_c_in_the_terminal_is_left_to_the_parent(folder: Path) -> None:
    with started() as host:
        host.ask("ping")
        os.kill(host.pid, signal.SIGINT)
        assert host.ask("ping") == {}


def test_that_a_closed_world_is_gone_from_the_port_and_from_the_disk(host: Any, folder: Path) -> None:
    with started() as own:
        served = Served(own)
        served.ask("close_world")
        assert served.get("/").status == 421
        assert not list(folder.glob("gym-worlds-*/world-*"))
        assert "error" in own.answer("final", served.name, served.facts["secret"])


def test_that_the_next_start_sweeps_up_after_a_killed_host(folder: Path) -> None:
    with started() as host:
        Served(host)
        os.kill(host.pid, signal.SIGKILL)
        assert host.end() == -signal.SIGKILL
    assert list(folder.iterdir())
    with started() as host:
        host.ask("ping")
        assert len(list(folder.iterdir())) == 1
    assert list(folder.iterdir()) == []


def test_that_a_request_that_never_ends_does_not_keep_the_host_alive(folder: Path) -> None:
    with started() as host:
        served = Served(host)
        with socket.create_connection(("127.0.0.1", served.port)) as raw:
            raw.sendall(f"POST /wait HTTP/1.1\r\nHost: {served.name}.localhost:{served.port}\r\n\r\n".encode())
            served.get("/")
            assert host.end() == 0
    assert list(folder.iterdir()) == []
