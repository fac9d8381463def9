"""Gyms and a browser without a window: for the command line, for batches, for tests of recordings."""

import os
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from workbench.session.browser import BrowserHost
from workbench.session.chromium import ChromiumHost
from workbench.session.failures import BrowserTrouble
from workbench.session.folders import Folders, profile_files
from workbench.session.gym_process import GymProcess
from workbench.session.runtime import Runtime

Work = Callable[[GymProcess, BrowserHost], Coroutine[Any, Any, None]]


def run_headless(work: Work, *, browser: str = "embedded", specs: Path | None = None) -> None:
    """Run ``work`` on a runtime of its own and take everything apart again, whatever happens.

    ``browser`` is ``embedded`` or the path of a Chromium or Chrome; ``specs`` is where written workouts are, the usual
    folder unless it is given. Raises what ``work`` raises, and KeyboardInterrupt.
    """
    if browser != "embedded":
        _run(work, ChromiumHost(browser), specs or Folders.default().specs)
        return
    if sys.platform == "linux":  # on a screen its pages would pop up over whatever somebody is doing there
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        from workbench.session.embedded_run import run_embedded  # noqa: PLC0415 - brings Qt along
    except ImportError as error:
        raise BrowserTrouble(
            f"The embedded browser is not installed ({error.name}).",
            "Install the app extra, or name a Chromium with --browser.",
        ) from error
    run_embedded(work, specs or Folders.default().specs)


def _run(work: Work, host: BrowserHost, specs: Path) -> None:
    gyms = GymProcess(profiles=profile_files(), specs=specs)
    with Runtime() as runtime:
        runtime.at_stop(gyms.stop)
        runtime.at_stop(host.shutdown)
        runtime.call(work(gyms, host))
