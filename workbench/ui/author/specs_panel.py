"""The spec files, with the state of each."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal

from workbench.ui.author.rows import SpecRow, spec_look
from workbench.ui.models.wording import count
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets import EmptyState, Panel, RowView


class SpecsPanel(Panel):
    """Emits the file that the user wants; ``show_rows`` says which one is open."""

    wanted = Signal(Path)

    def __init__(self, theme: Theme) -> None:
        empty = EmptyState(theme, "file-text", "No specs", "A spec lies at **specs/gym/workout.yaml**.")
        self._view = RowView(theme, empty, name="author.specs", title="Specs")
        super().__init__("Specs", self._view, name="author.specsPanel")
        self._rows: tuple[SpecRow, ...] = ()
        self._open: Path | None = None
        self._view.list.clicked.connect(lambda index: self._want(index.row()))
        self._view.activated.connect(self._want)

    def show_rows(self, rows: Sequence[SpecRow], opened: Path | None) -> None:
        """Show these files; ``opened`` is selected."""
        self._rows, self._open = tuple(rows), opened
        self._view.show_looks([spec_look(row) for row in rows])
        self.header.set_of(count(len(rows), "file"))
        paths = [row.path for row in rows]
        if opened in paths and self._view.current != paths.index(opened):
            self._view.choose(paths.index(opened))

    def _want(self, row: int) -> None:
        path = self._rows[row].path
        if path != self._open:
            self.wanted.emit(path)
