"""``workbench --database``: worlds on a server, as a shell sees it."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest

from gyms.kit.databases.choosing import VARIABLE
from tests.postgres import LocalServer
from tests.stage import PROJECT, environment
from workbench.archive.reader import open_run

Command = Callable[..., Any]
WORKBENCH = (sys.executable, "-c", "from workbench.cli import main; main()")


def databases(server: LocalServer) -> set[str]:
    """Those of worlds; other tests of this session may have some open."""
    query = "SELECT datname FROM pg_database WHERE datname LIKE 'gym_worlds_%'"
    with psycopg.connect(server.url) as connection:
        return {name for (name,) in connection.execute(query)}


@pytest.mark.browser
def test_that_an_oracle_does_its_task_on_a_server_and_the_recording_says_where(
    postgres: LocalServer, tmp_path: Path
) -> None:
    before = databases(postgres)
    task = ("clinic/move_visit", "--profile", "rough")
    words = ("--database", postgres.url, "run", *task, "--keep", str(tmp_path), "--json")
    done = subprocess.run(
        [*WORKBENCH, *words],
        cwd=PROJECT,
        env=environment(WORKBENCH_GYMS="clinic"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (one,) = json.loads(done.stdout)["episodes"]
    run = open_run(Path(one["kept"]))
    assert run.header.versions["database"].startswith("PostgreSQL ")
    assert any(change.table == "visits" for change in run.changes)
    assert databases(postgres) == before


def test_that_the_doctor_says_where_worlds_are_kept(
    workbench: Command, postgres: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "sqlite")  # and put back afterwards what the option makes of it
    assert "worlds are kept in SQLite files" in workbench("doctor").text
    assert "worlds are kept on PostgreSQL" in workbench("--database", postgres.url, "doctor").text


def test_that_the_doctor_says_what_is_wrong_with_a_server(workbench: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "postgresql://me:s3cret@127.0.0.1:9/postgres")
    answer = workbench("doctor", "--json")
    (check,) = [one for one in answer.document["checks"] if one["title"] == "Database"]
    assert (answer.status, check["fine"]) == (1, False)
    assert "127.0.0.1:9 can't be used" in check["detail"]
    assert "s3cret" not in check["detail"]
