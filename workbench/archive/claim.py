"""Who writes an episode now: so that one workbench never takes a recording in progress for one that was cut off.

The system lets go of the lock when its process ends, however it ends.
"""

import fcntl
from pathlib import Path
from typing import IO

from workbench.archive import layout


class Claim:
    """An episode's folder is being written, until ``release``. Raises OSError."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / layout.CLAIM
        self._file: IO[bytes] | None = self._path.open("wb")
        fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def release(self) -> None:
        """Nobody writes it any more; safe to call twice."""
        if self._file is not None:
            self._path.unlink(missing_ok=True)
            self._file.close()
            self._file = None


def claimed(folder: Path) -> bool:
    """Whether a living process writes it."""
    try:
        with (folder / layout.CLAIM).open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False
