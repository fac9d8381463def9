"""What a world's pages may reach: their own origin, and nothing else on this machine or beyond."""

from urllib.parse import urlsplit

_INERT = ("about:blank", "about:srcdoc")


class OriginRule:
    """Decides about one address at a time for one world's ``origin``."""

    def __init__(self, origin: str) -> None:
        parts = urlsplit(origin)
        self.origin = origin.rstrip("/")
        self._place = (parts.hostname, parts.port)

    def allows(self, url: str) -> bool:
        """Whether a document, subresource, fetch or WebSocket may go there."""
        if url in _INERT or url.startswith("data:"):
            return True
        if url.startswith("blob:"):
            return self.allows(url.removeprefix("blob:"))
        try:
            parts = urlsplit(url)
            return parts.scheme in ("http", "ws") and (parts.hostname, parts.port) == self._place
        except ValueError:
            return False
