"""The gym of docs/writing-a-gym.md, built exactly as the text says, played in a browser and judged."""

import importlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import gyms as every_gym
from gyms.kit import catalogue
from gyms.kit.check import check_gym
from gyms.kit.gym import Gym
from gyms.kit.worlds import Worlds
from workbench.domain.verdicts import Ruling

PAGE = Path(__file__).parents[2] / "docs" / "writing-a-gym.md"
BLOCK = re.compile(r"^```(?:python|html|yaml)\n(?:#|<!--) (\S+)(?: -->)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with every file of the page, its gyms found like the shipped ones."""
    folder = tmp_path_factory.mktemp("parcels")
    for name, text in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    every_gym.__path__.append(str(folder / "gyms"))
    importlib.invalidate_caches()
    yield folder
    every_gym.__path__.remove(str(folder / "gyms"))
    for name in [name for name in sys.modules if name.startswith("gyms.parcels")]:
        del sys.modules[name]


@pytest.fixture(scope="module")
def parcels(written: Path) -> Gym:
    return catalogue.gyms()["parcels"]


def test_that_the_gym_of_the_page_keeps_what_every_gym_promises(parcels: Gym, written: Path) -> None:
    from workbench.session.checking import check_spec, check_tasks  # noqa: PLC0415 - the gym comes first

    assert check_gym(parcels) == ()
    assert [looked.problems for looked in check_tasks(parcels)] == [()]
    assert check_spec(parcels, parcels.workouts[0], written / "specs").problems == ()


@pytest.mark.browser
def test_that_its_oracle_does_the_task_in_a_browser(
    parcels: Gym, written: Path, play: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.gyms.stage.SPECS", written / "specs")
    with Worlds({"parcels": parcels}) as worlds:
        for profile in ("clean", "rough"):
            assert play(worlds, "parcels/redirect", seed=3, profile=profile).ruling is Ruling.SATISFIED
