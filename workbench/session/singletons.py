"""Keeps ``None``, ``True`` and ``False`` alive under PySide6 6.12 on Python 3.11.

WORKAROUND(PySide6 6.12.0): a call of a Qt method that returns nothing loses a reference to ``None``, and a
``Signal.emit`` one to ``True``. From Python 3.12 on they are immortal (https://peps.python.org/pep-0683/) and PySide
counts on it; on 3.11 the interpreter aborts ("none_dealloc") after some 40,000 such calls: a minute of drawing. So give
the three more references than a process can lose. Try without at every upgrade; a test tells when it is time.
"""

import ctypes
import sys

_PLENTY = 1 << 40


def keep_singletons() -> None:
    """Make the three outlive PySide's miscounting. Does nothing where they are immortal, or when called again."""
    if sys.version_info >= (3, 12):
        return
    for singleton in (None, True, False):
        if sys.getrefcount(singleton) < _PLENTY // 2:
            ctypes.c_ssize_t.from_address(id(singleton)).value += _PLENTY  # the first field of an object on 3.11
