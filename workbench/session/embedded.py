"""The embedded browser: Qt's own Chromium in the window, driven by Playwright through its debugging port.

Everything here runs on the window's thread, but for the coroutines of BrowserHost, which run on the runtime's loop and
reach the window's thread by one queued signal. Nothing here blocks either of them.
"""

import asyncio
import concurrent.futures
import contextlib
import os
import random
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from playwright.async_api import CDPSession, Dialog, Error
from PySide6.QtCore import QEventLoop, QObject, Qt, Signal, Slot
from PySide6.QtWebEngineCore import qWebEngineChromiumVersion
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from workbench.session.attachment import Attachment
from workbench.session.browser import (
    DialogEvent,
    DialogPolicy,
    HostListener,
    OpenRequest,
    PageHandle,
    Refusal,
)
from workbench.session.embedded_camera import TabCamera
from workbench.session.embedded_tabs import Tab, TabArea
from workbench.session.failures import BrowserTrouble
from workbench.session.page_scripts import BINDING, compose, new_token, strip_token
from workbench.session.runtime import Runtime
from workbench.session.singletons import keep_singletons

T = TypeVar("T")

_PATIENCE = 15.0
_PORTS = range(20_000, 32_000)
_FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-pings",
    "--no-first-run",
    "--disable-background-timer-throttling",
    "--disable-renderer-backgrounding",
    "--disable-backgrounding-occluded-windows",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--lang=en-US",
)


def install_environment() -> str:
    """Prepare Qt's browser: a debugging port of its own, quiet flags. Call before QApplication is made.

    Returns the debugging address. What the person set in the environment stays.
    """
    keep_singletons()
    address = os.environ.setdefault("QTWEBENGINE_REMOTE_DEBUGGING", f"127.0.0.1:{_free_port()}")
    flags = [*_FLAGS, f"--remote-allow-origins=http://{address}"]
    if not Path("/dev/dri").exists() and sys.platform == "linux":
        flags.append("--disable-gpu")
    present = os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", "").split()
    os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = " ".join([*present, *(flag for flag in flags if flag not in present)])
    if sys.platform == "linux" and os.geteuid() == 0:
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")  # Chromium's sandbox refuses to run as root
    return address


class EmbeddedHost(QObject):
    """Opens one isolated browser at a time inside ``widget``. Make it on the window's thread."""

    _asked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        address = os.environ.get("QTWEBENGINE_REMOTE_DEBUGGING")
        if not address:
            raise BrowserTrouble(
                "The embedded browser has no debugging port.", "Call install_environment() before QApplication."
            )
        self._endpoint = f"http://{address}" if ":" in address else f"http://127.0.0.1:{address}"
        self._attachment: Attachment | None = None
        self._tabs = TabArea()
        self._tabs.opened.connect(self._opened_tab)
        self._tabs.shown.connect(self._tell_shown)
        self._tabs.closed.connect(self._tell_closed)
        self._tabs.dialog_answered.connect(self._tell_dialog)
        self._tabs.refused.connect(self._tell_refused)
        self._tabs.lost.connect(self._tell_lost)
        self._tabs.escaped.connect(self._tell_escaped)
        self._escaped: Callable[[], None] | None = None
        self._asked.connect(self._run, Qt.ConnectionType.QueuedConnection)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._listener: HostListener | None = None
        self._handles: dict[str, PageHandle] = {}
        self._attaching: set[asyncio.Task[None]] = set()
        self._shown_early = ""
        """A tab in front that is not attached yet: it is told of once it is."""
        self._token = ""
        self._disposed = False
        self.name = "QtWebEngine"
        self.version = str(qWebEngineChromiumVersion())

    @property
    def widget(self) -> QWidget:
        """To be placed in a window; a tab bar shows above the page when there is more than one tab."""
        return self._tabs

    def view(self, page: str) -> QWebEngineView | None:
        """The view of a tab; None when it is gone."""
        tab = self._tabs.tab(page)
        return tab.view if tab else None

    def devtools(self, page: str) -> QWidget | None:
        """Chromium's own DevTools for a tab, for a dock of the window; the same widget at every call."""
        tab = self._tabs.tab(page)
        return tab.devtools() if tab else None

    def answer_dialogs(self, policy: DialogPolicy | None) -> None:
        """Answer dialogs by ``policy``; None shows them to the person in the window."""
        self._tabs.dialog_policy = policy

    async def open(self, request: OpenRequest, listener: HostListener) -> PageHandle:
        """A fresh off-the-record profile with one blank tab, attached. Raises BrowserTrouble."""
        await self.close()
        self._loop = asyncio.get_running_loop()
        if self._attachment is None:
            self._attachment = Attachment(self._endpoint)
        self._token = new_token()
        self._shown_early = ""
        script = compose(request.scripts, self._token) if request.scripts else ""
        tab = await self._on_qt(lambda: self._tabs.begin(request.origin, script, request.size, request.files))
        self._listener = listener
        return await self._attach(tab)

    async def show(self, page: str) -> None:
        """Bring a tab to the front."""
        await self._on_qt(lambda: self._tabs.show_tab(page))

    async def close_page(self, page: str) -> None:
        """Close one tab."""
        await self._on_qt(lambda: self._tabs.close_tab(page))

    async def hold_keys(self, escaped: Callable[[], None] | None) -> None:
        """Keep keys from the pages while a person points; ``escaped`` is called on the loop when Escape is pressed."""
        self._escaped = escaped
        if not self._disposed:
            await self._on_qt(lambda: self._tabs.hold_keys(held=escaped is not None))

    async def close(self) -> None:
        """Close all tabs, then forget the profile with its cookies and storage."""
        self._listener = None
        for task in [*self._attaching]:
            task.cancel()
        for handle in self._handles.values():
            handle.closed = True  # its session ends with the page; to detach from one that shows a dialog would wait
        self._handles.clear()
        if not self._disposed:
            await self._on_qt(self._tabs.end)

    async def shutdown(self) -> None:
        """Close, disconnect Playwright and end its process."""
        try:
            await self.close()
        finally:
            if self._attachment is not None:
                attachment, self._attachment = self._attachment, None
                await attachment.close()

    def dispose(self) -> None:
        """Delete every page at once, on the window's thread, before QApplication goes."""
        self._disposed = True
        self._tabs.end()

    async def _attach(self, tab: Tab) -> PageHandle:
        assert self._attachment is not None
        page, session = await self._attachment.find(await self._on_qt(lambda: tab.target))
        handle = PageHandle(tab.id, page, session, tab.opener, camera=TabCamera(self._on_qt, tab.camera))
        announced = asyncio.Event()
        early: list[dict[str, Any]] = []

        def hear(event: dict[str, Any]) -> None:
            """Nothing of a tab is told before the tab itself."""
            if announced.is_set():
                self._heard(tab.id, event)
            else:
                early.append(event)

        session.on("Runtime.bindingCalled", hear)
        await session.send("Runtime.enable")
        await session.send("Runtime.addBinding", {"name": BINDING})
        await _fix_timezone(session)
        page.on("dialog", _leave_it)
        self._handles[tab.id] = handle
        if self._listener is not None:
            await self._listener.on_page(handle)
            if self._shown_early == tab.id:
                self._shown_early = ""
                self._listener.on_shown(tab.id)
        announced.set()
        for event in early:
            hear(event)
        return handle

    def _heard(self, page: str, event: dict[str, Any]) -> None:
        if event.get("name") != BINDING or self._listener is None:
            return
        message = strip_token(str(event.get("payload")), self._token)
        if message is not None:
            self._listener.on_message(page, message)

    # From the window's thread to the loop.

    def _tell(self, what: Callable[[HostListener], object]) -> None:
        listener, loop = self._listener, self._loop
        if listener is None or loop is None or loop.is_closed():
            return
        loop.call_soon_threadsafe(what, listener)

    @Slot(object)
    def _opened_tab(self, tab: Tab) -> None:
        def attach(_: HostListener) -> None:
            task = asyncio.get_running_loop().create_task(self._attach_popup(tab), name=f"attach {tab.id}")
            self._attaching.add(task)
            task.add_done_callback(self._attaching.discard)

        self._tell(attach)

    async def _attach_popup(self, tab: Tab) -> None:
        try:
            await self._attach(tab)
        except (BrowserTrouble, Error) as error:
            if self._tabs.tab(tab.id) is not None and self._listener is not None:
                self._listener.on_lost(f"Tab {tab.id} could not be recorded: {error}")

    @Slot(str)
    def _tell_shown(self, page: str) -> None:
        def shown(listener: HostListener) -> None:
            self._shown_early = "" if page in self._handles else page
            if not self._shown_early:
                listener.on_shown(page)

        self._tell(shown)

    @Slot(str)
    def _tell_closed(self, page: str) -> None:
        def closed(listener: HostListener) -> None:
            handle = self._handles.pop(page, None)
            if handle is not None:
                handle.closed = True
            listener.on_closed(page)

        self._tell(closed)

    @Slot(object)
    def _tell_dialog(self, event: DialogEvent) -> None:
        self._tell(lambda listener: listener.on_dialog(event))

    @Slot(object)
    def _tell_refused(self, refusal: Refusal) -> None:
        self._tell(lambda listener: listener.on_refused(refusal))

    @Slot(str)
    def _tell_lost(self, how: str) -> None:
        self._tell(lambda listener: listener.on_lost(how))

    @Slot()
    def _tell_escaped(self) -> None:
        self._tell(lambda _: self._escaped() if self._escaped is not None else None)

    # From the loop to the window's thread.

    async def _on_qt(self, work: Callable[[], T]) -> T:
        answer: concurrent.futures.Future[T] = concurrent.futures.Future()
        self._asked.emit((work, answer))
        try:
            return await asyncio.wait_for(asyncio.wrap_future(answer), _PATIENCE)
        except TimeoutError as error:
            raise BrowserTrouble("The window does not answer.", "Start the workbench again.") from error

    @Slot(object)
    def _run(self, asked: tuple[Callable[[], Any], "concurrent.futures.Future[Any]"]) -> None:
        work, answer = asked
        if not answer.set_running_or_notify_cancel():
            return
        try:
            answer.set_result(work())
        except BaseException as error:
            answer.set_exception(error)


def stop_runtime(runtime: Runtime) -> None:
    """Stop a runtime from the window's thread while the window still answers it; returns when its thread is joined."""
    loop = QEventLoop()
    bridge = _Bridge()
    bridge.done.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
    stopped = runtime.begin_stop()
    stopped.add_done_callback(lambda _: bridge.done.emit())
    if not stopped.done():
        loop.exec()
    runtime.stop()


class _Bridge(QObject):
    done = Signal()


async def _fix_timezone(session: CDPSession) -> None:
    """World time has no zone: pages see UTC everywhere. A pop-up shares its opener's setting and refuses another."""
    with contextlib.suppress(Error):
        await session.send("Emulation.setTimezoneOverride", {"timezoneId": "UTC"})


def _leave_it(_: Dialog) -> None:
    """The window's thread answers it; without a listener Playwright would dismiss it."""


def _free_port() -> int:
    """Below those that systems hand out unasked: nobody else gets it before the browser takes it, which may be late."""
    for port in random.SystemRandom().sample(_PORTS, 100):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise BrowserTrouble("There is no free port for the embedded browser.", "End programs that hold many, and retry.")
