"""A real sitting killed at any moment leaves a recording that reopens, and that the next start offers to keep."""

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.stage import environment
from workbench.archive.library import find_episodes, keep, unfinished
from workbench.archive.reader import CUT_SHORT, open_episode
from workbench.archive.specs import find_spec
from workbench.domain.verdicts import Ruling
from workbench.session.folders import Folders
from workbench.verifier import judge

SCRIPT = Path(__file__).with_name("endless_sitting.py")
pytestmark = pytest.mark.browser

few_or_many = pytest.mark.parametrize(
    "seed", [pytest.param(seed, marks=() if seed < 3 else (pytest.mark.long,)) for seed in range(50)]
)


@few_or_many
def test_that_a_sitting_killed_at_a_random_moment_reopens(tmp_path: Path, seed: int) -> None:
    moment = random.Random(seed)
    folder, opened = _kill(tmp_path, moment.randint(1, 8), moment.choice((1, 200, 3_000)))
    episode = open_episode(folder)
    assert [step.index for step in episode.steps] == list(range(1, len(episode.steps) + 1))
    assert len(episode.steps) >= opened - 2, "more than the step in progress and the one settling was lost"
    assert CUT_SHORT in episode.run.interruptions
    assert judge(find_spec(Folders.default().specs, "clinic/book_visit"), episode.run).ruling is Ruling.UNDECIDED
    (entry,) = unfinished(tmp_path)
    kept = keep(entry.folder, tmp_path / "kept")
    assert [found.folder for found in find_episodes(tmp_path / "kept")] == [kept]


def _kill(drafts: Path, steps: int, more_bytes: int) -> tuple[Path, int]:
    """Let it wander for some steps and some bytes of DOM more; returns its folder and the last step it opened."""
    command = [sys.executable, str(SCRIPT), str(drafts)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment()) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(steps + 1)]
        assert all(lines), "it ended by itself"
        folder = Path(lines[0].decode().strip())
        dom = folder / "dom.jsonl"
        goal = dom.stat().st_size + more_bytes
        while dom.stat().st_size < goal and process.poll() is None:
            pass  # the moment of the kill is a size, so that it can fall anywhere in a step
        process.send_signal(signal.SIGKILL)
        lines += process.stdout.read().split(b"\n")
    return folder, max(int(line) for line in lines if line.strip().isdigit())
