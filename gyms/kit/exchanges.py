"""One request through the server: its body in, its response out, and the account of it."""

import asyncio
import contextlib
import time
from collections.abc import Mapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gyms.kit.assets import caching_of
from gyms.kit.gate import MOST_BODY, POLICY


class BodyTooLarge(Exception):  # noqa: N818 - it becomes a 413 and never leaves the server
    """The request's body exceeds the limit."""


async def read_body(receive: Receive, limit: int = MOST_BODY) -> bytes:
    """The whole body; raises BodyTooLarge."""
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return b"".join(chunks)
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > limit:
            raise BodyTooLarge
        chunks.append(chunk)
        if not message.get("more_body", False):
            return b"".join(chunks)


class Reply:
    """What was sent in answer to one request. Changes as the response goes out."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, request: str) -> None:
        self.scope = scope
        self.request = request
        self.started = time.time() * 1000
        self.status = 0
        """0 until a response began."""
        self.delivered = False
        """Whether the browser was still there when the last byte went out, as far as the server can tell."""
        self._receive = receive
        self._send = send
        self._watch: asyncio.Task[Message] | None = None

    def watch(self) -> None:
        """From here on notice when the browser goes away. The body must have been read."""

        async def next_message() -> Message:
            return await self._receive()

        self._watch = asyncio.create_task(next_message())

    async def rest(self) -> Message:
        """For the application: waits until the browser is gone."""
        if self._watch is not None:
            await asyncio.shield(self._watch)
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        """Sends a message of the application with the kit's headers."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            headers["x-request-id"] = self.request
            for name, value in POLICY.items():
                headers.setdefault(name, value)
            headers.setdefault("cache-control", caching_of(self.scope["path"], self.status))
        last = message["type"] == "http.response.body" and not message.get("more_body", False)
        gone = self._watch is not None and self._watch.done()
        await self._send(message)
        self.delivered = last and not gone

    async def send_response(self, response: Response) -> None:
        """Sends a response of the kit's own."""
        await response(self.scope, self.rest, self.send)

    async def end(self) -> None:
        """Stops watching."""
        if self._watch is not None:
            self._watch.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._watch

    def account(self, transactions: list[int]) -> dict[str, Any]:
        """The ``exchange`` event."""
        now = time.time() * 1000
        return {
            "event": "exchange",
            "at": now,
            "request": self.request,
            "method": self.scope["method"],
            "path": full_path(self.scope),
            "status": self.status,
            "started": self.started,
            "ended": now,
            "delivered": self.delivered,
            "transactions": transactions,
        }


def full_path(scope: Scope) -> str:
    """Path with query string, as received."""
    path = bytes(scope.get("raw_path") or scope["path"].encode()).decode("latin-1")
    query = bytes(scope.get("query_string", b"")).decode("latin-1")
    return f"{path}?{query}" if query else path


def header_map(scope: Scope) -> Mapping[str, str]:
    """Request headers by lower-case name."""
    return dict(Headers(scope=scope).items())


async def buffered(app: ASGIApp, scope: Scope, receive: Receive) -> Response:
    """The application's whole response, for perturbations to alter."""
    start: Message = {"status": 500, "headers": []}
    body: list[bytes] = []

    async def collect(message: Message) -> None:
        if message["type"] == "http.response.start":
            start.update(message)
        elif message["type"] == "http.response.body":
            body.append(message.get("body", b""))

    await app(scope, receive, collect)
    response = Response(b"".join(body), status_code=start["status"])
    response.raw_headers = list(start["headers"])
    return response
