"""One request with its response, as the browser saw it and as the server saw it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Body:
    """The content of a request or response, possibly cut short or redacted."""

    text: str | None
    """Decoded text up to the size limit; None for binary content."""
    size: int
    """Bytes on the wire before any cut."""
    content_type: str = ""
    truncated: bool = False
    redacted: bool = False


@dataclass(frozen=True, slots=True)
class ServerSide:
    """What the gym's server knows of a request: the ground truth beside the browser's account."""

    method: str
    path: str
    """Path with query string, as received."""
    status: int
    started: float
    ended: float
    delivered: bool
    """Whether the response reached the browser, as far as the server can tell."""
    transactions: tuple[int, ...] = ()
    """Transactions that this request committed."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and what came of it. ``id`` is the server's request id (``r17``) or, never answered, ``b17``."""

    id: str
    page: str
    """The tab it was made in, e.g. ``t1``."""
    method: str
    url: str
    resource_type: str
    """document, xhr, fetch, script, stylesheet, image, font, other (Playwright's words)."""
    started: float
    ended: float | None
    status: int | None
    """None when no response arrived."""
    step: int | None
    """Index of the step that caused it; 0 before the first step, None when nothing did."""
    request_headers: Mapping[str, str] = field(default_factory=dict)
    request_body: Body | None = None
    response_headers: Mapping[str, str] = field(default_factory=dict)
    response_body: Body | None = None
    error: str | None = None
    """The browser's reason when the request failed."""
    server: ServerSide | None = None
    """None when the request never reached the world's server."""
    phases: Mapping[str, float] = field(default_factory=dict)
    """Milliseconds in ``queued``, ``connect``, ``waiting``, ``receiving`` where the browser told."""
