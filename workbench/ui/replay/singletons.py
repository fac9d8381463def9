"""WORKAROUND(PySide6 6.12 on Python 3.11): every call of a Qt method that returns nothing loses a reference to None.

From Python 3.12 on None, True and False are immortal (https://peps.python.org/pep-0683/) and PySide counts on it. On
Python 3.11 the interpreter aborts with "none_dealloc" once some 40,000 such calls have been made: after a minute of
drawing. So give the three so many references that no run ever uses them up. Try without at every upgrade of PySide.
"""

import ctypes
import sys

_PLENTY = 1 << 40
_NEAR = 1000


def keep_singletons() -> None:
    """Make None, True and False outlive PySide's miscounting; does nothing where they are immortal, or done already."""
    if sys.version_info >= (3, 12):
        return
    for singleton in (None, True, False):
        count = ctypes.c_ssize_t.from_address(id(singleton))  # ob_refcnt is the first field of a release build's object
        if count.value < _PLENTY and abs(count.value - sys.getrefcount(singleton)) < _NEAR:
            count.value += _PLENTY
