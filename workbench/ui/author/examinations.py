"""Asks for what the Author perspective shows: examinations as one types, surveys, and one audit at a time."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.authoring.examining import Examination
from workbench.authoring.tallying import Tally
from workbench.authoring.wire import Audit, Audited, Begin, Begun, Examine, Examined, Refused, Survey, Surveyed
from workbench.ui.author.examiner_process import ExaminerProcess

_STILL = 180
"""Milliseconds without a key until a text is examined."""
_LOST = ("The examining process ended unexpectedly.", "What it said stands in the terminal; try again.")


class Examinations(QObject):
    """Holds two processes, so that a text is examined while another is audited. ``stop`` ends both."""

    examined = Signal(object)
    """The Examination of the text that was asked for last."""
    surveyed = Signal(object)
    """A Surveyed."""
    tallied = Signal(object)
    """A Tally: how far the audit has come."""
    audited = Signal(object)
    """An Audited: the audit is done."""
    audit_ended = Signal()
    """The audit is no longer running: done, cancelled or failed."""
    begun = Signal(str, str)
    """A workout without a spec, and the first lines of one."""
    trouble = Signal(str, str)

    def __init__(self, recordings: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._recordings = recordings
        self._number = 0
        self._wanted: Examine | None = None
        self._asked = False
        self._still = QTimer(self, singleShot=True, interval=_STILL)
        self._still.timeout.connect(self._ask)
        self._examiner, self._auditor = ExaminerProcess(self), ExaminerProcess(self)
        self._examiner.answered.connect(self._hear)
        self._auditor.answered.connect(self._hear_audit)
        self._examiner.died.connect(self._lost)
        self._auditor.died.connect(self._lost_audit)

    @property
    def auditing(self) -> bool:
        """Whether an audit is running."""
        return self._auditor.running

    def examine(self, text: str, source: str, *, now: bool = False) -> None:
        """Examine a text once the typing pauses, or now. Only the last one asked for is answered."""
        self._number += 1
        self._wanted = Examine(self._number, text, source, self._recordings)
        self._still.start(0 if now else _STILL)

    def survey(self, paths: Sequence[Path]) -> None:
        """Look at these files, one answer each."""
        self._examiner.ask(Survey(tuple(paths)))

    def begin(self, workout: str) -> None:
        """Write the first lines of a spec."""
        self._examiner.ask(Begin(workout))

    def audit(self, text: str, source: str) -> None:
        """Audit a text; one that is running is cancelled."""
        self.cancel()
        self._auditor.ask(Audit(text, source, self._recordings))

    def cancel(self) -> None:
        """End the audit."""
        if self._auditor.running:
            self._auditor.stop()
            self.audit_ended.emit()

    def stop(self) -> None:
        """End everything."""
        self._still.stop()
        self._wanted = None
        self._examiner.stop()
        self._auditor.stop()

    def _ask(self) -> None:
        if self._wanted is not None and not self._asked:
            question, self._wanted, self._asked = self._wanted, None, True
            self._examiner.ask(question)

    def _hear(self, answer: object) -> None:
        match answer:
            case Surveyed():
                self.surveyed.emit(answer)
            case Begun(workout=workout, text=text):
                self.begun.emit(workout, text)
            case Examined(number=number, examination=examination):
                self._asked = False
                if number == self._number:
                    self._tell(examination)
                elif not self._still.isActive():
                    self._ask()
            case Refused(what=what, advice=advice):
                self._asked = False
                self.trouble.emit(what, advice)

    def _tell(self, examination: Examination) -> None:
        self.examined.emit(examination)

    def _hear_audit(self, answer: object) -> None:
        match answer:
            case Tally():
                self.tallied.emit(answer)
            case Audited():
                self._auditor.stop()
                self.audited.emit(answer)
                self.audit_ended.emit()
            case Refused(what=what, advice=advice):
                self._auditor.stop()
                self.trouble.emit(what, advice)
                self.audit_ended.emit()

    def _lost(self) -> None:
        self._asked = False
        self.trouble.emit(*_LOST)

    def _lost_audit(self) -> None:
        self.trouble.emit(*_LOST)
        self.audit_ended.emit()
