"""A desk to try the page script at: pages of our own in the embedded browser, real Qt mouse and keys."""

import json
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Locator, Page
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.pointer import drag, move_to
from tests.stage import RESOURCES, Site, embedded_host, running, serving
from workbench.capture.events import ConsoleHeard, InputHeard, RawEvent
from workbench.capture.wire import action_of, parse
from workbench.domain.actions import PageAction
from workbench.session.browser import HostListener, OpenRequest, PageHandle, accept_dialogs
from workbench.session.embedded import EmbeddedHost
from workbench.session.runtime import Runtime

SCRIPT = (RESOURCES / "page" / "input.js").read_text()
LEFT = Qt.MouseButton.LeftButton
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
FAR_FROM_OTHER_CLICKS = 1_000_000


class Desk:
    """One open page with the script in it. Changes with what is done at it and what is heard from it."""

    def __init__(self, host: EmbeddedHost, runtime: Runtime, qtbot: QtBot, site: Site) -> None:
        self.host, self._runtime, self._qtbot, self.site = host, runtime, qtbot, site
        self.events: list[RawEvent] = []
        self.tabs: dict[str, PageHandle] = {}

    def wait(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Run on the runtime while the window goes on."""
        future = self._runtime.submit(work)
        self._qtbot.waitUntil(future.done, timeout=60_000)
        return future.result()

    def open(self, html: str, *, script: str = SCRIPT, path: str = "/", before: tuple[str, ...] = ()) -> None:
        """Show this page, under a line of text: Chromium takes no input for a page before something is to be read."""
        self.site.pages[path] = f"<!doctype html><title>Fixture</title><body><p>Fixture</p>{html}"
        listener = HostListener(
            on_page=self._came,
            on_shown=lambda _: None,
            on_closed=lambda _: None,
            on_message=lambda page, text: self.events.extend(parse(json.loads(text), page, 0.0)),
            on_dialog=lambda _: None,
            on_refused=lambda _: None,
            on_lost=lambda _: None,
        )

        async def story() -> None:
            handle = await self.host.open(OpenRequest(self.site.origin(), (*before, script)), listener)
            await handle.page.goto(self.site.origin() + path)

        self.wait(story())
        self.settle()

    async def _came(self, handle: PageHandle) -> None:
        self.tabs[handle.id] = handle

    def choose_files(self, where: str, *files: Path) -> None:
        """As the browser's own file chooser does it."""
        session = self.tabs["t1"].session

        async def choose() -> None:
            found = await session.send("Runtime.evaluate", {"expression": f"document.querySelector({where!r})"})
            chosen = {"objectId": found["result"]["objectId"], "files": [str(file) for file in files]}
            await session.send("DOM.setFileInputFiles", chosen)

        self.wait(choose())
        self.settle()

    @property
    def page(self) -> Page:
        return self.tabs["t1"].page

    @property
    def surface(self) -> QWidget:
        """What takes the mouse and the keys."""
        view = self.host.view("t1")
        assert view is not None
        proxy = view.focusProxy()
        assert proxy is not None
        return proxy

    def evaluate(self, script: str) -> Any:
        return self.wait(self.page.evaluate(script))

    def point(self, where: str | Locator, dx: float | None = None, dy: float | None = None) -> QPoint:
        """The middle of an element, or a place in it, in the view's pixels."""

        async def box() -> Any:
            locator = self.page.locator(where) if isinstance(where, str) else where
            return await locator.bounding_box()

        found = self.wait(box())
        assert found is not None, f"{where} can't be seen"
        x = found["x"] + (found["width"] / 2 if dx is None else dx)
        y = found["y"] + (found["height"] / 2 if dy is None else dy)
        return QPoint(int(x), int(y))

    def click(self, where: str | Locator, button: Qt.MouseButton = LEFT, **at: float) -> None:
        self.click_at(self.point(where, **at), button)

    def click_at(self, point: QPoint, button: Qt.MouseButton = LEFT, *, settle: bool = True) -> None:
        """Click there; a click that brings another tab to the front leaves no drawing to wait for."""
        move_to(self.surface, point)
        QTest.mouseClick(self.surface, button, NO_MODIFIER, point)
        if settle:
            self.settle()

    def double_click(self, where: str) -> None:
        """As a window system tells it: pressed, let go, pressed again within the interval, let go."""
        point = QPointF(self.point(where))
        parts = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease)
        for moment, kind in enumerate((*parts, QEvent.Type.MouseButtonDblClick, parts[1])):
            held = Qt.MouseButton.NoButton if kind == parts[1] else LEFT
            event = QMouseEvent(kind, point, self.surface.mapToGlobal(point), LEFT, held, NO_MODIFIER)
            event.setTimestamp(FAR_FROM_OTHER_CLICKS + moment * 40)
            QApplication.sendEvent(self.surface, event)
        self.settle()

    def drag(self, source: QPoint, target: QPoint) -> None:
        drag(self.surface, source, target)
        self.settle()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.surface, text)
        self.settle()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        QTest.keyClick(self.surface, key, modifiers)
        self.settle()

    def wheel(self, where: str, down: int) -> None:
        """Turn the wheel by so many pixels."""
        point = QPointF(self.point(where))
        turned = QWheelEvent(
            point,
            self.surface.mapToGlobal(point),
            QPoint(0, -down),
            QPoint(0, -down),
            Qt.MouseButton.NoButton,
            NO_MODIFIER,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(self.surface, turned)

    def settle(self) -> None:
        """Until the page had its events, drew twice and told us of it, all on the channel that messages come by."""
        drawn = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"
        asked = {"expression": drawn, "awaitPromise": True}

        async def ask() -> None:
            await self.tabs["t1"].session.send("Runtime.evaluate", asked)

        self.wait(ask())

    @property
    def actions(self) -> list[PageAction]:
        """What was done, by what the script said; each keystroke its own."""
        assert not [event for event in self.events if isinstance(event, ConsoleHeard)], self.events
        heard = [event.message for event in self.events if isinstance(event, InputHeard)]
        return [action for message in heard if (action := action_of(message)) is not None]

    def until(self, condition: Callable[[], object]) -> None:
        self._qtbot.waitUntil(lambda: bool(condition()), timeout=30_000)


@pytest.fixture(scope="session")
def capture_runtime(qapp: QApplication) -> Iterator[Runtime]:
    failures: list[BaseException] = []
    with running(failures.append, "capture-tests") as runtime:
        yield runtime
    assert not failures


@pytest.fixture(scope="session")
def embedded(capture_runtime: Runtime) -> Iterator[EmbeddedHost]:
    with embedded_host(capture_runtime) as host:
        host.answer_dialogs(accept_dialogs)
        host.widget.resize(900, 700)
        host.widget.show()
        yield host


@pytest.fixture
def desk(embedded: EmbeddedHost, capture_runtime: Runtime, qtbot: QtBot) -> Iterator[Desk]:
    with serving() as site:
        desk = Desk(embedded, capture_runtime, qtbot, site)
        yield desk
        desk.wait(embedded.close())
