"""The spec files as the list shows them: what was found in each, what its audit said, whether it is edited. No Qt."""

from collections.abc import Sequence
from pathlib import Path

from workbench.authoring.wire import Surveyed
from workbench.ui.author.audits import Audits
from workbench.ui.author.draft import Draft
from workbench.ui.author.rows import SpecRow, spec_name


class Shelf:
    """Holds the files and their surveys. Changes with ``hold`` and ``note``."""

    def __init__(self, audits: Audits) -> None:
        self._audits = audits
        self._paths: tuple[Path, ...] = ()
        self._surveys: dict[Path, Surveyed] = {}

    def hold(self, paths: Sequence[Path]) -> None:
        """These are the files."""
        self._paths = tuple(paths)

    def note(self, survey: Surveyed) -> None:
        """This was found in one of them."""
        self._surveys[survey.path] = survey

    def rows(self, draft: Draft | None) -> list[SpecRow]:
        """A row for each file, and for the draft where its file isn't there yet."""
        own = [draft.path] if draft is not None and draft.path not in self._paths else []
        return [self._row(path, draft) for path in (*self._paths, *own)]

    def _row(self, path: Path, draft: Draft | None) -> SpecRow:
        mine = draft if draft is not None and draft.path == path else None
        audited = self._audits.of(path)
        stale = audited is not None and mine is not None and audited.text != mine.text
        summary = audited.summary if audited is not None else None
        return SpecRow(path, spec_name(path), self._surveys.get(path), summary, stale, mine is not None and mine.dirty)
