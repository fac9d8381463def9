"""A small site of our own, the embedded browser offscreen, and a runtime: made once, ended cleanly."""

import concurrent.futures
import os
import threading
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeVar

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from workbench.session.browser import DialogEvent, HostListener, PageHandle, Refusal
from workbench.session.embedded import EmbeddedHost, install_environment, stop_runtime
from workbench.session.gym_process import GymProcess
from workbench.session.runtime import Runtime

T = TypeVar("T")

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
install_environment()


@dataclass
class Site:
    """Serves the pages a test puts into it, and remembers what was asked."""

    pages: dict[str, str] = field(default_factory=dict)
    heard: list[tuple[str, str, str]] = field(default_factory=list)
    """Method, host header and path of each request."""
    port: int = 0

    def origin(self, world: str = "w1") -> str:
        return f"http://{world}.localhost:{self.port}"


@pytest.fixture
def site() -> Iterator[Site]:
    """A server on a free port that answers for every ``<world>.localhost``."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.heard.append((self.command, self.headers["host"], self.path))
            length = int(self.headers.get("content-length") or 0)
            self.rfile.read(length)
            page = site.pages.get(self.path.partition("?")[0])
            self.send_response(404 if page is None else 200)
            self.send_header("content-type", "application/json" if self.path.startswith("/api") else "text/html")
            self.send_header("x-request-id", f"r{len(site.heard)}")
            self.send_header("set-cookie", "session=secret-cookie")
            body = (page or "nothing here").encode()
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield site
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def failures() -> list[BaseException]:
    """What failed in the background."""
    return []


@pytest.fixture(scope="session")
def runtime(failures: list[BaseException]) -> Iterator[Runtime]:
    runtime = Runtime(report=failures.append, name="test-runtime")
    runtime.start()
    yield runtime
    stop_runtime(runtime) if QApplication.instance() else runtime.stop()


@pytest.fixture(scope="session")
def host(qapp: QApplication, runtime: Runtime) -> Iterator[EmbeddedHost]:
    """One embedded browser for all tests, as in the window."""
    host = EmbeddedHost()
    runtime.at_stop(host.shutdown)
    yield host
    stop_runtime(runtime)
    host.dispose()


@pytest.fixture
def wait(runtime: Runtime, qtbot: QtBot, failures: list[BaseException]) -> Iterator[Callable[..., Any]]:
    """Run a coroutine on the runtime while the window's thread goes on; returns its result."""
    failures.clear()

    def wait(work: Coroutine[Any, Any, T], seconds: float = 20.0) -> T:
        future: concurrent.futures.Future[T] = runtime.run(work)
        try:
            qtbot.waitUntil(future.done, timeout=int(seconds * 1000))
        finally:
            future.cancel()
        return future.result()

    yield wait
    assert not failures, failures


@dataclass
class Heard:
    """A listener that keeps what it hears."""

    pages: list[PageHandle] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    messages: list[tuple[str, str]] = field(default_factory=list)
    dialogs: list[DialogEvent] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def listener(self) -> HostListener:
        async def on_page(handle: PageHandle) -> None:
            self.pages.append(handle)

        return HostListener(
            on_page=on_page,
            on_shown=self.shown.append,
            on_closed=self.closed.append,
            on_message=lambda page, text: self.messages.append((page, text)),
            on_dialog=self.dialogs.append,
            on_refused=self.refused.append,
            on_lost=self.lost.append,
        )


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture(scope="session")
def gyms(runtime: Runtime, failures: list[BaseException]) -> GymProcess:
    """The real gyms in their own process."""
    gyms = GymProcess(report=failures.append)
    runtime.at_stop(gyms.stop)
    return gyms
