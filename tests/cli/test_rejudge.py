"""``workbench verify --against SPEC``: which verdicts another spec would turn."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks.verdict_runs import BOOK, booking
from workbench.archive.writer import EpisodeWriter

Command = Callable[..., Any]
LOOSE = BOOK[: BOOK.index("order:")] + BOOK[BOOK.index("tables:") :]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A spec in force and three episodes: right, unread, and with somebody else's visit moved."""
    (tmp_path / "specs" / "shop").mkdir(parents=True)
    (tmp_path / "specs" / "shop" / "book.yaml").write_text(BOOK)
    (tmp_path / "loose.yaml").write_text(LOOSE)
    for flaw in ("", "unread", "moved"):
        run = booking(1, 20, flaw=flaw).run()
        with EpisodeWriter.create(tmp_path / "episodes" / (flaw or "right"), run.header, run.initial) as writer:
            for change in run.changes:
                writer.change(change)
            for exchange in run.exchanges:
                writer.exchange(exchange)
            assert run.outcome is not None
            assert run.outcome_at is not None
            writer.outcome(run.outcome, run.outcome_at)
            assert run.final is not None
            writer.finish(run.final)
    return tmp_path


def test_that_verdicts_that_would_turn_are_named_with_their_cause(workbench: Command, folder: Path) -> None:
    words = ("verify", folder / "episodes", "--specs", folder / "specs", "--against", folder / "loose.yaml")
    answer = workbench(*words, "--json")
    assert answer.status == 1
    assert answer.document["judged"] == 3
    (flip,) = answer.document["flips"]
    assert flip["episode"].endswith("unread")
    assert (flip["before"], flip["after"], flip["causes"]) == ("VIOLATED", "SATISFIED", ["no longer unmet read-back"])
    assert "1 of 3 verdicts of shop/book would turn" in workbench(*words).text


def test_that_a_spec_that_changes_nothing_is_fine_and_damage_is_not(workbench: Command, folder: Path) -> None:
    words = ("verify", folder / "episodes", "--specs", folder / "specs", "--against", folder / "specs/shop/book.yaml")
    assert workbench(*words, "--json").status == 0
    (folder / "episodes" / "right" / "episode.json").write_text("{")
    answer = workbench(*words, "--json")
    assert answer.status == 1
    assert (answer.document["judged"], len(answer.document["could_not_open"])) == (2, 1)
