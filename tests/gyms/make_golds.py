"""Makes the shipped golds anew: ``python -m tests.gyms.make_golds [clinic/book_visit …]``, all when none is named.

What is shipped says how it was made: the same workout, seed, profile and options are done again by the oracle, and take
the place of what is there when the run is satisfied. A new gold begins with ``workbench run … --keep recordings``.
"""

import sys

from workbench.archive.library import find_episodes
from workbench.domain.episodes import Header
from workbench.session.agents import know_gyms
from workbench.session.browser import BrowserHost
from workbench.session.folders import Folders
from workbench.session.gym_process import GymProcess
from workbench.session.headless import run_headless
from workbench.session.messages import TaskRequest
from workbench.session.running import Keeping, Runner


def main(names: list[str]) -> int:
    """How many could not be made."""
    folders = Folders.default()
    shipped = [entry.header for entry in find_episodes(folders.recordings) if entry.header is not None]
    wanted = [each for each in shipped if _is_made_here(each) and (not names or each.workout in names)]
    failed: list[str] = []
    know_gyms()

    async def work(gyms: GymProcess, host: BrowserHost) -> None:
        runner = Runner(gyms, host, folders.specs)
        for header in wanted:
            played = await runner.play(_request(header), Keeping(folders.recordings, header.id))
            print(f"{played.verdict.ruling.value}  {header.workout}/{header.id}", flush=True)  # noqa: T201
            if not played.satisfied:
                failed.append(f"{header.workout}/{header.id}")

    run_headless(work)
    return len(failed)


def _is_made_here(header: Header) -> bool:
    return header.label == "gold" and header.actor == "oracle"


def _request(header: Header) -> TaskRequest:
    options = tuple((name, str(choice)) for name, choice in sorted((header.options or {}).items()))
    return TaskRequest(header.workout, header.seed, header.profile, options, actor="oracle")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
