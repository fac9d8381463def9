"""The draft and its file: it is written, and what others write there meanwhile is minded."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from workbench.ui.author.dialogs import ask_about_edits
from workbench.ui.author.draft import Draft
from workbench.ui.author.editor import SpecEditor
from workbench.ui.author.files import SpecFiles
from workbench.ui.author.rows import spec_name


class Saving(QObject):
    """Holds what is to be done once the draft is written. Changes with ``settle``, ``forget``, and once it is."""

    differs = Signal(bool)
    """Whether the file holds something that somebody else wrote, and the author has not chosen yet."""
    minded = Signal()
    """The draft knows what is in its file now."""
    written = Signal(object)
    """A file was written: its Path."""

    def __init__(
        self, files: SpecFiles, editor: SpecEditor, draft: Callable[[], Draft | None], parent: QWidget
    ) -> None:
        """``draft`` tells which is in hand; ``parent`` is what a question stands over."""
        super().__init__(parent)
        self._files, self._editor, self._draft, self._over = files, editor, draft, parent
        self._then: Callable[[], Any] | None = None
        files.found.connect(self._find_on_disk)
        files.refused.connect(self._find_on_disk)
        files.written.connect(self._saved)

    def save(self) -> None:
        """Write the draft, unless its file holds something else than we know."""
        draft = self._draft()
        if draft is not None:
            self._files.write(draft.path, draft.text, draft.disk)

    def settle(self, then: Callable[[], Any]) -> None:
        """Do something that would lose edits: at once where there are none, else once the user has said so."""
        draft = self._draft()
        if draft is None or not draft.dirty:
            then()
            return

        def save() -> None:
            self._then = then
            self.save()

        def drop() -> None:
            draft.text = draft.disk
            then()

        ask_about_edits(self._over, spec_name(draft.path), save, drop)

    def forget(self) -> None:
        """Nothing is to be done any more once the draft is written: it could not be."""
        self._then = None

    def take_other(self) -> None:
        """What somebody else wrote takes the place of the text."""
        self.keep_own()
        draft = self._draft()
        if draft is not None:
            self._editor.replace_all(draft.disk)

    def keep_own(self) -> None:
        """What somebody else wrote is known; the author has chosen whose text stays."""
        draft = self._draft()
        if draft is not None and draft.other is not None:
            draft.disk, draft.other = draft.other, None
            self.differs.emit(False)
            self.minded.emit()

    def _saved(self, path: Path, text: str) -> None:
        draft = self._draft()
        if draft is not None and draft.path == path:
            draft.written(text)
            self.differs.emit(False)
        self.written.emit(path)
        then, self._then = self._then, None
        if then is not None and (draft is None or not draft.dirty):
            then()

    def _find_on_disk(self, path: Path, text: str) -> None:
        draft = self._draft()
        if draft is None or draft.path != path:
            return
        if draft.found_on_disk(text):
            self._editor.replace_all(text)
        self.differs.emit(draft.other is not None)
        self.minded.emit()
