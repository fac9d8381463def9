"""The rehearsing process as the wizard sees it: questions in, answers by signals, nothing waited for."""

import sys
from dataclasses import dataclass
from typing import Any

import msgspec
from PySide6.QtCore import QObject, QProcess, QTimer, Signal

_COMMAND = ("-m", "gyms.kit.rehearsing")
_END = 2000
"""Milliseconds that the system may take to end a process that was killed."""
_STILL = 250
"""Milliseconds without a key until a text is previewed."""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """One of the ten tasks."""

    seed: int
    goal: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Broken:
    """Why a text makes no workout."""

    what: str
    advice: str
    line: int | None = None


class Rehearsal(QObject):
    """Holds the process from the first question until ``stop``."""

    described = Signal(str, object)
    """A gym's name, and what was told of it."""
    valued = Signal(str, str, object)
    """Table, column, and some of what it holds."""
    begun = Signal()
    """The first answer to the preview that was asked for last is about to come."""
    rehearsed = Signal(object)
    """A Rehearsed of that preview."""
    broken = Signal(object)
    """The text is no workout: a Broken."""
    done = Signal()
    """All its tasks were told."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._left = b""
        self._number = 0
        self._asked: dict[int, tuple[str, ...]] = {}
        self._preview = 0
        self._waiting: tuple[str, str] | None = None
        self._still = QTimer(self, singleShot=True, interval=_STILL)
        self._still.timeout.connect(self._ask_preview)

    def describe(self, gym: str) -> None:
        """Ask what can be chosen from in a gym."""
        self._ask(("gym", gym), {"do": "gym", "gym": gym})

    def values(self, gym: str, table: str, column: str) -> None:
        """Ask for some of what a column holds."""
        self._ask(("values", table, column), {"do": "values", "gym": gym, "table": table, "column": column})

    def preview(self, gym: str, text: str) -> None:
        """Ask for ten tasks once the typing pauses; only the last text is answered."""
        self._waiting = gym, text
        self._preview = 0
        self._still.start()

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self._still.stop()
        self._waiting = None
        process, self._process = self._process, None
        self._left = b""
        if process is not None:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(_END)
            process.deleteLater()

    def _ask_preview(self) -> None:
        if self._waiting is not None:
            gym, text = self._waiting
            self._preview = self._ask(("preview",), {"do": "preview", "gym": gym, "text": text, "count": 10})
            self.begun.emit()

    def _ask(self, about: tuple[str, ...], question: dict[str, Any]) -> int:
        self._number += 1
        self._asked[self._number] = about
        if self._process is None:
            self._process = self._start()
        self._process.write(msgspec.json.encode({"id": self._number, **question}) + b"\n")
        return self._number

    def _start(self) -> QProcess:
        process = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._end)
        process.start(sys.executable, list(_COMMAND))
        return process

    def _read(self) -> None:
        if self._process is None:
            return
        *lines, self._left = (self._left + bytes(self._process.readAllStandardOutput().data())).split(b"\n")
        for line in lines:
            self._hear(msgspec.json.decode(line))

    def _hear(self, said: dict[str, Any]) -> None:
        match self._asked.get(said["id"], ("",)):
            case ("gym", gym) if "gym" in said:
                self.described.emit(gym, said["gym"])
            case ("values", table, column) if "values" in said:
                self.valued.emit(table, column, said["values"])
            case ("preview",) if said["id"] == self._preview:
                self._hear_preview(said)

    def _hear_preview(self, said: dict[str, Any]) -> None:
        if "error" in said:
            self.broken.emit(Broken(**said["error"]))
        elif said.get("done"):
            self.done.emit()
        else:
            self.rehearsed.emit(Rehearsed(said["seed"], said.get("goal", ""), said["problem"]))

    def _end(self) -> None:
        self.stop()
        what = "The process that makes the preview ended unexpectedly."
        self.broken.emit(Broken(what, "What it said stands in the terminal; alter something to try again."))
