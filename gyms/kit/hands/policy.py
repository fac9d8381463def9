"""How hands go about it: carefully, or trusting the surface. The second is for measuring what careful looking is worth:
a hasty actor reads what it sees, acts on it at once, waits for the pages that it asked for and believes what it did. It
never confirms, does nothing a second time, puts away only what a click ran into, and never waits until a page rests. It
fails exactly where trust in the surface fails.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_TRUSTING: ContextVar[bool] = ContextVar("hands trust the surface", default=False)


def hasty() -> bool:
    """Whether hands trust what they see."""
    return _TRUSTING.get()


@contextmanager
def trusting_the_surface() -> Iterator[None]:
    """Hands that are used inside, by this task and those it starts, are hasty."""
    before = _TRUSTING.set(True)
    try:
        yield
    finally:
        _TRUSTING.reset(before)
