"""The spec that is to be opened: from the wish, over the question about edits, until its text is there."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from workbench.archive.specs import spec_path
from workbench.ui.author.draft import Draft
from workbench.ui.author.examinations import Examinations
from workbench.ui.author.files import SpecFiles
from workbench.ui.author.rows import spec_name
from workbench.ui.author.saving import Saving


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A file that is to be opened, and where to stand in it."""

    path: Path
    line: int
    column: int


class Opening(QObject):
    """Holds the wish. Changes with ``open``, ``arrived`` and ``forget``."""

    here = Signal(int, int)
    """The file is in hand already: this line and column are asked for."""

    def __init__(
        self,
        specs: Path,
        files: SpecFiles,
        examinations: Examinations,
        saving: Saving,
        draft: Callable[[], Draft | None],
    ) -> None:
        """``specs`` is the folder where a workout's spec is begun; ``draft`` tells which is in hand."""
        super().__init__(saving)
        self._specs, self._files, self._examinations = specs, files, examinations
        self._saving, self._draft = saving, draft
        self._wanted: _Wanted | None = None

    @property
    def waiting(self) -> bool:
        """Whether a file is to be opened and is not there yet."""
        return self._wanted is not None

    def open(self, path: Path, line: int = 0, column: int = 1) -> None:
        """Open a file, at a line if one is given; edits of the one before are asked about first. One that a workout
        lacks is begun."""
        self._wanted = _Wanted(path, line, column)
        draft = self._draft()
        if draft is not None and _same(draft.path, path):
            self._wanted = None
            if line:
                self.here.emit(line, column)
            return
        if path.exists() or path != spec_path(self._specs, spec_name(path)):
            self._saving.settle(lambda: self._files.open(path))
        else:
            self._saving.settle(lambda: self._examinations.begin(spec_name(path)))

    def arrived(self, path: Path) -> tuple[int, int] | None:
        """This file is the draft now. Returns the line and column that were asked for, if any were."""
        wanted, self._wanted = self._wanted, None
        here = wanted is not None and wanted.path == path and wanted.line > 0
        return (wanted.line, wanted.column) if wanted is not None and here else None

    def forget(self) -> None:
        """It could not be opened."""
        self._wanted = None


def _same(one: Path, other: Path) -> bool:
    return one == other or one.absolute() == other.absolute()
