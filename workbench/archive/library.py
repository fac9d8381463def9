"""Which episodes there are. Always found anew from the folders, so it can never disagree with them."""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from workbench.archive import layout
from workbench.archive.claim import claimed
from workbench.archive.failures import DiskTrouble, NotAnEpisode
from workbench.archive.reader import open_header
from workbench.archive.writer import write_header
from workbench.domain.episodes import Header
from workbench.domain.failures import Problem


@dataclass(frozen=True, slots=True)
class EpisodeEntry:
    """One episode folder: its header, or the problem that keeps it from opening."""

    folder: Path
    header: Header | None
    problem: str = ""
    finished: bool = True
    """Whether its end was recorded."""


def find_episodes(recordings: Path) -> tuple[EpisodeEntry, ...]:
    """All episodes below a folder, newest first; those that don't open come last, with their problem."""
    entries = [_entry(path.parent) for path in sorted(recordings.rglob(layout.EPISODE))]
    return tuple(sorted(entries, key=lambda entry: entry.header.created if entry.header else "", reverse=True))


def unfinished(drafts: Path) -> tuple[EpisodeEntry, ...]:
    """Recordings that a crash or a kill cut off: each can be kept or discarded. None is still being written."""
    return tuple(entry for entry in find_episodes(drafts) if not entry.finished and not claimed(entry.folder))


def keep(
    folder: Path, recordings: Path, *, label: str = "", expected: str | None = None, note: str = "", name: str = ""
) -> Path:
    """Copy an episode into the recordings under its gym and workout, and say what it is. Returns the new folder.

    With a ``name`` that is its id from now on, and an episode that had this id before is gone.
    """
    header = open_header(folder)
    header = replace(header, id=name or header.id)
    target = recordings / header.workout / header.id
    if name and target.exists():
        discard(target)
    try:
        shutil.copytree(folder, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.part", layout.CLAIM))
    except OSError as error:
        raise DiskTrouble(target, error) from error
    write_header(target, replace(header, label=label, expected=expected, note=note))
    return target


def discard(folder: Path) -> None:
    """Delete an episode's folder. Raises NotAnEpisode for any other folder."""
    open_header_or_problem(folder)
    shutil.rmtree(folder)


def open_header_or_problem(folder: Path) -> Header | Problem:
    """The header, or what keeps it from opening. Raises NotAnEpisode when there is no ``episode.json`` at all."""
    try:
        return open_header(folder)
    except NotAnEpisode:
        raise
    except Problem as problem:
        return problem


def _entry(folder: Path) -> EpisodeEntry:
    found = open_header_or_problem(folder)
    if isinstance(found, Problem):
        return EpisodeEntry(folder, None, str(found), finished=_finished(folder))
    return EpisodeEntry(folder, found, finished=_finished(folder))


def _finished(folder: Path) -> bool:
    try:
        return b'"kind":"final"' in (folder / layout.END).read_bytes()
    except OSError:
        return False
