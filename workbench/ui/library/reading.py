"""What lies on disk: recordings, recent runs nobody kept yet, and recordings that were cut off. Blocking; no Qt."""

from dataclasses import dataclass, replace
from pathlib import Path

from workbench.archive.claim import claimed
from workbench.archive.library import EpisodeEntry, find_episodes
from workbench.archive.reader import open_run
from workbench.archive.specs import find_spec
from workbench.domain.failures import Problem
from workbench.domain.verdicts import Ruling
from workbench.session.folders import Folders
from workbench.verifier import judge

_RECENT = 40


@dataclass(frozen=True, slots=True)
class ShelfItem:
    """One episode on the shelf."""

    entry: EpisodeEntry
    kept: bool
    """Among the recordings; else a finished draft."""
    verdict: Ruling | None = None
    """None until it was judged anew."""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The library as it is on disk now."""

    episodes: tuple[ShelfItem, ...] = ()
    """Newest first, the recent ones only."""
    drafts: tuple[EpisodeEntry, ...] = ()
    """Cut off before their end, newest first."""
    total: int = 0
    """Number of all episodes."""
    golds: frozenset[str] = frozenset()
    """Workouts with a kept recording of how it is done."""

    def judged(self, specs: Path) -> "Shelf":
        """The same shelf with every verdict computed from its record."""
        return replace(self, episodes=tuple(judge_item(item, specs) for item in self.episodes))


def read_shelf(folders: Folders) -> Shelf:
    """Look at the folders. Folders that aren't there yet hold nothing."""
    kept = _entries(folders.recordings)
    drafts = _entries(folders.drafts)
    known = {entry.header.id for entry in kept if entry.header}
    loose = [entry for entry in drafts if entry.finished and entry.header and entry.header.id not in known]
    items = [ShelfItem(entry, True) for entry in kept] + [ShelfItem(entry, False) for entry in loose]
    items.sort(key=lambda item: item.entry.header.created if item.entry.header else "", reverse=True)
    open_ends = (entry for entry in drafts if not entry.finished and entry.header is not None)
    cut = tuple(entry for entry in open_ends if not claimed(entry.folder))
    golds = {entry.header.workout for entry in kept if entry.header and entry.header.label == "gold"}
    return Shelf(tuple(items[:_RECENT]), cut, len(items), frozenset(golds))


def judge_item(item: ShelfItem, specs: Path) -> ShelfItem:
    """The item with its verdict; what can't be judged is UNDECIDED, with the reason."""
    if item.entry.header is None:
        return item
    try:
        verdict = judge(find_spec(specs, item.entry.header.workout), open_run(item.entry.folder))
    except Problem as problem:
        return replace(item, verdict=Ruling.UNDECIDED, problem=str(problem))
    return replace(item, verdict=verdict.ruling)


def _entries(folder: Path) -> tuple[EpisodeEntry, ...]:
    return find_episodes(folder) if folder.is_dir() else ()
