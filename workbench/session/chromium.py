"""A launched Chromium or Chrome in the embedded engine's place: same listener, same rules, a context per sitting.

One thing is less than in the embedded engine: a window that a page opens with ``window.open`` takes over the blank
window that Chromium gave it, and init scripts don't run a second time in it. The page scripts speak from that tab's
next document on.
"""

import asyncio
import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.async_api import (
    Browser,
    BrowserContext,
    Dialog,
    Download,
    Error,
    Page,
    Route,
    WebSocketRoute,
)

from workbench.session.attachment import Driver
from workbench.session.browser import (
    DialogEvent,
    DialogPolicy,
    HostListener,
    OpenRequest,
    PageHandle,
    Refusal,
    accept_dialogs,
)
from workbench.session.failures import BrowserTrouble
from workbench.session.origin_rule import OriginRule
from workbench.session.page_scripts import BINDING, compose, new_token, strip_token
from workbench.session.runtime import Report, Tasks

_QUIET = ("--disable-background-networking", "--force-webrtc-ip-handling-policy=disable_non_proxied_udp")


class ChromiumHost:
    """Launches the browser at ``executable`` when first needed; one context at a time. Lives on the runtime's loop."""

    def __init__(self, executable: str | Path, *, headless: bool = True, report: Report | None = None) -> None:
        self.name = Path(executable).name
        self.version = ""
        self._executable = str(executable)
        self._headless = headless
        self._driver = Driver()
        self._browser: Browser | None = None
        self._context: BrowserContext | None = None
        self._listener: HostListener | None = None
        self._handles: dict[Page, PageHandle] = {}
        self._policy: DialogPolicy | None = None
        self._token = ""
        self._tasks = Tasks(report or self._lost)

    async def open(self, request: OpenRequest, listener: HostListener) -> PageHandle:
        """A fresh context with one blank tab. Raises BrowserTrouble."""
        await self.close()
        browser = await self._launch()
        self._token = new_token()
        width, height = request.size
        context = self._context = await browser.new_context(
            viewport={"width": width, "height": height}, locale="en-US", timezone_id="UTC", accept_downloads=True
        )
        rule = OriginRule(request.origin)
        await context.route(lambda url: not rule.allows(url), self._refuse)
        await context.route_web_socket(lambda url: not rule.allows(url), self._refuse_socket)
        if request.scripts:
            await context.add_init_script(compose(request.scripts, self._token))
        page = await context.new_page()
        self._listener = listener
        handle = await self._attach(page)
        context.on("page", lambda popup: self._tasks.start(self._attach(popup), "attach tab"))
        return handle

    async def show(self, page: str) -> None:
        """Bring a tab to the front."""
        for handle in self._handles.values():
            if handle.id == page:
                await handle.page.bring_to_front()
                self._tell_shown(page)

    async def close_page(self, page: str) -> None:
        """Close one tab."""
        for handle in [*self._handles.values()]:
            if handle.id == page:
                await handle.page.close()

    def answer_dialogs(self, policy: DialogPolicy | None) -> None:
        """Answer dialogs by ``policy``; None accepts them."""
        self._policy = policy

    async def hold_keys(self, escaped: Callable[[], None] | None) -> None:
        """Keys go to the page: this window is the browser's own."""

    async def close(self) -> None:
        """Close the context."""
        self._listener = None
        context, self._context = self._context, None
        await self._tasks.cancel()
        self._handles.clear()
        if context is not None:
            with contextlib.suppress(Error):
                await context.close()

    async def shutdown(self) -> None:
        """Close the browser and Playwright's process."""
        await self.close()
        browser, self._browser = self._browser, None
        if browser is not None:
            with contextlib.suppress(Error):
                await browser.close()
        await self._driver.stop()

    async def _launch(self) -> Browser:
        if self._browser is not None and self._browser.is_connected():
            return self._browser
        playwright = await self._driver.playwright()
        try:
            self._browser = await playwright.chromium.launch(
                executable_path=self._executable, headless=self._headless, args=list(_QUIET), chromium_sandbox=False
            )
        except Error as error:
            raise BrowserTrouble(
                f"{self._executable} does not start: {error.message}", "Check the path, or use the embedded browser."
            ) from error
        self.version = self._browser.version
        return self._browser

    async def _attach(self, page: Page) -> PageHandle:
        assert self._context is not None
        opener = await page.opener()
        session = await self._context.new_cdp_session(page)
        handle = PageHandle(
            f"t{len(self._handles) + 1}", page, session, self._handles[opener].id if opener in self._handles else None
        )
        self._handles[page] = handle
        session.on("Runtime.bindingCalled", lambda event: self._heard(handle.id, event))
        await session.send("Runtime.enable")
        await session.send("Runtime.addBinding", {"name": BINDING})
        page.on("dialog", lambda dialog: self._tasks.start(self._answer(handle.id, dialog), "dialog"))
        page.on("download", lambda download: self._tasks.start(self._cancel(handle.id, download), "download"))
        page.on("close", lambda _: self._closed(handle))
        page.on("crash", lambda _: self._say_lost(f"The page in tab {handle.id} crashed."))
        if self._listener is not None:
            await self._listener.on_page(handle)
            if handle.opener is not None:
                self._tell_shown(handle.id)
        return handle

    def _heard(self, page: str, event: dict[str, Any]) -> None:
        if event.get("name") != BINDING or self._listener is None:
            return
        message = strip_token(str(event.get("payload")), self._token)
        if message is not None:
            self._listener.on_message(page, message)

    async def _answer(self, page: str, dialog: Dialog) -> None:
        reply = (self._policy or accept_dialogs)(dialog.type, dialog.message, dialog.default_value)
        if reply.accepted:
            await dialog.accept(reply.text) if dialog.type == "prompt" else await dialog.accept()
        else:
            await dialog.dismiss()
        if self._listener is not None:
            self._listener.on_dialog(DialogEvent(page, dialog.type, dialog.message, reply.accepted, reply.text))

    async def _cancel(self, page: str, download: Download) -> None:
        if self._listener is not None:
            self._listener.on_refused(Refusal(page, "download", download.url))
        with contextlib.suppress(Error):
            await download.cancel()

    async def _refuse(self, route: Route) -> None:
        if self._listener is not None:
            self._listener.on_refused(Refusal(None, "request", route.request.url))
        with contextlib.suppress(Error):
            await route.abort("blockedbyclient")

    async def _refuse_socket(self, socket: WebSocketRoute) -> None:
        if self._listener is not None:
            self._listener.on_refused(Refusal(None, "websocket", socket.url))
        await socket.close()

    def _closed(self, handle: PageHandle) -> None:
        handle.closed = True
        if self._listener is None:
            return
        self._listener.on_closed(handle.id)
        left = [other.id for other in self._handles.values() if not other.closed]
        if left:
            self._tell_shown(left[-1])

    def _tell_shown(self, page: str) -> None:
        if self._listener is not None:
            self._listener.on_shown(page)

    def _say_lost(self, how: str) -> None:
        if self._listener is not None:
            self._listener.on_lost(how)

    def _lost(self, error: BaseException) -> None:
        if not isinstance(error, asyncio.CancelledError):
            self._say_lost(f"The browser could not be followed: {error}")
