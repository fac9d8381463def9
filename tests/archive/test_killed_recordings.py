"""A recording killed at any moment reopens with every step that was said to be on disk."""

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.archive.library import unfinished
from workbench.archive.reader import CUT_SHORT, open_episode, read_blob

SCRIPT = Path(__file__).with_name("endless_recording.py")
PROJECT = Path(__file__).parents[2]


def _kill_after(folder: Path, steps: int, more_bytes: int) -> int:
    """Let a recording run for some steps and then some bytes of its next line; returns the last step it confirmed."""
    command = [sys.executable, str(SCRIPT), str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=PROJECT, env={"PYTHONPATH": str(PROJECT)}) as process:
        assert process.stdout is not None
        heard = [process.stdout.readline() for _ in range(steps + 1)]
        stream = folder / "steps.jsonl"
        goal = stream.stat().st_size + more_bytes if stream.exists() else 0
        while stream.exists() and stream.stat().st_size < goal:
            pass  # the moment of the kill is a size, so that it can fall anywhere in a step
        process.send_signal(signal.SIGKILL)
        heard += process.stdout.read().split(b"\n")
    return max((int(line) for line in heard if line.strip().isdigit()), default=0)


@pytest.mark.parametrize("seed", range(50))
def test_that_a_recording_killed_at_a_random_moment_reopens(tmp_path: Path, seed: int) -> None:
    moment = random.Random(seed)
    confirmed = _kill_after(tmp_path / "draft", moment.randint(0, 40), moment.choice((0, 1, 50, 400)))
    episode = open_episode(tmp_path / "draft")
    assert [step.index for step in episode.steps] == list(range(1, len(episode.steps) + 1))
    assert len(episode.steps) >= confirmed
    assert len(episode.run.changes) >= len(episode.steps)
    assert CUT_SHORT in episode.run.interruptions
    for step in episode.steps:
        assert step.before is not None
        read_blob(tmp_path / "draft", step.before)
    assert [entry.folder for entry in unfinished(tmp_path)] == [tmp_path / "draft"]
