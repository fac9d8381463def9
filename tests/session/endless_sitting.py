"""Run as a process of its own: a real sitting that wanders through the clinic without end, its drafts where told.

Says the recording's folder first, then each step once it is closed.
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

PACE = 0.7
"""Seconds between two clicks, as of a person: a step is on disk 0.4 s after the next one began."""
LINKS = ("My visits", "Services", "Practitioners", "Opening hours")


def say(message: SittingMessage) -> None:
    """What the test waits for."""
    if isinstance(message, RecordingStarted):
        sys.stdout.write(f"{message.folder}\n")
    if isinstance(message, StepOpened):
        sys.stdout.write(f"{message.step.index}\n")
    sys.stdout.flush()


async def wander(gyms: GymProcess, host: BrowserHost) -> None:
    """From page to page, for ever."""
    drafts = Path(sys.argv[1])
    sitting = Sitting(gyms, host, Folders(Folders.default().specs, drafts / "kept", drafts), say)
    await sitting.open(TaskRequest("clinic/book_visit", actor="wanderer"), preview=False)
    await sitting.record()
    for link in itertools.cycle(LINKS):
        await asyncio.sleep(PACE)
        await sitting.page.get_by_role("link", name=link, exact=True).first.click()


if __name__ == "__main__":
    run_headless(wander)
