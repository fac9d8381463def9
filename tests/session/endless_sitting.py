"""Run as a process of its own: a real sitting that wanders through the clinic without end, its drafts where told.

Says the recording's folder first, then each step as it begins.
"""

import asyncio
import itertools
import sys
from pathlib import Path

from workbench.session.browser import BrowserHost
from workbench.session.folders import Folders
from workbench.session.gym_process import GymProcess
from workbench.session.headless import run_headless
from workbench.session.messages import RecordingStarted, SittingMessage, StepOpened, TaskRequest
from workbench.session.sitting import Sitting

LINKS = ("My visits", "Services", "Practitioners", "Opening hours")


class Wanderer:
    """Goes from page to page for ever, a step only when all but the newest one are on disk, as they are at a person's
    pace. Changes with what the sitting says.
    """

    def __init__(self) -> None:
        self._folder = Path()
        self._opened = 0

    def hear(self, message: SittingMessage) -> None:
        """Tell the test what it waits for."""
        if isinstance(message, RecordingStarted):
            self._folder = message.folder
            sys.stdout.write(f"{message.folder}\n")
        if isinstance(message, StepOpened):
            self._opened = message.step.index
            sys.stdout.write(f"{message.step.index}\n")
        sys.stdout.flush()

    async def wander(self, gyms: GymProcess, host: BrowserHost) -> None:
        drafts = Path(sys.argv[1])
        sitting = Sitting(gyms, host, Folders(Folders.default().specs, drafts / "kept", drafts), self.hear)
        await sitting.open(TaskRequest("clinic/book_visit", actor="wanderer"), preview=False)
        await sitting.record()
        for clicked, link in enumerate(itertools.cycle(LINKS)):
            while self._opened < clicked or self._on_disk() < self._opened - 1:  # noqa: ASYNC110 - a file tells nobody
                await asyncio.sleep(0.02)
            await sitting.page.get_by_role("link", name=link, exact=True).first.click()

    def _on_disk(self) -> int:
        steps = self._folder / "steps.jsonl"
        return steps.read_bytes().count(b"\n") if steps.exists() else 0


if __name__ == "__main__":
    run_headless(Wanderer().wander)
