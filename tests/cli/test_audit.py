"""``workbench audit`` from its arguments to its answer."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.verifier.audit.golds import clinic
from workbench.archive.writer import EpisodeWriter
from workbench.domain.episodes import RunRecord

if TYPE_CHECKING:
    from tests.cli.conftest import Answer

Workbench = Callable[..., "Answer"]
SPEC = Path(__file__).parents[2] / "specs" / "clinic" / "move_visit.yaml"


def stored(run: RunRecord, folder: Path) -> None:
    """The run as an episode on disk."""
    assert run.outcome is not None
    assert run.outcome_at is not None
    assert run.final is not None
    writer = EpisodeWriter.create(folder, run.header, run.initial)
    for exchange in run.exchanges:
        writer.exchange(exchange)
    for change in run.changes:
        writer.change(change)
    writer.outcome(run.outcome, run.outcome_at)
    writer.finish(run.final)


@pytest.fixture(scope="module")
def recordings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one gold of move_visit."""
    folder = tmp_path_factory.mktemp("recordings")
    with clinic() as opened:
        stored(opened.gold("move_visit"), folder / "gold")
    return folder


def test_that_a_sound_spec_passes_with_counts_and_a_lower_bound(workbench: Workbench, recordings: Path) -> None:
    answer = workbench("audit", SPEC, "--recordings", recordings)
    assert answer.status == 0
    assert "1 of 1 specs pass" in answer.text
    assert "golds 1 of 1 satisfied" in answer.text
    assert "(100.0%, at least 9" in answer.text


def test_that_a_weak_spec_fails_with_story_place_and_advice(
    workbench: Workbench, recordings: Path, tmp_path: Path
) -> None:
    weak = tmp_path / "weak.yaml"
    weak.write_text(
        SPEC.read_text(encoding="utf-8").replace("values: {date: $date, time: $time, ", "values: {date: $date, ")
    )
    answer = workbench("audit", weak, "--recordings", recordings, "--json")
    assert answer.status == 1
    (found,) = answer.document["specs"]
    assert not found["passed"]
    assert found["mutant"]["right"] < found["mutant"]["count"]
    stories = {one["id"]: one for one in found["survivors"] if not one["signed"]}
    assert set(stories) >= {"column:the-move.time=neighbour"}
    told = stories["column:the-move.time=neighbour"]
    assert told["story"].startswith("A visit whose time is ")
    assert (told["clause"], told["line"]) == ("the-move", 20)
    assert "`time`" in told["advice"]


def test_that_a_spec_that_cannot_be_read_is_told_with_its_place(workbench: Workbench, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("version: 1\nworkout: clinic/move_visit\nrequires: []\n")
    answer = workbench("audit", broken, "--recordings", tmp_path)
    assert answer.status == 1
    assert "A spec has no key `requires`." in answer.text
    assert f"{broken}:3:1" in answer.text


def test_that_without_a_gold_nothing_passes(workbench: Workbench, tmp_path: Path) -> None:
    answer = workbench("audit", SPEC, "--recordings", tmp_path, "--json")
    assert answer.status == 1
    assert [mark["rule"] for mark in answer.document["specs"][0]["marks"]] == ["no-gold"]


def test_that_what_cannot_run_says_why(workbench: Workbench, tmp_path: Path) -> None:
    strange = tmp_path / "strange.yaml"
    strange.write_text("version: 1\nworkout: nowhere/at_all\n")
    for words, what in (((strange,), "There is no gym nowhere."), ((tmp_path / "gone.yaml",), "gone.yaml")):
        answer = workbench("audit", *words, "--recordings", tmp_path)
        assert answer.status == 2
        assert what in answer.errors


def test_that_the_schema_of_the_format_can_be_had(workbench: Workbench) -> None:
    answer = workbench("audit", "--schema")
    assert answer.status == 0
    assert answer.document["properties"]["version"]["const"] == 1
