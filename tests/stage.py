"""What tests with a browser stand on: a runtime thread, the embedded browser, a small site of our own."""

import mimetypes
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from workbench.session.embedded import EmbeddedHost, stop_runtime
from workbench.session.runtime import Runtime

PROJECT = Path(__file__).parents[1]
RESOURCES = PROJECT / "resources"


def environment(**more: str) -> dict[str, str]:
    """For a process that runs a browser of its own: off screen, and not on this process's debugging port."""
    own = ("QTWEBENGINE_REMOTE_DEBUGGING", "QTWEBENGINE_CHROMIUM_FLAGS")
    given = {name: value for name, value in os.environ.items() if name not in own}
    return {**given, "PYTHONPATH": str(PROJECT), "QT_QPA_PLATFORM": "offscreen", **more}


@contextmanager
def running(report: Callable[[BaseException], None], name: str) -> Iterator[Runtime]:
    """A runtime that ends while the browser can still answer it. Needs an application."""
    runtime = Runtime(report=report, name=name)
    runtime.start()
    try:
        yield runtime
    finally:
        stop_runtime(runtime)


@contextmanager
def embedded_host(runtime: Runtime) -> Iterator[EmbeddedHost]:
    """The embedded browser of a runtime. Its end is the runtime's end: no other order is clean."""
    host = EmbeddedHost()
    runtime.at_stop(host.shutdown)
    try:
        yield host
    finally:
        stop_runtime(runtime)
        host.dispose()


@dataclass
class Site:
    """The pages a test puts into it, and what was asked. Files of ``resources/vendor`` are there too."""

    pages: dict[str, str] = field(default_factory=dict)
    heard: list[tuple[str, str, str]] = field(default_factory=list)
    """Method, host header and path of each request."""
    port: int = 0

    def origin(self, world: str = "w1") -> str:
        return f"http://{world}.localhost:{self.port}"

    def answer(self, path: str) -> tuple[int, str, bytes]:
        """Status, media type and body."""
        if path in self.pages:
            kind = "application/json" if path.startswith("/api") else "text/html; charset=utf-8"
            return 200, kind, self.pages[path].encode()
        file = RESOURCES / path.lstrip("/")
        if path.startswith("/vendor/") and file.is_file():
            return 200, mimetypes.guess_type(path)[0] or "application/octet-stream", file.read_bytes()
        return 404, "text/plain", b"nothing here"


@contextmanager
def serving() -> Iterator[Site]:
    """A server on a free port that answers for every ``<world>.localhost``."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.heard.append((self.command, self.headers["host"], self.path))
            self.rfile.read(int(self.headers.get("content-length") or 0))
            status, kind, body = site.answer(self.path.partition("?")[0])
            self.send_response(status)
            self.send_header("content-type", kind)
            self.send_header("x-request-id", f"r{len(site.heard)}")
            self.send_header("set-cookie", "session=secret-cookie")
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
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
