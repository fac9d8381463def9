"""Finding, keeping and discarding episodes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.archive.failures import NotAnEpisode
from workbench.archive.library import discard, find_episodes, keep, unfinished
from workbench.archive.reader import open_episode, open_header
from workbench.archive.writer import EpisodeWriter

Writers = Callable[..., EpisodeWriter]


def test_that_a_kept_episode_lies_under_its_workout_and_says_what_it_is(whole: Path, tmp_path: Path) -> None:
    kept = keep(whole, tmp_path / "recordings", label="gold", expected="SATISFIED", note="by hand")
    assert kept == tmp_path / "recordings" / "clinic" / "book_visit" / "2026-07-02-book-visit"
    header = open_header(kept)
    assert (header.label, header.expected, header.note) == ("gold", "SATISFIED", "by hand")
    assert open_episode(kept).steps == open_episode(whole).steps


def test_that_recordings_without_an_end_are_offered(whole: Path, new_writer: Writers, tmp_path: Path) -> None:
    draft = new_writer("draft", id="draft")
    draft.close()
    assert [entry.folder for entry in unfinished(tmp_path)] == [draft.folder]


def test_that_a_recording_in_progress_is_not_taken_for_one_that_was_cut_off(
    new_writer: Writers, tmp_path: Path
) -> None:
    with new_writer("draft", id="draft") as writer:
        assert unfinished(tmp_path) == ()
        assert keep(writer.folder, tmp_path / "kept") != writer.folder
        assert not list((tmp_path / "kept").rglob("recording.lock"))
    assert [entry.folder.name for entry in unfinished(tmp_path / "draft")] == ["draft"]


def test_that_the_lock_of_a_killed_recording_holds_nothing_up(new_writer: Writers, tmp_path: Path) -> None:
    folder = new_writer("draft", id="draft").folder
    (folder / "recording.lock").unlink()
    (folder / "recording.lock").touch()  # what a kill leaves: the file, held by nobody
    assert [entry.folder for entry in unfinished(tmp_path)] == [folder]


def test_that_newer_episodes_come_first_and_broken_ones_last(whole: Path, new_writer: Writers, tmp_path: Path) -> None:
    newest = new_writer("newest", created="2026-12-01T00:00:00Z").folder
    broken = new_writer("broken").folder
    (broken / "episode.json").write_text("{")
    entries = find_episodes(tmp_path)
    assert [entry.folder for entry in entries] == [newest, whole, broken]
    assert "episode.json" in entries[-1].problem


def test_that_discarding_deletes_the_folder(whole: Path) -> None:
    discard(whole)
    assert not whole.exists()


def test_that_nothing_but_an_episode_can_be_discarded(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    with pytest.raises(NotAnEpisode):
        discard(tmp_path / "letters")
    assert (tmp_path / "letters").exists()
