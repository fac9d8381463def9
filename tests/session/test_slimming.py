"""Pictures of a kept episode are made smaller until it is light enough; everything else stays."""

import shutil
from pathlib import Path

import pytest

from workbench.archive.reader import open_episode, read_blob
from workbench.session.slimming import slim

SHIPPED = next(iter(sorted((Path(__file__).parents[2] / "recordings").rglob("episode.json")))).parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "episode"))


def weight(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def test_that_a_heavy_episode_becomes_as_light_as_asked_and_still_has_every_picture(folder: Path) -> None:
    before, most = open_episode(folder), weight(folder) * 2 // 3
    assert slim(folder, most) == weight(folder) <= most
    after = open_episode(folder)
    assert after.run == before.run
    assert [step.action for step in after.steps] == [step.action for step in before.steps]
    assert [step.truth for step in after.steps] == [step.truth for step in before.steps]
    for step in after.steps:
        assert all(read_blob(folder, name)[:3] == b"\xff\xd8\xff" for name in (step.before, step.after) if name)


def test_that_a_light_episode_stays_as_it_is(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    slim(folder, sum(map(len, before.values())))
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
