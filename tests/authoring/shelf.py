"""Thousands of stored runs in seconds: a few are written, all others are those under another name."""

import json
import os
from pathlib import Path

from tests.benchmarks.verdict_runs import BOOK, booking
from workbench.archive import layout
from workbench.archive.writer import EpisodeWriter
from workbench.domain.episodes import RunRecord

WORKOUT = "shop/book"
FLAWS = ("", "", "duplicate", "", "moved", "", "unread", "", "", "")
"""Of ten runs one is unread: without the read-back it is fine."""
UNORDERED = BOOK[: BOOK.index("order:")] + BOOK[BOOK.index("tables:") :]
"""The spec of these runs without its read-back."""


def write_run(folder: Path, run: RunRecord) -> None:
    """Stores a run as a recording does."""
    with EpisodeWriter.create(folder, run.header, run.initial) as writer:
        for change in run.changes:
            writer.change(change)
        for exchange in run.exchanges:
            writer.exchange(exchange)
        assert run.outcome is not None
        assert run.outcome_at is not None
        writer.outcome(run.outcome, run.outcome_at)
        assert run.final is not None
        writer.finish(run.final)


def fill(recordings: Path, number: int, *, changes: int = 4, written: int = 20) -> list[Path]:
    """Stores so many runs, of which only the first few are written; the streams of the others are hard links."""
    folders = [recordings / WORKOUT / f"run-{n:04}" for n in range(number)]
    for n, folder in enumerate(folders[:written]):
        write_run(folder, booking(n, changes, flaw=FLAWS[n % len(FLAWS)]).run())
    for n, folder in enumerate(folders):
        like(folders[n % written], folder, seed=n)
    return folders


def like(original: Path, folder: Path, **header: object) -> None:
    """Stores a run that differs from another by its header alone."""
    folder.mkdir(exist_ok=True)
    said = json.loads((original / layout.EPISODE).read_bytes()) | {"id": folder.name} | header
    if folder != original:
        for file in original.iterdir():
            if file.is_file() and file.name != layout.EPISODE:
                _link(file, folder / file.name)
    (folder / layout.EPISODE).write_text(json.dumps(said), encoding="utf-8")


def _link(file: Path, name: Path) -> None:
    try:
        os.link(file, name)
    except OSError:  # on another disk
        name.symlink_to(file.resolve())
