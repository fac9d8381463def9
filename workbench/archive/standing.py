"""Where episodes lie and whether they were touched since, found without opening any: thousands in a blink."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench.archive import layout


@dataclass(frozen=True, slots=True)
class Standing:
    """One episode's folder as it stands."""

    folder: Path
    stamp: int
    """Another one when a file in the folder came, went or was written since. Means nothing to another process."""


def standing(recordings: Path) -> Iterator[Standing]:
    """Every folder below that holds an episode, in the order of their paths. A folder that isn't there holds none."""
    try:
        with os.scandir(recordings) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:  # gone, or not ours to read: whoever opens an episode there will hear of it
        return
    if any(entry.name == layout.EPISODE for entry in entries):
        yield Standing(recordings, _stamp(entries))
        return
    for entry in entries:
        if entry.is_dir():
            yield from standing(Path(entry.path))


def _stamp(entries: list[os.DirEntry[str]]) -> int:
    files = [entry for entry in entries if not entry.is_dir()]
    return hash(tuple((entry.name, *_touched(entry)) for entry in files))


def _touched(entry: os.DirEntry[str]) -> tuple[int, int]:
    try:
        facts = entry.stat()
    except OSError:  # it went while we looked
        return 0, 0
    return facts.st_mtime_ns, facts.st_size
