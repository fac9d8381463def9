"""Server-side reads: which requests were answered with what a spec wants to have been looked at."""

from workbench.verifier.references import Scope
from workbench.verifier.requests import Request, Seen, asks, first_segment


def is_read(one: Seen, read: Request, scope: Scope) -> bool:
    """Whether the request asked for this; a query in the template must be part of the request's."""
    return one.looks and asks(one, read, scope)


def resembles(one: Seen, read: Request) -> bool:
    """Whether the request looks at the same thing: the same first segment of the path."""
    first = first_segment(read.path)
    return one.looks and (first in ("*", "{}") or first_segment(one.server.path) == first)
