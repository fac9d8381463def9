"""Playwright, attached once per process to the embedded browser's debugging port, and reused by every sitting.

All its pages share Playwright's one default context, in no stable order: a page is found by its DevTools target id.
"""

import asyncio
import contextlib
from weakref import WeakKeyDictionary

from playwright.async_api import Browser, BrowserContext, CDPSession, Error, Page, Playwright, async_playwright

from workbench.session.failures import BrowserTrouble

_PATIENCE = 20.0


class Attachment:
    """The connection; made on first use, gone after ``close``. Lives on the runtime's loop."""

    def __init__(self, endpoint: str) -> None:
        self._endpoint = endpoint
        self._driver = Driver()
        self._browser: Browser | None = None
        self._targets: WeakKeyDictionary[Page, str] = WeakKeyDictionary()
        self._connecting = asyncio.Lock()
        self._appeared = asyncio.Event()

    async def context(self) -> BrowserContext:
        """The browser's default context. Connects first when needed. Raises BrowserTrouble."""
        async with self._connecting:
            if self._browser is None or not self._browser.is_connected():
                await self._connect()
            assert self._browser is not None
            return self._browser.contexts[0]

    async def find(self, target: str) -> tuple[Page, CDPSession]:
        """The page of that target, with a protocol session of our own. Raises BrowserTrouble after 20 s."""
        context = await self.context()
        try:
            async with asyncio.timeout(_PATIENCE):
                while True:
                    self._appeared.clear()
                    for page in context.pages:
                        if await self._target_of(context, page) == target:
                            return page, await context.new_cdp_session(page)
                    await self._appeared.wait()
        except TimeoutError as error:
            raise BrowserTrouble(
                "The page in the embedded browser could not be attached to.", "Close the task and open it again."
            ) from error

    async def close(self) -> None:
        """Disconnect and end Playwright's own process. The browser stays."""
        async with self._connecting:
            browser, self._browser = self._browser, None
            self._targets.clear()
            if browser is not None:
                with contextlib.suppress(Error):
                    await browser.close()
            await self._driver.stop()

    async def _connect(self) -> None:
        playwright = await self._driver.playwright()
        try:
            self._browser = await playwright.chromium.connect_over_cdp(self._endpoint, no_defaults=True)
        except Error as error:
            raise BrowserTrouble(
                f"The embedded browser does not answer at {self._endpoint}: {error.message}",
                "Start the workbench again.",
            ) from error
        self._browser.contexts[0].on("page", lambda _: self._appeared.set())

    async def _target_of(self, context: BrowserContext, page: Page) -> str:
        known = self._targets.get(page)
        if known is not None:
            return known
        try:
            session = await context.new_cdp_session(page)
            info = await session.send("Target.getTargetInfo")
            await session.detach()
        except Error:
            return ""  # it closed while we asked
        found = self._targets[page] = str(info["targetInfo"]["targetId"])
        return found


class Driver:
    """Playwright's own process: started when first needed, ended by ``stop``. Lives on one loop.

    Whoever waits for its start may be cancelled; the start goes on, as nobody could end a process that is half known.
    """

    def __init__(self) -> None:
        self._starting: asyncio.Task[Playwright] | None = None

    async def playwright(self) -> Playwright:
        """Starts it unless it was. Raises BrowserTrouble where it can't run."""
        if self._starting is None:
            self._starting = asyncio.create_task(_start(), name="start playwright")
        try:
            return await asyncio.shield(self._starting)
        except BrowserTrouble:
            self._starting = None
            raise

    async def stop(self) -> None:
        """Ends the process, once it has started; does nothing where there is none."""
        starting, self._starting = self._starting, None
        if starting is None:
            return
        with contextlib.suppress(BrowserTrouble):  # then it never ran, and whoever asked for it heard so
            playwright = await asyncio.shield(starting)
            await playwright.stop()


async def _start() -> Playwright:
    try:
        return await async_playwright().start()
    except Exception as error:  # there is no narrower name for a process that ended before it spoke
        raise BrowserTrouble(
            f"Playwright, which drives the browser, does not start: {error}",
            "Let `workbench doctor` say what is missing on this machine.",
        ) from error
