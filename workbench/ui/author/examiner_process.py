"""The examining process as the window sees it: questions in, answers by a signal."""

import sys

from PySide6.QtCore import QObject, QProcess, Signal

from workbench.authoring.wire import Frames, Question, framed

_COMMAND = ("-m", "workbench.authoring.examiner")
_END = 2000
"""Milliseconds that the system may take to end a process that was killed."""


class ExaminerProcess(QObject):
    """Holds the process from the first question until ``stop``. Never waits, except for its end."""

    answered = Signal(object)
    """An Answer."""
    died = Signal()
    """It ended without having been asked to."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._frames = Frames()

    @property
    def running(self) -> bool:
        """Whether there is a process."""
        return self._process is not None

    def ask(self, question: Question) -> None:
        """Ask; starts the process where there is none."""
        if self._process is None:
            self._process = self._start()
        self._process.write(framed(question))

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        process, self._process = self._process, None
        self._frames = Frames()
        if process is not None:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(_END)
            process.deleteLater()

    def _start(self) -> QProcess:
        process = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._end)
        process.errorOccurred.connect(self._fail)
        process.start(sys.executable, list(_COMMAND))
        return process

    def _read(self) -> None:
        if self._process is None:
            return
        data = self._process.readAllStandardOutput().data()
        for answer in self._frames.feed(bytes(data)):
            self.answered.emit(answer)
            if self._process is None:  # somebody has had enough
                return

    def _fail(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._end()

    def _end(self) -> None:
        self.stop()
        self.died.emit()
