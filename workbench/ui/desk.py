"""The running parts behind the window: runtime, gyms, browser and sitting. Intents go in, messages come out.

Every method is called on the window's thread and returns at once.
"""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from workbench.archive.library import discard, keep
from workbench.domain.actions import Outcome
from workbench.domain.failures import Problem
from workbench.domain.steps import Step
from workbench.session.embedded import EmbeddedHost, stop_runtime
from workbench.session.folders import Folders, profile_files
from workbench.session.gym_process import GymProcess
from workbench.session.messages import Preparing, SittingMessage, TaskRequest
from workbench.session.redoing import Redoing, RedoRequest, free_name
from workbench.session.sitting import Sitting
from workbench.ui.library.reading import Shelf, read_shelf
from workbench.ui.models.offer import Offer
from workbench.ui.relay import Relay


class Desk(QObject):
    """Holds the parts from ``start`` to ``stop``. ``task`` is the one that was sat down to last."""

    message = Signal(object)
    """A SittingMessage."""
    settled = Signal()
    """The command in progress is over, well or not."""
    gyms_known = Signal(object)
    """What the gyms offer: an Offer."""
    shelf_read = Signal(object)
    """The library as it is on disk now: a Shelf."""
    bug = Signal(object)

    def __init__(self, folders: Folders, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folders = folders
        self.task: TaskRequest | None = None
        self._relay = Relay(self)
        self._relay.message.connect(self.message)
        self._relay.bug.connect(self._met_bug)
        self.host = EmbeddedHost()
        self._gyms = GymProcess(report=self._relay.report)
        self._sitting = Sitting(self._gyms, self.host, folders, self._relay.post)
        self._redoing = Redoing(self._sitting, self._relay.post)

    def start(self) -> None:
        """Start the runtime and ask what there is to practise and what was recorded."""
        runtime = self._relay.runtime
        runtime.start()
        for close in (self._gyms.stop, self.host.shutdown, self._sitting.close):
            runtime.at_stop(close)
        self.ask_gyms()
        self.read_library()

    def ask_gyms(self) -> None:
        """Ask what there is to practise; starts the gyms' process when it doesn't run."""
        self._relay.send(self._ask_offer(), self.gyms_known.emit)

    def stop(self) -> None:
        """Close the sitting, the browser and the gyms, in this order, and join the runtime's thread."""
        stop_runtime(self._relay.runtime)
        self.host.dispose()

    def open_task(self, request: TaskRequest) -> None:
        """Sit down to a task; the one before it is closed."""
        left = self.read_library if self.task is not None else None  # what that one recorded is a draft now
        self.task = request
        self._command(f"Opening {request.workout} with seed {request.seed}…", self._sitting.open(request), left)

    def again(self) -> None:
        """Open the same task anew."""
        if self.task is not None:
            self.open_task(self.task)

    def next_seed(self) -> None:
        """Open the same workout with the next seed."""
        if self.task is not None:
            self.open_task(replace(self.task, seed=self.task.seed + 1))

    def record(self) -> None:
        """Begin to record, from a fresh world."""
        self._command("Starting the recording…", self._sitting.record())

    def pause(self) -> None:
        """From now on inputs make no steps."""
        self._relay.send(self._sitting.pause())

    def resume(self) -> None:
        """Inputs make steps again."""
        self._relay.send(self._sitting.resume())

    def undo_last_step(self) -> None:
        """Rebuild the world and do all steps but the last one again."""
        self._command("Undoing the last step: doing the others again in a fresh world…", self._sitting.undo_last_step())

    def start_over(self) -> None:
        """Throw the recording away and begin again in a fresh world."""
        self._command("Starting over in a fresh world…", self._sitting.start_over())

    def finish(self, outcome: Outcome) -> None:
        """Declare the end; the world drains, then the episode is judged."""
        self._command("Waiting for pending work, then judging…", self._finish(outcome))

    def save(self, label: str, expected: str | None, note: str = "", name: str = "") -> None:
        """Keep the finished episode among the recordings; with a name, under that or one like it that is free."""
        self._command("Saving…", self._save(label, expected, note, name), self.read_library)

    def redo(self, request: RedoRequest) -> None:
        """Do an edited recording again, in the open world where it stands before the edit, else in a fresh one."""
        self.task = request.task
        self._command(f"Doing {request.of} again…", self._redoing.run(request))

    def hand_back(self, step: int) -> None:
        """Let the edited recording go on with that step of its script, from 1."""
        self._command("Going on with the script…", self._redoing.hand_back(step - 1))

    def take_over(self) -> None:
        """Stop the edited recording before its next step."""
        self._relay.send(self._redoing.stop())

    def discard(self) -> None:
        """Close the sitting and delete the finished episode."""
        self._command("Discarding…", self._sitting.discard(), self.read_library)

    def leave(self) -> None:
        """Close the sitting; what was recorded stays among the drafts."""
        self._command("Closing the task…", self._sitting.close(), self.read_library)

    def pick(self) -> None:
        """Let the mouse point at an element of the page."""
        self._relay.send(self._sitting.pick())

    def stop_picking(self) -> None:
        """Give the mouse back to the page."""
        self._relay.send(self._sitting.stop_picking())

    def navigate(self, url: str) -> None:
        """Go to an address of the world."""
        self._relay.send(self._sitting.navigate(url))

    def reload(self) -> None:
        """Load the page again."""
        self._relay.send(self._sitting.reload())

    def back(self) -> None:
        """Go back in the tab's history."""
        self._relay.send(self._sitting.back())

    def forward(self) -> None:
        """Go forward in the tab's history."""
        self._relay.send(self._sitting.forward())

    def act(self, agent: Callable[[Sitting], Coroutine[Any, Any, None]], then: Callable[[None], None]) -> None:
        """Let somebody else act in the sitting while the window shows it; ``then`` hears when they are done."""
        self._relay.send(agent(self._sitting), then)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the recording in progress, as they look now."""
        return self._sitting.steps

    def read_library(self) -> None:
        """Look at the disk again, then judge the recent episodes anew."""

        def told(shelf: Shelf) -> None:
            self.shelf_read.emit(shelf)
            if any(item.verdict is None and item.entry.header is not None for item in shelf.episodes):
                self._relay.send(asyncio.to_thread(shelf.judged, self.folders.specs), self.shelf_read.emit)

        self._relay.send(asyncio.to_thread(read_shelf, self.folders), told)

    def keep_draft(self, folder: Path) -> None:
        """Move a recording that was cut off among the recordings."""

        def move() -> None:
            keep(folder, self.folders.recordings, label="", note="Cut off before its end.")
            discard(folder)

        self._relay.send(asyncio.to_thread(move), lambda _: self.read_library())

    def discard_draft(self, folder: Path) -> None:
        """Delete a recording that was cut off."""
        self._relay.send(asyncio.to_thread(discard, folder), lambda _: self.read_library())

    async def _finish(self, outcome: Outcome) -> None:
        await (self._redoing.finish(outcome) if self._redoing.waiting else self._sitting.finish(outcome))

    async def _save(self, label: str, expected: str | None, note: str, name: str) -> None:
        if name and self.task is not None:
            name = await asyncio.to_thread(free_name, self.folders.recordings, self.task.workout, name)
        await self._sitting.save(label, expected, note, name)

    async def _ask_offer(self) -> Offer:
        """What authors wrote is read anew each time; what is broken is told of, and left out."""
        gyms = await self._gyms.read_workouts(self.folders.specs)
        for broken in await self._gyms.problems():
            self._relay.report(broken)
        try:
            profiles = await self._gyms.read_profiles(await asyncio.to_thread(profile_files))
        except Problem as problem:
            self._relay.report(problem)
            profiles = await self._gyms.profiles()
        return Offer(gyms, profiles, await self._gyms.perturbations())

    def _command(self, what: str, work: Coroutine[Any, Any, Any], then: Callable[[], None] | None = None) -> None:
        self._tell(Preparing(what))

        def over(_: object) -> None:
            self.settled.emit()
            if then is not None:
                then()

        self._relay.send(work, over)

    def _tell(self, message: SittingMessage) -> None:
        self.message.emit(message)

    def _met_bug(self, error: BaseException) -> None:
        self.settled.emit()
        self.bug.emit(error)
