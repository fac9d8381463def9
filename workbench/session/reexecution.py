"""Does a whole episode again in a fresh world and judges it anew: is the recording still true of the gym?"""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from workbench.domain.actions import Done
from workbench.domain.episodes import Episode
from workbench.domain.verdicts import Verdict
from workbench.session.browser import BrowserHost
from workbench.session.folders import Folders
from workbench.session.gym_process import GymProcess
from workbench.session.messages import SittingMessage, TaskRequest
from workbench.session.pacing import course
from workbench.session.sitting import Sitting


@dataclass(frozen=True, slots=True)
class LiveResult:
    """What came of doing an episode again."""

    verdict: Verdict
    notes: tuple[str, ...] = ()
    """Where it went another way than recorded."""


async def replay_live(
    episode: Episode,
    gyms: GymProcess,
    host: BrowserHost,
    emit: Callable[[SittingMessage], None] | None = None,
    *,
    specs: Path | None = None,
    read_blob: Callable[[str], bytes] | None = None,
) -> LiveResult:
    """Do an episode's actions again in a fresh world of the same task, recorded in full, and judge what comes of it.

    Raises Problem when the world can't be opened or an action can't be performed. Leaves nothing behind.
    """
    header = episode.run.header
    request = TaskRequest(
        header.workout,
        header.seed,
        header.profile,
        tuple((name, str(value)) for name, value in header.options.items()),
        actor="replay",
    )
    with tempfile.TemporaryDirectory(prefix="workbench-replay-") as scratch:
        folders = Folders(specs or Folders.default().specs, Path(scratch), Path(scratch) / "drafts")
        sitting = Sitting(gyms, host, folders, emit or _unheard)
        try:
            await sitting.open(request, preview=False)
            await sitting.record()
            then = course(episode.run.changes, episode.run.exchanges)
            notes = await sitting.reexecute(episode.steps, read_blob, then)
            verdict = await sitting.finish(episode.run.outcome or Done())
        finally:
            await sitting.close()
    return LiveResult(verdict, tuple(notes))


def _unheard(_: SittingMessage) -> None:
    return
