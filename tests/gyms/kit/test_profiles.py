"""Profiles: the shipped file, authors' own, and what is said of a broken one."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from gyms.kit.failures import BrokenProfile, UnknownName
from gyms.kit.perturbations.intermittent_errors import IntermittentErrors
from gyms.kit.perturbations.latency import Latency
from gyms.kit.perturbations.registry import registry
from gyms.kit.profiles import PROFILES, load_profiles, profile

BIND = """
evening:
  about: Slow, and
    now and then in error.
  perturbations:
    - P13: {least: 1, most: 2}
    - P14:
        codes: [502]
    - P25
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_that_the_shipped_profiles_are_those_that_people_know() -> None:
    assert list(PROFILES) == ["clean", "timing", "network", "ui", "rough", "brutal"]
    assert PROFILES["clean"].perturbations == ()
    assert all(each.about.endswith(".") for each in PROFILES.values())


@pytest.mark.parametrize("name", ["rough", "brutal"])
def test_that_everything_there_is_belongs_to_the_rough_profiles(name: str) -> None:
    assert sorted(each.id for each in PROFILES[name].perturbations) == sorted(registry())


def test_that_an_authors_profile_stands_beside_the_shipped_ones(tmp_path: Path) -> None:
    profiles = load_profiles([written(tmp_path, BIND)])
    assert set(profiles) == {*PROFILES, "evening"}
    evening = profile(profiles, "evening")
    assert evening.about == "Slow, and now and then in error."
    assert evening.perturbations[:2] == (Latency(least=1.0, most=2.0), IntermittentErrors(codes=(502,)))
    assert [each.id for each in evening.perturbations] == ["P13", "P14", "P25"]


def test_that_a_profile_nobody_wrote_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(UnknownName, match="clean, timing, network, ui, rough, brutal"):
        profile(PROFILES, "gentle")


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("rough:\n  about: Mine.\n  perturbations: []\n", 1, "there is a profile rough already"),
        ("a:\n  about: Mine.\n  perturbations:\n    - P13\n    - P99\n", 5, "There are: P1, P2, P3"),
        ("a:\n  about: Mine.\n  perturbations:\n    - P13: {shares: 1}\n", 4, "It has: share, least, most, paths"),
        (
            "a:\n  about: Mine.\n  perturbations:\n    - P13:\n        share: 1\n        most: soon\n",
            6,
            "Expected `float`",
        ),
        ("a:\n  about: Mine.\n  perturbations:\n    - P14: {share: 1.5}\n", 4, "share of P14 can't be 1.5"),
        ("a:\n  about: Mine.\n  perturbations:\n    - P14: {codes: [404]}\n", 4, "codes of P14"),
        ("a:\n  about: Mine.\n  perturbations:\n    - P24: {how: loud}\n", 4, "how of P24 can't be loud"),
        ("a:\n  about: Mine.\n  perturbations:\n    - P28: {share: 1}\n", 4, "It has no parameters"),
        ("a:\n  about: Mine.\n  perturbations:\n    - P14: 0.5\n", 4, "must be named"),
        ("a:\n  about: Mine.\n  perturbations:\n    - [P14]\n", 4, "is no perturbation"),
        ("a:\n  about: Mine.\n  perturbations: P14\n", 3, "must be a list"),
        ("a:\n  about: Mine.\n", 1, "must be a list"),
        ("a:\n  perturbations: []\n", 1, "does not say what it is about"),
        ("a:\n  about: Mine.\n  strikes: []\n  perturbations: []\n", 3, "can't say strikes"),
        ("# mine\nTwo words:\n  about: Mine.\n", 2, "is no name"),
        ("a:\n", 1, "says nothing"),
        ("- a\n", 1, "profiles by name"),
        ("", 1, "profiles by name"),
        ("a:\n  about: Mine.\n  about: Yours.\n", 3, "not valid YAML"),
        ("a: [\n", 2, "not valid YAML"),
    ],
)
def test_that_a_broken_file_is_told_by_line_and_what_to_write(tmp_path: Path, text: str, line: int, says: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(BrokenProfile) as caught:
        load_profiles([path])
    assert says in str(caught.value)
    assert caught.value.what.startswith(f"{path}, line {line}: ")
    assert caught.value.advice


def test_that_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BrokenProfile, match=r"none\.yaml can't be read"):
        load_profiles([tmp_path / "none.yaml"])


def test_that_the_host_ends_with_one_line_about_a_broken_file(tmp_path: Path) -> None:
    path = written(tmp_path, "a:\n  about: Mine.\n  perturbations: [P99]\n")
    command = [sys.executable, "-m", "gyms.kit.serve", "--profiles", str(path)]
    ended = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 2
    assert ended.stderr.startswith(f"{path}, line 3: there is no perturbation P99.")
    assert ended.stderr.count("\n") == 1
    assert ended.stdout == ""


def test_that_hello_unfolds_profiles_and_tells_of_every_perturbation(host: Any) -> None:
    hello = host.ask("hello")
    clean, flaky, _ = hello["profiles"]
    assert clean == {"name": "clean", "about": "Nothing.", "place": "", "perturbations": []}
    (errors,) = flaky["perturbations"]
    assert (errors["id"], errors["title"], errors["layer"]) == ("P14", "Intermittent error before commit", "server")
    assert errors["parameters"][0] == {
        "name": "share",
        "value": 0.5,
        "unit": "of requests",
        "about": "How often it fails.",
    }
    assert [it["id"] for it in hello["perturbations"]] == list(registry())
    assert hello["perturbations"][0]["parameters"][0]["default"] == 1.0
