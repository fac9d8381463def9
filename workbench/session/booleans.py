"""Keeps ``True`` alive under PySide6 6.12 on Python 3.11.

WORKAROUND(PySide6 6.12.0): every ``Signal.emit`` gives away one reference to ``True`` that it does not own. Python 3.12
made booleans immortal; on 3.11 the interpreter aborts ("deallocating True or False") after a few thousand signals.
Try at each upgrade: ``sys.getrefcount(True)`` must not fall while a signal is emitted 100 times.
"""

import ctypes
import sys

_PLENTY = 1 << 40


def keep_true_alive() -> None:
    """Give ``True`` more references than a process can lose. Does nothing where booleans are immortal, or twice."""
    if sys.version_info >= (3, 12) or sys.getrefcount(True) > _PLENTY // 2:
        return
    count = ctypes.c_ssize_t.from_address(id(True))
    count.value += _PLENTY
