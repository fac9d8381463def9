"""An episode comes back from disk as it was written, and is readable at every moment before its end."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.archive.failures import DamagedEpisode, DiskTrouble, NewerEpisode, NotAnEpisode
from workbench.archive.reader import CUT_SHORT, open_episode, open_header, open_run, read_blob
from workbench.archive.writer import EpisodeWriter
from workbench.domain.actions import Click, Defer, Done, Fill
from workbench.domain.pages import PageFact

# conftest is not importable by name under importlib mode; the builders are reached through the fixtures
Writers = Callable[..., EpisodeWriter]
JPEG_START = b"\xff\xd8\xff"


def test_that_a_finished_episode_comes_back_whole(whole: Path) -> None:
    episode = open_episode(whole)
    run = episode.run
    assert [step.index for step in episode.steps] == [1, 2, 3]
    assert isinstance(episode.steps[0].action, Fill)
    assert isinstance(episode.steps[1].action, Click)
    assert episode.steps[1].action.target.locators[0].name == "Confirm"
    assert episode.steps[1].action.position == (4.0, 5.0)
    assert run.changes[0].key == (2,)
    assert run.changes[0].new == {"id": 2, "date": "2026-07-14"}
    assert run.exchanges[0].server is not None
    assert run.exchanges[0].server.transactions == (1,)
    assert run.initial.tables["visits"][(1,)]["date"] == "2026-07-03"
    assert run.final is not None
    assert run.final.touched["visits"] == {(2,): None}
    assert run.outcome == Done()
    assert run.outcome_at == 9000.0
    assert [(page.page, page.incomplete) for page in run.pages] == [("t1", ""), ("t2", "the page did not answer")]
    assert run.pages[0].facts == (PageFact("status", "", "Booked for 14 July 2026 …"),)
    assert run.interruptions == ()
    assert run.attempts[0].operation == "delete"
    assert run.disturbances[0].perturbation == "P14"
    assert episode.console[0].text == "oops"
    assert episode.dom[2].event["timestamp"] == 3


def test_that_the_run_alone_equals_the_run_of_the_whole(whole: Path) -> None:
    assert open_run(whole) == open_episode(whole).run


def test_that_an_episode_from_before_pages_were_kept_opens(whole: Path) -> None:
    end = whole / "end.jsonl"
    lines = end.read_bytes().splitlines(keepends=True)
    end.write_bytes(b"".join(line for line in lines if b'"kind":"page"' not in line))
    run = open_run(whole)
    assert run.pages == ()
    assert run.interruptions == ()


def test_that_a_damaged_page_is_named_by_its_line(whole: Path) -> None:
    end = whole / "end.jsonl"
    end.write_bytes(end.read_bytes().replace(b'"facts":[]', b'"facts":[{"role":1}]'))
    with pytest.raises(DamagedEpisode, match=r"end\.jsonl.*3"):
        open_run(whole)


def test_that_bulky_streams_are_compressed_once_finished(whole: Path) -> None:
    assert not (whole / "dom.jsonl").exists()
    assert (whole / "dom.jsonl.zst").exists()


def test_that_blobs_are_stored_once_under_their_hash(new_writer: Writers) -> None:
    writer = new_writer()
    picture = JPEG_START + b"pixels"
    assert writer.blob(picture) == writer.blob(picture) == hashlib.sha256(picture).hexdigest()
    text = writer.blob(b"<html>" * 1000)
    assert read_blob(writer.folder, text) == b"<html>" * 1000
    assert read_blob(writer.folder, writer.blob(picture)) == picture
    assert len(list((writer.folder / "blobs").iterdir())) == 2


def test_that_a_blob_that_was_altered_is_refused(new_writer: Writers) -> None:
    writer = new_writer()
    name = writer.blob(JPEG_START + b"pixels")
    (writer.folder / "blobs" / name).write_bytes(JPEG_START + b"others")
    with pytest.raises(DamagedEpisode, match="does not match its name"):
        read_blob(writer.folder, name)


def test_that_a_defer_keeps_its_reason(new_writer: Writers) -> None:
    writer = new_writer()
    writer.outcome(Defer("closed_day", "2026-07-14"), 5.0)
    assert open_run(writer.folder).outcome == Defer("closed_day", "2026-07-14")


def test_that_an_episode_without_its_end_says_that_it_was_cut_off(new_writer: Writers) -> None:
    writer = new_writer()
    assert open_run(writer.folder).interruptions == (CUT_SHORT,)


def test_that_every_interruption_is_kept(new_writer: Writers) -> None:
    writer = new_writer()
    writer.interruption("The browser was lost.")
    assert open_run(writer.folder).interruptions == ("The browser was lost.", CUT_SHORT)


@pytest.mark.parametrize("cut", range(1, 60, 7))
def test_that_a_stream_cut_at_any_byte_loses_only_its_last_line(new_writer: Writers, whole: Path, cut: int) -> None:
    path = whole / "steps.jsonl"
    path.write_bytes(path.read_bytes()[:-cut])
    episode = open_episode(whole)
    assert [step.index for step in episode.steps] == [1, 2]
    assert "The last line of steps.jsonl was cut off." in episode.run.interruptions


def test_that_damage_inside_a_stream_is_named_with_its_line(whole: Path) -> None:
    path = whole / "changes.jsonl"
    lines = path.read_bytes().split(b"\n")
    lines[1] = b'{"seq": "two"}'
    path.write_bytes(b"\n".join(lines))
    with pytest.raises(DamagedEpisode, match=r"changes\.jsonl, line 2") as caught:
        open_run(whole)
    assert caught.value.line == 2
    assert "backup" in caught.value.advice


def test_that_an_unknown_action_is_damage_and_not_silence(whole: Path) -> None:
    path = whole / "steps.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"kind":"click"', b'"kind":"teleport"'))
    with pytest.raises(DamagedEpisode, match="unknown action 'teleport'"):
        open_episode(whole)


def test_that_a_broken_compressed_stream_is_damage(whole: Path) -> None:
    path = whole / "dom.jsonl.zst"
    path.write_bytes(path.read_bytes()[:20])
    with pytest.raises(DamagedEpisode, match=r"dom\.jsonl"):
        open_episode(whole)


def test_that_a_newer_format_is_refused_with_advice(whole: Path) -> None:
    path = whole / "episode.json"
    path.write_bytes(path.read_bytes().replace(b'"format": 1', b'"format": 99'))
    with pytest.raises(NewerEpisode, match="format 99") as caught:
        open_header(whole)
    assert "Update the workbench" in caught.value.advice


def test_that_a_folder_without_episode_json_is_not_an_episode(tmp_path: Path) -> None:
    with pytest.raises(NotAnEpisode):
        open_episode(tmp_path)


def test_that_a_header_that_is_no_json_is_damage(whole: Path) -> None:
    (whole / "episode.json").write_text("{")
    with pytest.raises(DamagedEpisode, match=r"episode\.json"):
        open_header(whole)


def test_that_a_refusing_disk_is_named_and_what_stands_stays_readable(new_writer: Writers, whole: Path) -> None:
    with pytest.raises(DiskTrouble, match="Can't write") as caught:
        EpisodeWriter.create(whole / "episode.json" / "below", open_header(whole), open_run(whole).initial)
    assert "kept" in caught.value.advice
    assert len(open_episode(whole).steps) == 3
