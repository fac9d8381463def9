"""A small site, the embedded browser, a runtime and the gyms: made once, ended cleanly."""

import concurrent.futures
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.stage import Site, embedded_host, running, serving
from workbench.session.browser import DialogEvent, HostListener, PageHandle, Refusal
from workbench.session.embedded import EmbeddedHost
from workbench.session.gym_process import GymProcess
from workbench.session.runtime import Runtime

T = TypeVar("T")


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture(scope="session")
def failures() -> list[BaseException]:
    """What failed in the background."""
    return []


@pytest.fixture(scope="session")
def runtime(qapp: QApplication, failures: list[BaseException]) -> Iterator[Runtime]:
    with running(failures.append, "test-runtime") as runtime:
        yield runtime


@pytest.fixture(scope="session")
def host(runtime: Runtime) -> Iterator[EmbeddedHost]:
    """One embedded browser for all tests, as in the window."""
    with embedded_host(runtime) as host:
        yield host


@pytest.fixture
def wait(runtime: Runtime, qtbot: QtBot, failures: list[BaseException]) -> Iterator[Callable[..., Any]]:
    """Run a coroutine on the runtime while the window's thread goes on; returns its result."""
    failures.clear()

    def wait(work: Coroutine[Any, Any, T], seconds: float = 120.0) -> T:
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
