"""Tries a workout: mutants of its gold, the gold done again under every profile, and runs that must not pass.

Each is a command of the workbench in a process of its own, one after the other; nothing is kept.
"""

import os
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QProcess, QProcessEnvironment, QTemporaryDir, QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from workbench.archive.specs import spec_path
from workbench.session.folders import Folders
from workbench.ui.author.trials import Trial, look_of, outcome, trials
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets.badge import Badge
from workbench.ui.widgets.empty import EmptyState
from workbench.ui.widgets.panel import Panel
from workbench.ui.widgets.row_view import RowView

_PATIENCE = 6000
"""Milliseconds that a cancelled run gets to put its things away."""
_RUN = "from workbench.cli import main; main()"
_PORT = "QTWEBENGINE_REMOTE_DEBUGGING"
_SCREEN = "QT_QPA_PLATFORM"


class TrialPanel(QWidget):
    """Holds the runs of one workout, and the process of the one that is running. ``stop`` ends it."""

    finished = Signal(bool)
    """All are over: whether each came out as it should."""

    def __init__(self, theme: Theme, folders: Folders, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folders = folders
        self._workout = ""
        self._seed = 1
        self._profiles: tuple[str, ...] = ("clean",)
        self._trials: list[Trial] = []
        self._process: QProcess | None = None
        self._text: Callable[[], str] | None = None
        self._tried = folders.specs
        self._kept: QTemporaryDir | None = None
        self._impatience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._impatience.timeout.connect(self._kill)
        self._state = Badge(theme)
        self._state.setObjectName("trial.state")
        self._bar = QProgressBar()
        self._bar.setObjectName("trial.progress")
        self._bar.setAccessibleName("Runs that are over")
        self._bar.setTextVisible(False)
        self._bar.hide()
        self._start = _button("trial.start", "&Try it", "Run them all, one after the other", "primary")
        self._start.clicked.connect(self.start)
        self._cancel = _button("trial.cancel", "&Cancel", "End the run in progress and leave out the others", "")
        self._cancel.clicked.connect(self.cancel)
        self._cancel.hide()
        empty = EmptyState(
            theme, "play", "Nothing tried yet", "Mutants are judged, the gold is done again under every profile."
        )
        self._rows = RowView(theme, empty, name="trial.rows", title="Trials", selectable=False)
        self._panel = Panel("Trials", self._body(), name="trial")
        self._panel.header.add_right(self._state)
        self._panel.header.add_right(self._start)
        self._panel.header.add_right(self._cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._panel)

    @property
    def trials(self) -> tuple[Trial, ...]:
        """As they stand now."""
        return tuple(self._trials)

    @property
    def running(self) -> bool:
        """Whether a run is in progress."""
        return self._process is not None

    def show_workout(
        self, workout: str, profiles: Sequence[str], seed: int = 1, text: Callable[[], str] | None = None
    ) -> None:
        """What to try; a run of another one in progress is ended. ``text`` is asked for the spec as it stands when
        the trials begin; without it they read its file."""
        self._text = text
        if (workout, tuple(profiles), seed) == (self._workout, self._profiles, self._seed):
            return
        self.stop()
        self._workout, self._profiles, self._seed = workout, tuple(profiles), seed
        self._trials = list(trials(profiles))
        self._panel.header.set_of(f"{workout}, seed {seed}")
        self._draw()

    def start(self) -> None:
        """Run them all from the first."""
        if not self.running and self._workout:
            self._tried = self._written(self._text()) if self._text is not None else self._folders.specs
            self._trials = list(trials(self._profiles))
            self._next()

    def cancel(self) -> None:
        """End the run in progress, gently at first; the others are left out."""
        self._trials = [replace(one, state="cancelled") if one.state == "waiting" else one for one in self._trials]
        process = self._process
        if process is not None and process.processId():
            os.kill(process.processId(), signal.SIGINT)
            self._impatience.start()
        self._draw()

    def stop(self) -> None:
        """End the run in progress at once."""
        process, self._process = self._process, None
        self._impatience.stop()
        if process is not None:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(2000)
            process.deleteLater()

    def _written(self, text: str) -> Path:
        """A folder of specs with this one alone."""
        self._kept = QTemporaryDir()
        specs = Path(self._kept.path())
        path = spec_path(specs, self._workout)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return specs

    def _next(self) -> None:
        at = next((at for at, one in enumerate(self._trials) if one.state == "waiting"), None)
        if at is not None:
            self._trials[at] = replace(self._trials[at], state="running")
            self._process = self._launch(self._trials[at])
        self._draw()
        if at is None:
            self.finished.emit(all(one.right or one.hindered for one in self._trials))

    def _launch(self, trial: Trial) -> QProcess:
        process = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.setProcessEnvironment(_environment())
        process.finished.connect(lambda status, _: self._over(status))
        process.errorOccurred.connect(self._failed)
        words = trial.command(self._workout, self._seed, self._tried, self._folders.recordings)
        process.start(sys.executable, ["-c", _RUN, *words])
        return process

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._over(-1)

    def _over(self, status: int) -> None:
        process, self._process = self._process, None
        self._impatience.stop()
        if process is None:
            return
        output = bytes(process.readAllStandardOutput().data())
        process.deleteLater()
        cancelled = any(one.state == "cancelled" for one in self._trials)
        for at, one in enumerate(self._trials):
            if one.state == "running":
                self._trials[at] = replace(one, state="cancelled") if cancelled else outcome(one, status, output)
        self._next()

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()

    def _draw(self) -> None:
        over = [one for one in self._trials if one.state == "over"]
        wrong = sum(not one.right and not one.hindered for one in over)
        self._bar.setMaximum(max(len(self._trials), 1))
        self._bar.setValue(len(over))
        for widget, shown in ((self._bar, self.running), (self._cancel, self.running), (self._start, not self.running)):
            widget.setVisible(shown)
        self._start.setText("&Try it again" if over else "&Try it")
        right = sum(one.right for one in over)
        counted = f"{right} of {len(self._trials)} as they should be"
        self._state.show_as(counted if over else "", "broken" if wrong else "met" if over else "plain")
        self._rows.show_looks([look_of(one) for one in self._trials])

    def _body(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._rows, 1)
        return body


def _environment() -> QProcessEnvironment:
    """Ours, but for the port of our own browser: the run's has one of its own, and shows its pages on no screen."""
    environment = QProcessEnvironment.systemEnvironment()
    environment.remove(_PORT)
    environment.insert(_SCREEN, "offscreen")
    return environment


def _button(name: str, title: str, said: str, kind: str) -> QPushButton:
    button = QPushButton(title)
    button.setObjectName(name)
    button.setToolTip(said)
    button.setProperty("kind", kind)
    return button
