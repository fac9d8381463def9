"""Exchanges as the browser saw them, joined with the server's account by ``x-request-id``.

The joined exchange is handed on once, when both accounts are there or the other one stays away.
"""

import asyncio
import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from urllib.parse import urlsplit

from playwright.async_api import Error, Page, Request, Response

from gyms.kit.perturbations.page_scripts import STRUCK
from workbench.domain.exchanges import Body, Exchange, ServerSide
from workbench.session import redaction
from workbench.session.runtime import Report, Tasks

_SERVER_PATIENCE = 1.0
"""Seconds that a finished exchange waits for the server's account."""
_BROWSER_PATIENCE = 1.5
"""Seconds that the server's account waits for the browser's."""
_WITHOUT_BODY = {"script", "stylesheet", "image", "font", "media", "manifest", "texttrack"}
"""Kinds whose content is the site's code and looks: only its size is kept."""
_SKEW = 250.0


@dataclass(eq=False, slots=True)
class _Open:
    number: int
    page: str
    started: float


class ExchangeLog:
    """Follows the requests of all tabs of a sitting. Changes with the browser's and the server's events.

    ``tell`` is called with each exchange, its times in milliseconds since ``zero`` (epoch milliseconds).
    """

    def __init__(self, origin: str, zero: float, tell: Callable[[Exchange], None], report: Report) -> None:
        self._origin = origin
        self._zero = zero
        self._tell = tell
        self._numbers = count(1)
        self._open: dict[Request, _Open] = {}
        self._told_by_server: dict[str, ServerSide] = {}
        self._arrived = asyncio.Condition()
        self._joined: set[str] = set()
        self._completing = Tasks(report)
        self._waiting = Tasks(report)
        self.last_activity = time.monotonic()

    @property
    def in_flight(self) -> int:
        """How many requests the browser is waiting for."""
        return len(self._open)

    def watch(self, page: Page, tab: str) -> None:
        """Follow one tab from now on."""
        page.on("request", lambda request: self._requested(request, tab))
        page.on("requestfinished", lambda request: self._ended(request, None))
        page.on("requestfailed", lambda request: self._ended(request, request.failure or "failed"))

    def server_told(self, request: str, account: ServerSide) -> None:
        """The server's account of a request."""
        self._told_by_server[request] = account
        self._waiting.start(self._server_alone(request), f"server account {request}")

    async def finish(self) -> None:
        """Hand on what is complete, then what never was answered."""
        await self._completing.settle(2 * _SERVER_PATIENCE)
        await self.stop()
        for request, opened in [*self._open.items()]:
            self._tell(self._unanswered(request, opened))
        self._open.clear()
        for request_id in [*self._told_by_server]:
            self._tell_server_alone(request_id)

    async def stop(self) -> None:
        """Wait for nothing more."""
        await self._completing.cancel()
        await self._waiting.cancel()

    def _requested(self, request: Request, tab: str) -> None:
        self.last_activity = time.monotonic()
        if request.url.startswith(("http:", "ws:")) and urlsplit(request.url).path != STRUCK:
            self._open[request] = _Open(next(self._numbers), tab, self._now())

    def _ended(self, request: Request, error: str | None) -> None:
        self.last_activity = time.monotonic()
        opened = self._open.pop(request, None)
        if opened is not None:
            self._completing.start(self._complete(request, opened, self._now(), error), f"exchange {opened.number}")

    async def _complete(self, request: Request, opened: _Open, ended: float, error: str | None) -> None:
        response: Response | None = None
        response_headers: dict[str, str] = {}
        with contextlib.suppress(Error):
            response = await request.response()
        if response is not None:
            with contextlib.suppress(Error):
                response_headers = await response.all_headers()
        request_headers = request.headers
        with contextlib.suppress(Error):
            request_headers = await request.all_headers()
        body = await self._response_body(request, response, response_headers, error)
        timing = request.timing
        started = timing["startTime"] - self._zero if timing.get("startTime", 0) > 0 else opened.started
        id, server = await self._server_side(request, response_headers, started)
        self._tell(
            Exchange(
                id=id or f"b{opened.number}",
                page=opened.page,
                method=request.method,
                url=request.url,
                resource_type=request.resource_type,
                started=started,
                ended=max(ended, started),
                status=response.status if response is not None else None,
                step=None,
                request_headers=redaction.headers(request_headers),
                request_body=_request_body(request, request_headers),
                response_headers=redaction.headers(response_headers),
                response_body=body,
                error=error,
                server=server,
                phases=_phases(timing),
            )
        )

    async def _response_body(
        self, request: Request, response: Response | None, found: dict[str, str], error: str | None
    ) -> Body | None:
        if response is None or error is not None:
            return None
        kind = found.get("content-type", "")
        length = int(found.get("content-length") or 0)
        if request.resource_type in _WITHOUT_BODY or not redaction.is_textual(kind) or 300 <= response.status < 400:
            return Body(None, length, kind)
        try:
            return redaction.body(await response.body(), kind)
        except Error:
            return Body(None, length, kind)  # the page moved on and the browser let go of it

    async def _server_side(
        self, request: Request, response_headers: dict[str, str], started: float
    ) -> tuple[str | None, ServerSide | None]:
        """The server's id and account: named by the response, or found by what was asked when no response arrived."""
        id = response_headers.get("x-request-id")
        if not request.url.startswith(self._origin):
            return id, None
        if id is not None and id in self._joined:
            return None, None  # the browser answered from its cache: the server saw nothing of this one
        try:
            async with asyncio.timeout(_SERVER_PATIENCE), self._arrived:
                while True:
                    match = id if id in self._told_by_server else self._alike(request, started, id)
                    if match is not None:
                        self._joined.add(match)
                        return match, self._told_by_server.pop(match)
                    await self._arrived.wait()
        except TimeoutError:
            return id, None

    def _alike(self, request: Request, started: float, id: str | None) -> str | None:
        if id is not None:
            return None
        parts = urlsplit(request.url)
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        for found, account in self._told_by_server.items():
            if account.method == request.method and account.path == path and account.started > started - _SKEW:
                return found
        return None

    async def _server_alone(self, request: str) -> None:
        async with self._arrived:
            self._arrived.notify_all()
        await asyncio.sleep(_BROWSER_PATIENCE)
        self._tell_server_alone(request)

    def _tell_server_alone(self, request: str) -> None:
        account = self._told_by_server.get(request)
        if account is None or self._expected(account):
            return
        del self._told_by_server[request]
        self._joined.add(request)
        self._tell(
            Exchange(
                id=request,
                page="t1",
                method=account.method,
                url=self._origin + account.path,
                resource_type="other",
                started=account.started,
                ended=account.ended,
                status=account.status if account.delivered else None,
                step=None,
                server=account,
            )
        )

    def _expected(self, account: ServerSide) -> bool:
        """Whether the browser still waits for that answer."""
        return any(
            request.method == account.method and request.url == self._origin + account.path for request in self._open
        )

    def _unanswered(self, request: Request, opened: _Open) -> Exchange:
        match = self._alike(request, opened.started, None)
        server = self._told_by_server.pop(match) if match else None
        return Exchange(
            id=match or f"b{opened.number}",
            page=opened.page,
            method=request.method,
            url=request.url,
            resource_type=request.resource_type,
            started=opened.started,
            ended=None,
            status=None,
            step=None,
            request_headers=redaction.headers(request.headers),
            request_body=_request_body(request, request.headers),
            error="not answered before the end",
            server=server,
        )

    def _now(self) -> float:
        return time.time() * 1000 - self._zero


def _request_body(request: Request, found: dict[str, str]) -> Body | None:
    data = request.post_data_buffer
    return redaction.body(data, found.get("content-type", "")) if data else None


def _phases(timing: dict[str, float] | object) -> dict[str, float]:
    """Milliseconds per phase from Playwright's resource timing; what the browser left out (-1) is left out."""
    if not isinstance(timing, dict):
        return {}
    connect_start = timing.get("domainLookupStart", -1)
    marks = {
        "queued": (0.0, connect_start if connect_start >= 0 else timing.get("requestStart", -1)),
        "connect": (connect_start, timing.get("connectEnd", -1)),
        "waiting": (timing.get("requestStart", -1), timing.get("responseStart", -1)),
        "receiving": (timing.get("responseStart", -1), timing.get("responseEnd", -1)),
    }
    return {name: round(end - start, 3) for name, (start, end) in marks.items() if start >= 0 and end >= start}
