"""Asks what the text does to the stored runs, as one types. The work is done in a process of its own."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.authoring.rejudging_answers import Consequences, Loading, Rejudge
from workbench.authoring.wire import Refused
from workbench.ui.author.examiner_process import ExaminerProcess

_STILL = 150
"""Milliseconds without a key until the runs are judged by a text."""
_LOST = ("The process that judges stored runs ended unexpectedly.", "What it said stands in the terminal; edit on.")


class StoredVerdicts(QObject):
    """Holds the process, so that neither examination nor audit waits for it. Only the last text's answers are told."""

    judged = Signal(object)
    """Consequences; until they are ``complete``, better ones follow."""
    loading = Signal(int, int)
    """The stored runs are being read, once: how many of how many."""
    trouble = Signal(str, str)

    def __init__(self, recordings: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._recordings = recordings
        self._number = 0
        self._wanted: Rejudge | None = None
        self._still = QTimer(self, singleShot=True, interval=_STILL)
        self._still.timeout.connect(self._ask)
        self._process = ExaminerProcess(self)
        self._process.answered.connect(self._hear)
        self._process.died.connect(lambda: self.trouble.emit(*_LOST))

    def ask(self, text: str, saved: str, source: str, shown: Path | None = None, *, now: bool = False) -> None:
        """Judge the stored runs by a text once the typing pauses, or now.

        ``saved`` is the text on disk, that flips are counted from; empty where there is none yet. ``shown`` is the
        episode in view: its whole verdict comes with the answers.
        """
        self._number += 1
        self._wanted = Rejudge(self._number, text, saved, source, self._recordings, shown)
        self._still.start(0 if now else _STILL)

    def stop(self) -> None:
        """End everything."""
        self._still.stop()
        self._wanted = None
        self._process.stop()

    def _ask(self) -> None:
        if self._wanted is not None:
            question, self._wanted = self._wanted, None
            self._process.ask(question)  # one that is being answered gives way to it

    def _hear(self, answer: object) -> None:
        match answer:
            case Loading(done=done, total=total):
                self.loading.emit(done, total)
            case Consequences(number=number) if number == self._number:
                self.judged.emit(answer)
            case Refused(what=what, advice=advice):
                self.trouble.emit(what, advice)
