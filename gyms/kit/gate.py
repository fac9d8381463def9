"""Who may ask a world for something: its own pages, and a browser that was sent to it. Pure; no I/O."""

from collections.abc import Mapping

MOST_BODY = 16 * 1024 * 1024
"""Bytes of a request's body."""

POLICY = {
    # A page may use what its own world serves and nothing else: no other world, no debugging port, no network.
    "content-security-policy": (
        "default-src 'self' data: blob:; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:;"
        " style-src 'self' 'unsafe-inline'; connect-src 'self'; form-action 'self'; base-uri 'self';"
        " frame-ancestors 'self'; object-src 'none'"
    ),
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
}
"""Headers of every response."""


def world_of(host: str, port: int) -> str | None:
    """The world id that a Host header names: ``clinic-7f3a9c.localhost:<port>``; None for any other host."""
    name, dot, rest = host.lower().partition(".")
    return name if dot and name and rest == f"localhost:{port}" else None


def refusal(origin: str, method: str, headers: Mapping[str, str]) -> str | None:
    """Why a request that did not come from the world's own pages is refused; None when it may pass.

    ``headers`` have lower-case names. The browser sets ``Origin`` and ``Sec-Fetch-*``; no page can change them.
    """
    reads = method in {"GET", "HEAD"}
    sent_there = reads and headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    claimed = headers.get("origin")
    if claimed is not None and claimed != origin and not sent_there:
        return f"A page of {claimed} has no business here."
    if headers.get("sec-fetch-site") in {"cross-site", "same-site"} and not sent_there:
        return "Another site's page has no business here."
    return None
