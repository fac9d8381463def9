"""``workbench run``, as a shell sees it."""

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from tests.stage import PROJECT, environment

Command = Callable[..., Any]
WORKBENCH = (sys.executable, "-c", "from workbench.cli import main; main()")


@pytest.mark.browser
def test_that_doing_nothing_is_recorded_judged_and_refused_for_each_seed() -> None:
    words = ("run", "clinic/book_visit", "--agent", "nothing", "--seeds", "4-5", "--json")
    done = subprocess.run(
        [*WORKBENCH, *words],
        cwd=PROJECT,
        env=environment(WORKBENCH_GYMS="clinic"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    answer = json.loads(done.stdout)
    assert [(one["seed"], one["ruling"], one["outcome"]["kind"]) for one in answer["episodes"]] == [
        (4, "VIOLATED", "done"),
        (5, "VIOLATED", "done"),
    ]
    assert answer["satisfied"]["of"] == 2
    assert all(one["kept"] is None for one in answer["episodes"])
    assert any("visits" in finding["sentence"] for finding in answer["episodes"][0]["findings"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--agent", "nobody"), "There is no agent nobody."),
        (("--seeds", "5-1"), "5-1 names no seeds."),
        (("--set", "date_widget"), "date_widget sets nothing."),
    ],
)
def test_that_what_can_not_be_run_is_said_before_anything_starts(
    workbench: Command, words: tuple[str, ...], said: str
) -> None:
    answer = workbench("run", "clinic/book_visit", *words, "--json")
    assert answer.status == 2
    assert answer.document["problem"] == said
