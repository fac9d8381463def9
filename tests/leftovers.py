"""What a test module leaves running when it is over."""

import threading
from collections.abc import Iterable

_ENDS = 10.0
_IDLE = ("asyncio_", "ThreadPoolExecutor-", "Dummy-")


def still_running(threads: Iterable[threading.Thread]) -> list[str]:
    """Names of those that don't end within 10 s. One waits for each child process that asyncio started. Those of a
    pool are left out: they do nothing, and end with their loop."""
    busy = [thread for thread in threads if not thread.name.startswith(_IDLE)]
    for thread in busy:
        thread.join(_ENDS)
    return [thread.name for thread in busy if thread.is_alive()]
