"""The shipped evidence: each recording comes out as expected, is small, and replays what the live page really was."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from gyms.kit.catalogue import gyms
from workbench.archive.library import find_episodes
from workbench.archive.reader import open_episode, read_blob
from workbench.replay.dom.fidelity import check_step

PROJECT = Path(__file__).parents[2]
RECORDINGS = PROJECT / "recordings"
ENTRIES = find_episodes(RECORDINGS)
HEADERS = [entry.header for entry in ENTRIES if entry.header is not None]
NAMES = [f"{entry.header.workout}/{entry.header.id}" if entry.header else str(entry.folder) for entry in ENTRIES]
WITHOUT_QT = "import sys; sys.modules['PySide6'] = None; from workbench.cli import main; main()"

every_recording = pytest.mark.parametrize("folder", [entry.folder for entry in ENTRIES], ids=NAMES)


def test_that_every_workout_has_a_gold_and_every_twin_two() -> None:
    golds = {header.workout: set[str]() for header in HEADERS}
    for header in HEADERS:
        if header.label == "gold" and header.expected == "SATISFIED":
            golds[header.workout].add(str(header.seed % 2))
    every = [(f"{gym.name}/{workout.name}", workout.twins) for gym in gyms().values() for workout in gym.workouts]
    lacking = [name for name, twins in every if len(golds.get(name, ())) < 1 + twins]
    assert lacking == []


def test_that_the_calendar_has_a_gold_by_each_date_widget_and_two_runs_that_fail() -> None:
    book = [header for header in HEADERS if header.workout == "clinic/book_visit"]
    widgets = {header.options["date_widget"] for header in book if header.label == "gold"}
    assert widgets == {"native", "flatpickr", "jquery-ui", "air-datepicker", "selects", "legacy"}
    assert {header.id for header in book if header.expected == "VIOLATED"} == {
        "failing-double-submit",
        "failing-wrong-month",
    }


def test_that_all_come_out_as_expected_without_qt() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_QT, "verify"], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.strip().splitlines()
    assert lines[-1] == f"{len(ENTRIES)} of {len(ENTRIES)} as expected"
    assert len(lines) == len(ENTRIES) + 1


def test_that_the_failing_ones_say_why() -> None:
    command = [sys.executable, "-c", WITHOUT_QT, "verify", "recordings/clinic/book_visit", "--json"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    reasons = {  # the sentences of each, without their stress
        one["name"].rpartition("/")[2]: [
            finding["sentence"].replace("**", "") for finding in one["findings"] if finding["kind"] != "met"
        ]
        for one in json.loads(done.stdout)["episodes"]
    }
    assert any("visits" in sentence for sentence in reasons["failing-double-submit"])
    assert any("2026-08-07 → 2026-07-07" in sentence for sentence in reasons["failing-wrong-month"])
    assert reasons["gold-native"] == []


@every_recording
def test_that_a_recording_stays_below_a_megabyte(folder: Path) -> None:
    assert sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) < 1_000_000


@every_recording
def test_that_every_step_replays_the_dom_that_the_live_page_had(folder: Path) -> None:
    episode = open_episode(folder)
    found = [check_step(episode, step, lambda name: read_blob(folder, name)) for step in episode.steps]
    assert found == [None] * len(episode.steps)


@every_recording
def test_that_every_step_has_its_pictures(folder: Path) -> None:
    for step in open_episode(folder).steps:
        assert step.before is not None
        assert step.after is not None
        assert read_blob(folder, step.after)[:3] == b"\xff\xd8\xff"
