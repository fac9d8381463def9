"""The commands that need neither a window nor a recording."""

import importlib.util
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]
PROJECT = Path(__file__).parents[2]


def test_that_gyms_lists_workouts_with_what_they_train(workbench: Command) -> None:
    answer = workbench("gyms", "--seeds", "0", "--json")
    assert answer.status == 0
    clinic = next(gym for gym in answer.document["gyms"] if gym["name"] == "clinic")
    assert {one["name"] for one in clinic["workouts"]} >= {"clinic/book_visit", "clinic/move_visit"}
    assert set(clinic["options"]["date_widget"]) >= {"native", "flatpickr", "jquery-ui"}
    assert all(one["trains"] for one in clinic["workouts"])


def test_that_gyms_lists_what_the_first_seeds_ask_for(workbench: Command) -> None:
    answer = workbench("gyms", "--seeds", "1", "--json").document
    workouts = [one for gym in answer["gyms"] for one in gym["workouts"]]
    assert all(len(one["tasks"]) == 1 for one in workouts)
    assert answer["distinct_tasks"] == answer["workout_count"] == len(workouts)
    assert all(one["tasks"][0]["goal"] for one in workouts)


def test_that_gyms_reads_well_too(workbench: Command) -> None:
    assert "clinic/book_visit" in workbench("gyms").text


def test_that_doctor_names_a_fix_for_everything_it_finds_missing(workbench: Command) -> None:
    answer = workbench("doctor", "--json")
    checks = answer.document["checks"]
    assert {check["title"] for check in checks} >= {"Python", "Libraries", "Window", "Screen", "Folders"}
    assert answer.status == (0 if all(check["fine"] for check in checks) else 1)


def test_that_doctor_sees_a_missing_library(workbench: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.cli.doctor._NEEDED_MODULES", ("no_such_library",))
    answer = workbench("doctor", "--json")
    broken = next(check for check in answer.document["checks"] if check["title"] == "Libraries")
    assert answer.status == 1
    assert "no_such_library" in broken["detail"]
    assert broken["fix"] == "make run"


def test_that_without_a_display_the_window_says_how_to_get_one(
    workbench: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    answer = workbench()
    assert answer.status == 2
    assert "no display" in answer.errors
    assert "xvfb-run" in answer.errors


def test_that_without_qt_the_window_says_what_to_install(workbench: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    answer = workbench()
    assert answer.status == 2
    assert "PySide6" in answer.errors


def test_that_open_refuses_what_is_neither_episode_nor_spec(workbench: Command, tmp_path: Path) -> None:
    answer = workbench("open", tmp_path)
    assert answer.status == 2
    assert "neither an episode nor a spec" in answer.errors


def test_that_a_folder_without_episodes_is_named(workbench: Command, tmp_path: Path) -> None:
    answer = workbench("verify", tmp_path, "--json")
    assert answer.status == 2
    assert str(tmp_path) in answer.document["problem"]


@pytest.mark.parametrize("command", ["verify --help", "gyms --seeds 0 --json", "doctor --json"])
def test_that_the_command_line_never_needs_qt(command: str) -> None:
    script = f"import sys; sys.modules['PySide6'] = None; sys.argv = ['workbench', *{command.split()!r}]; " + (
        "from workbench.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 1}, done.stderr
    assert "Traceback" not in done.stderr
