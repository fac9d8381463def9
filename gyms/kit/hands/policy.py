"""How hands go about it: carefully, or trusting the surface. The second is for measuring what careful looking is worth:
a hasty actor never confirms, never retries and clicks at once, so it fails exactly where trust in the surface fails.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_TRUSTING: ContextVar[bool] = ContextVar("hands trust the surface", default=False)

IMPATIENCE = 0.3
"""Seconds after which a hasty hand presses again, when nothing seems to have happened."""


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
