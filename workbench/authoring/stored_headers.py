"""Which episodes are stored, with their headers; a header is read again only when its folder was touched."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench.archive.reader import open_header
from workbench.archive.standing import standing
from workbench.domain.episodes import Header
from workbench.domain.failures import Problem


@dataclass(frozen=True, slots=True)
class Shelved:
    """One stored episode: its header, or what keeps it from opening."""

    folder: Path
    stamp: int
    """Tells whether the folder was touched since: see ``workbench.archive.standing``."""
    header: Header | None
    problem: str = ""


class StoredHeaders:
    """Remembers headers. Changes with every look at a folder of recordings."""

    def __init__(self) -> None:
        self._known: dict[Path, Shelved] = {}

    def below(self, recordings: Path) -> tuple[Shelved, ...]:
        """All episodes below a folder as they are now, in the order of their paths."""
        found = tuple(self._looked_up(recordings))
        self._known = {one.folder: one for one in found}
        return found

    def _looked_up(self, recordings: Path) -> Iterator[Shelved]:
        for stands in standing(recordings):
            known = self._known.get(stands.folder)
            yield known if known is not None and known.stamp == stands.stamp else _read(stands.folder, stands.stamp)


def _read(folder: Path, stamp: int) -> Shelved:
    try:
        return Shelved(folder, stamp, open_header(folder))
    except Problem as problem:
        return Shelved(folder, stamp, None, str(problem))
