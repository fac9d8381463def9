"""Pointing at elements of a live page: the embedded browser, a real mouse, the real clinic; and what is recorded."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.pointer import move_to
from workbench.archive.reader import open_episode, read_blob
from workbench.domain.picking import Picked
from workbench.replay.dom.fidelity import FidelityCheck
from workbench.session import messages
from workbench.session.browser import OpenRequest
from workbench.session.embedded import EmbeddedHost
from workbench.session.failures import WrongMoment
from workbench.session.folders import Folders
from workbench.session.gym_process import GymProcess
from workbench.session.messages import ElementPicked, PickingEnded, PickingStarted, SittingMessage, TaskRequest
from workbench.session.picking import Picker
from workbench.session.sitting import Sitting

pytestmark = pytest.mark.browser

SPECS = Path(__file__).parents[2] / "specs"
TASK = TaskRequest("clinic/book_visit", seed=3, actor="test")
Wait = Callable[..., Any]
EVENTS = ["pointerover", "pointermove", "pointerdown", "mousedown", "pointerup", "mouseup", "click", "keydown", "keyup"]
PAGE = f"""<title>Front</title><h1>Front</h1><button id=b>Press me</button>
<ul><li>Ada <b id=day>14 July</b></li><li>Ben <b>15 July</b></li></ul>
<input type=password id=secret value=hunter2>
<iframe id=frame src=/inside style="width:300px;height:90px"></iframe>
<button id=pop onclick="window.open('/second')">Open</button>
<script>window.heard = []; for (const kind of {EVENTS}) addEventListener(kind, (e) => heard.push(e.type), true);
new MutationObserver((all) => heard.push(...all.map(() => 'mutation'))).observe(
  document, {{subtree: true, childList: true, attributes: true}});</script>"""
MIDDLE = "([s, f]) => { const d = f ? document.querySelector(f).contentDocument : document; "
MIDDLE += "const b = d.querySelector(s).getBoundingClientRect(), o = f ? document.querySelector(f) : null, "
MIDDLE += "r = o ? o.getBoundingClientRect() : {x: 0, y: 0}; "
MIDDLE += (
    "return [b.x + b.width / 2 + r.x + (o ? o.clientLeft : 0), b.y + b.height / 2 + r.y + (o ? o.clientTop : 0)]; }"
)


class Round:
    """One round of picking in a site of our own."""

    def __init__(self, host: EmbeddedHost, wait: Wait, qtbot: QtBot) -> None:
        self.host, self.wait, self.qtbot = host, wait, qtbot
        self.found: list[Picked] = []
        self.ended = 0
        self.failures: list[BaseException] = []
        self.picker = Picker(self._hear, self._end, self.failures.append)

    async def _hear(self, picked: Picked) -> None:
        self.found.append(picked)

    async def _end(self) -> None:
        await self.host.hold_keys(None)
        self.ended += 1

    def begin(self, handles: list[Any]) -> None:
        async def story() -> None:
            await self.host.hold_keys(self.picker.cancel)
            await self.picker.start(handles)

        self.wait(story())

    def surface(self, page: str = "t1") -> QWidget:
        view = self.host.view(page)
        assert view is not None
        surface = view.focusProxy()
        assert surface is not None
        return surface

    def hover(self, handle: Any, css: str, frame: str = "") -> QPoint:
        x, y = self.wait(handle.page.evaluate(MIDDLE, [css, frame]))
        where = QPoint(round(x), round(y))
        move_to(self.surface(handle.id), where - QPoint(2, 1))
        move_to(self.surface(handle.id), where)
        return where

    def point(self, handle: Any, css: str, frame: str = "") -> None:
        where = self.hover(handle, css, frame)
        no_key = Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(self.surface(handle.id), Qt.MouseButton.LeftButton, no_key, where)

    def picked(self) -> Picked:
        self.qtbot.waitUntil(lambda: bool(self.found) or bool(self.failures), timeout=60_000)
        assert not self.failures, self.failures
        return self.found[-1]


@pytest.fixture
def pointing(host: EmbeddedHost, wait: Wait, qtbot: QtBot) -> Round:
    return Round(host, wait, qtbot)


@pytest.fixture
def handle(host: EmbeddedHost, wait: Wait, heard: Any, site: Any) -> Any:
    site.pages.update({"/": PAGE, "/inside": "<dl><dt>Total</dt><dd>1,250.00</dd></dl>", "/second": PAGE})

    async def story() -> Any:
        handle = await host.open(OpenRequest(site.origin()), heard.listener())
        await handle.page.goto(site.origin() + "/")
        return handle

    yield wait(story())
    wait(host.close())


def test_that_the_page_hears_nothing_of_being_pointed_at(pointing: Round, handle: Any) -> None:
    pointing.begin([handle])
    pointing.hover(handle, "#b")
    assert pointing.surface().cursor().shape() == Qt.CursorShape.CrossCursor
    pointing.point(handle, "#b")
    picked = pointing.picked()
    assert pointing.wait(handle.page.evaluate("heard")) == []
    assert (picked.target.role, picked.target.name, picked.target.tag) == ("button", "Press me", "button")
    assert picked.target.locators[0].strategy == "role"
    assert picked.target.locators[0].unique
    assert picked.matches[0] == 1
    assert picked.page == "t1"


def test_that_the_mouse_is_the_pages_again_after_one_element(pointing: Round, handle: Any, qtbot: QtBot) -> None:
    pointing.begin([handle])
    pointing.point(handle, "#b")
    pointing.picked()
    qtbot.waitUntil(lambda: pointing.ended == 1, timeout=10_000)
    assert pointing.surface().cursor().shape() != Qt.CursorShape.CrossCursor
    pointing.point(handle, "#b")
    assert "click" in pointing.wait(_until(handle, "heard.includes('click') && heard"))


def test_that_escape_ends_it_and_no_key_reaches_the_page(pointing: Round, handle: Any, qtbot: QtBot) -> None:
    pointing.begin([handle])
    QTest.keyClicks(pointing.surface(), "abc")
    QTest.keyPress(pointing.surface(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: pointing.ended == 1, timeout=10_000)
    assert pointing.found == []
    assert pointing.wait(handle.page.evaluate("heard")) == []


def test_that_texts_around_it_are_told_its_own_row_first(pointing: Round, handle: Any) -> None:
    pointing.begin([handle])
    pointing.point(handle, "#day")
    picked = pointing.picked()
    assert picked.target.text == "14 July"
    assert picked.nearby[0] == "Ada 14 July"
    assert "15 July" in picked.nearby
    assert picked.enclosing[0].role == "listitem"


def test_that_an_element_in_a_frame_is_found_there(pointing: Round, handle: Any) -> None:
    pointing.begin([handle])
    pointing.point(handle, "dd", "#frame")
    picked = pointing.picked()
    assert (picked.target.role, picked.target.text) == ("definition", "1,250.00")
    assert picked.target.frame == ("#frame",)
    assert "Total" in picked.nearby
    assert 1 in picked.matches


def test_that_it_goes_on_in_the_next_document(pointing: Round, handle: Any, site: Any) -> None:
    pointing.begin([handle])
    pointing.wait(handle.page.goto(site.origin() + "/second"))
    pointing.point(handle, "#day")
    assert pointing.picked().url.endswith("/second")
    assert pointing.wait(handle.page.evaluate("heard")) == []


def test_that_a_password_is_not_told(pointing: Round, handle: Any) -> None:
    pointing.begin([handle])
    pointing.point(handle, "#secret")
    picked = pointing.picked()
    assert picked.value == "•" * 8
    assert "hunter2" not in repr(picked)


def test_that_a_window_that_opens_meanwhile_can_be_pointed_at(
    pointing: Round, handle: Any, heard: Any, qtbot: QtBot
) -> None:
    pointing.begin([handle])
    pointing.wait(handle.page.evaluate("void document.querySelector('#pop').click()"))
    qtbot.waitUntil(lambda: len(heard.pages) == 2, timeout=60_000)
    popup = heard.pages[1]
    pointing.wait(_until(popup, "document.readyState === 'complete' && !!document.querySelector('#b')"))
    pointing.wait(pointing.picker.join(popup))
    pointing.point(popup, "#b")
    assert pointing.picked().page == "t2"


async def _until(handle: Any, expression: str) -> Any:
    async with asyncio.timeout(30):
        while True:
            found = await handle.page.evaluate(expression)
            if found:
                return found
            await asyncio.sleep(0.02)


def test_that_the_record_knows_nothing_of_it_and_the_cell_behind_is_found(
    gyms: GymProcess, host: EmbeddedHost, wait: Wait, qtbot: QtBot, tmp_path: Path, pointing: Round
) -> None:
    heard: list[SittingMessage] = []
    sitting = Sitting(gyms, host, Folders(SPECS, tmp_path / "recordings", tmp_path / "drafts"), heard.append)

    def told(kind: type[Any]) -> list[Any]:
        return [message for message in heard if isinstance(message, kind)]

    async def begin() -> None:
        await sitting.open(TASK, preview=False)
        with pytest.raises(WrongMoment):
            await sitting.pick()
        await sitting.record()
        await sitting.navigate("/visits")
        await sitting.page.locator("td a").first.wait_for()
        await sitting.settled()
        await sitting.pick()

    wait(begin())
    try:
        handle = type("Tab", (), {"page": sitting.page, "id": "t1"})
        pointing.point(handle, "td a")
        qtbot.waitUntil(lambda: bool(told(ElementPicked)) or bool(told(messages.Trouble)), timeout=60_000)
        qtbot.waitUntil(lambda: bool(told(PickingEnded)), timeout=10_000)
        found: ElementPicked = told(ElementPicked)[0]
        assert [type(message) for message in heard if isinstance(message, PickingStarted | PickingEnded)] == [
            PickingStarted,
            PickingEnded,
        ]
        best = found.origins[0]
        assert (best.table, best.column, best.ambiguous) == ("visits", "date", False), found
        link = next(text for text in found.picked.nearby if text.startswith("/visits/"))
        assert link == f"/visits/{best.key[0]}"
        assert {step.action.kind for step in sitting.steps} <= {"navigate"}

        async def end() -> Path:
            await sitting.page.get_by_role("link", name="Book a visit", exact=True).first.click()
            await sitting.settled()
            await sitting.finish()
            return await sitting.save("", None)

        folder = wait(end())
    finally:
        wait(sitting.close())
    episode = open_episode(folder)
    check = FidelityCheck(episode.dom, lambda name: read_blob(folder, name))
    assert [step.action.kind for step in episode.steps] == ["navigate", "click", "done"]
    assert [check.check(step) for step in episode.steps] == [None] * len(episode.steps)
