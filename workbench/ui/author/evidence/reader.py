"""Opens episodes and judges the one in view by every text, away from the Qt thread."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.domain.exchanges import Exchange
from workbench.domain.failures import Problem
from workbench.domain.picking import Picked
from workbench.replay.loading import Opened, load
from workbench.ui.author.evidence.viewing import View, offers_of, origins_of, stored_of, suggested, view
from workbench.ui.replay.background import Background

_STILL = 150
"""Milliseconds without a key until the episode is judged by a text."""


class EvidenceReader(QObject):
    """One named, joined thread. ``stop`` it."""

    listed = Signal(str, object)
    """A workout, and its stored episodes: a tuple of Stored."""
    opened = Signal(object)
    """Another episode is in view: Opened. Its View follows."""
    viewed = Signal(object)
    """The View of the episode under the last text."""
    suggested = Signal(object)
    """A tuple of Proposals."""
    offered = Signal(str, object)
    """An exchange's id, and what may be said of it: a tuple of Proposals."""
    traced = Signal(object, object)
    """A Picked, and a tuple of Origins."""
    trouble = Signal(str, str)

    def __init__(self, specs: Path, recordings: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._specs, self._recordings = specs, recordings
        self._work = Background("author-evidence", self)
        self._opened: Opened | None = None
        self._text, self._source = "", ""
        self._still = QTimer(self, singleShot=True, interval=_STILL)
        self._still.timeout.connect(self._view)

    def list_episodes(self, workout: str) -> None:
        """Find the workout's episodes anew."""
        work = partial(stored_of, self._recordings, workout)
        self._work.run("list", work, lambda found: self.listed.emit(workout, found), self._fail)

    def open(self, folder: Path) -> None:
        """Put an episode in view."""
        self._work.run("open", partial(load, folder, self._specs), self._take, self._fail)

    def close(self) -> None:
        """Nothing is in view."""
        self._opened = None
        for name in ("open", "view", "suggest"):
            self._work.forget(name)

    def set_text(self, text: str, source: str, *, now: bool = False) -> None:
        """Judge by this text once the typing pauses, or now."""
        self._text, self._source = text, source
        self._still.start(0 if now else _STILL)

    def suggest(self, golds: tuple[Path, ...]) -> None:
        """Propose a spec from the episode in view and those golds."""
        if self._opened is not None:
            run = self._opened.replay.episode.run
            self._work.run("suggest", partial(suggested, golds, run), self.suggested.emit, self._fail)

    def offer(self, view: View, exchange: Exchange) -> None:
        """Find what may be said of an exchange."""
        tell = partial(self.offered.emit, exchange.id)
        self._work.run("offer", partial(offers_of, view, exchange), tell, self._fail)

    def trace(self, view: View, picked: Picked, at: float) -> None:
        """Find the cells behind an element that was shown at ``at`` milliseconds."""
        self._work.run("trace", partial(origins_of, view, picked, at), partial(self.traced.emit, picked), self._fail)

    def stop(self) -> None:
        """End the thread."""
        self._still.stop()
        self._work.stop()

    def _take(self, opened: Opened) -> None:
        self._opened = opened
        self.opened.emit(opened)
        self._still.stop()
        self._view()

    def _view(self) -> None:
        if self._opened is not None:
            work = partial(view, self._opened, self._text, self._source)
            self._work.run("view", work, self._tell, self._fail)

    def _tell(self, found: View) -> None:
        self.viewed.emit(found)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, Problem):
            raise error
        self.trouble.emit(error.what, error.advice)
