"""Tries a workout: its oracle or its gold done again under every profile, and runs that must not pass.

Each run is a ``workbench run … --json`` of its own, one after the other; nothing is kept.
"""

import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from PySide6.QtCore import QProcess, QProcessEnvironment, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from workbench.session.folders import Folders
from workbench.ui.models.look import Chip, Look, Span, faint
from workbench.ui.models.offer import CLEAN
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets.badge import Badge
from workbench.ui.widgets.empty import EmptyState
from workbench.ui.widgets.panel import Panel
from workbench.ui.widgets.row_view import RowView

TRIVIAL = ("nothing", "defer")
"""Agents that no specification may be satisfied by."""
_SAID = {
    "oracle": "The gold, done again",
    "nothing": "Done at once, without doing anything",
    "defer": "Handed over at once, without a look",
}
_PATIENCE = 6000
"""Milliseconds that a cancelled run gets to put its things away."""
_RUN = "from workbench.cli import main; main()"
_PORT = "QTWEBENGINE_REMOTE_DEBUGGING"
_TONES = {"SATISFIED": "met", "VIOLATED": "broken", "UNDECIDED": "disturbed"}


@dataclass(frozen=True, slots=True)
class Trial:
    """One run: who acts, under which profile, and what came of it."""

    agent: str
    profile: str
    state: str = "waiting"
    """``waiting``, ``running``, ``over`` or ``cancelled``."""
    ruling: str = ""
    said: str = ""
    """What is worth reading about it."""
    gave_up: bool = False
    """Whoever acted came to no end of their own."""

    @property
    def right(self) -> bool:
        """Whether it came out as it should: gold satisfied, everything else violated."""
        return self.state == "over" and self.ruling == ("SATISFIED" if self.agent == "oracle" else "VIOLATED")

    @property
    def hindered(self) -> bool:
        """Whether disturbances kept the gold from its end: a demonstration can't do what nobody showed it, and that
        says nothing of the specification."""
        return self.state == "over" and self.gave_up and self.profile != CLEAN and not self.right


def trials(profiles: Sequence[str]) -> tuple[Trial, ...]:
    """The gold under every profile, then the trivial runs."""
    return (*(Trial("oracle", profile) for profile in profiles), *(Trial(agent, "clean") for agent in TRIVIAL))


def outcome(trial: Trial, status: int, output: bytes) -> Trial:
    """What a run's document says."""
    try:
        document: dict[str, Any] = msgspec.json.decode(output)
    except msgspec.DecodeError:
        said = f"The run ended with status {status} and said nothing; what went wrong stands in the terminal."
        return replace(trial, state="over", ruling="UNDECIDED", said=said)
    episodes = document.get("episodes") or []
    if not episodes:
        said = " ".join(filter(None, (document.get("problem"), document.get("advice"))))
        return replace(trial, state="over", ruling="UNDECIDED", said=said or "It was interrupted.")
    episode = episodes[0]
    findings = [str(one["sentence"]) for one in episode.get("findings", ()) if one["kind"] != "met"]
    said = str(episode.get("problem") or episode.get("raised") or next(iter(findings), ""))
    gave_up = bool(episode.get("raised"))
    return replace(trial, state="over", ruling=str(episode["ruling"]), said=said, gave_up=gave_up)


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
        empty = EmptyState(theme, "play", "Nothing tried yet", "The gold is done again under every profile.")
        self._rows = RowView(theme, empty, name="trial.rows", title="Runs", selectable=False)
        self._panel = Panel("Runs", self._rows, name="trial")
        self._panel.header.add_right(self._state)
        self._lay_out()

    @property
    def trials(self) -> tuple[Trial, ...]:
        """As they stand now."""
        return tuple(self._trials)

    @property
    def running(self) -> bool:
        """Whether a run is in progress."""
        return self._process is not None

    def show_workout(self, workout: str, profiles: Sequence[str], seed: int = 1) -> None:
        """What to try; a run of another one in progress is ended."""
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
        folders = ["--specs", str(self._folders.specs), "--recordings", str(self._folders.recordings)]
        asked = ["--agent", trial.agent, "--profile", trial.profile, "--seed", str(self._seed), "--json"]
        process.start(sys.executable, ["-c", _RUN, "run", self._workout, *asked, *folders])
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
        self._rows.show_looks([_look(one) for one in self._trials])

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self._start)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._bar, 1)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        buttons.setContentsMargins(12, 8, 12, 8)
        layout.addLayout(buttons)
        layout.addWidget(self._panel, 1)


def _environment() -> QProcessEnvironment:
    """Ours, but for the port of our own browser: the run's has one of its own."""
    environment = QProcessEnvironment.systemEnvironment()
    environment.remove(_PORT)
    return environment


def _look(trial: Trial) -> Look:
    must = "must be SATISFIED" if trial.agent == "oracle" else "must not pass"
    said = f"{trial.profile} · {must}"
    lines = ((Span(_SAID.get(trial.agent, trial.agent), "strong"),), faint(trial.said or said))
    match trial.state:
        case "over" if trial.hindered:
            return Look(lines, dot="disturbed", chips=(Chip(trial.profile), Chip("gave up", "disturbed")))
        case "over":
            tone = _TONES.get(trial.ruling, "plain")
            chips = (Chip(trial.profile), Chip(trial.ruling, tone if trial.agent == "oracle" else "plain"))
            return Look(lines, dot="met" if trial.right else "broken", chips=chips)
        case "running":
            return Look(lines, dot="accent", chips=(Chip(trial.profile), Chip("running", "accent")))
        case state:
            return Look(lines, dot="open", chips=(Chip(trial.profile), Chip(state)))


def _button(name: str, title: str, said: str, kind: str) -> QPushButton:
    button = QPushButton(title)
    button.setObjectName(name)
    button.setToolTip(said)
    button.setProperty("kind", kind)
    return button
