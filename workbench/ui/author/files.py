"""Spec files, read, written and watched away from the Qt thread."""

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from workbench.archive.specs import find_specs, read_spec_text, write_spec_text
from workbench.domain.failures import Problem
from workbench.ui.replay.background import Background

_REST = 120
"""Milliseconds after a change of a file until it is read: editors write in several steps."""


class ChangedOnDisk(Problem):
    """Somebody else wrote into the file that was to be written."""

    def __init__(self, path: Path, text: str) -> None:
        super().__init__(f"{path} was changed by somebody else.", "Choose whose text stays, then save again.")
        self.text = text


class SpecFiles(QObject):
    """One named, joined thread for the disk. ``stop`` it."""

    listed = Signal(object)
    """The spec files below the folder, as a tuple of paths."""
    read = Signal(object, str)
    """A file that was to be opened, and its text."""
    found = Signal(object, str)
    """A watched file, and what is in it now."""
    written = Signal(object, str)
    """A file, and what was put into it."""
    refused = Signal(object, str)
    """A file that was not written because it holds something else than it should."""
    trouble = Signal(str, str)

    def __init__(self, specs: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._specs = specs
        self._disk = Background("author-files", self)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self.look)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(lambda _path: self._rest.start())
        self._watcher.directoryChanged.connect(self._folder_changed)
        self._watched: Path | None = None

    def list_specs(self) -> None:
        """Find the files anew."""
        self._disk.run("list", lambda: find_specs(self._specs), self.listed.emit, self._fail)

    def open(self, path: Path) -> None:
        """Read a file, and watch it from now on."""

        def tell(text: str) -> None:
            self._watch(path)
            self.read.emit(path, text)

        self._disk.run("open", lambda: read_spec_text(path), tell, self._fail)

    def look(self) -> None:
        """Read the watched file again."""
        path = self._watched
        if path is not None and path.is_file():
            self._watch(path)
            self._disk.run("look", lambda: read_spec_text(path), lambda text: self.found.emit(path, text), self._fail)

    def write(self, path: Path, text: str, expected: str) -> None:
        """Put ``text`` into the file, if it still holds ``expected`` or is gone."""

        def work() -> str:
            if path.is_file() and (now := read_spec_text(path)) != expected:
                raise ChangedOnDisk(path, now)
            path.parent.mkdir(parents=True, exist_ok=True)
            write_spec_text(path, text)
            return text

        def failed(error: Exception) -> None:
            if isinstance(error, ChangedOnDisk):
                self.refused.emit(path, error.text)
            self._fail(error)

        def tell(done: str) -> None:
            self._watch(path)
            self.written.emit(path, done)

        self._disk.run("write", work, tell, failed)

    def stop(self) -> None:
        """Finish what is being written, and join the thread."""
        self._rest.stop()
        self._disk.stop()

    def _watch(self, path: Path) -> None:
        """Watch the file, which an atomic write replaces, and its folder, which notices that."""
        self._watched = path
        wanted = {str(path), str(path.parent)}
        old = [one for one in (*self._watcher.files(), *self._watcher.directories()) if one not in wanted]
        if old:
            self._watcher.removePaths(old)
        missing = wanted - {*self._watcher.files(), *self._watcher.directories()}
        if missing:
            self._watcher.addPaths(sorted(missing))

    def _folder_changed(self, _folder: str) -> None:
        self.list_specs()
        self._rest.start()

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, Problem):
            raise error
        self.trouble.emit(error.what, error.advice)
