"""The embedded browser: attached, isolated, its tabs and dialogs heard, its pages kept in their world."""

import asyncio
import contextlib
import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from workbench.session.browser import DialogReply, OpenRequest, accept_dialogs
from workbench.session.embedded import EmbeddedHost

pytestmark = pytest.mark.browser


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(60):
        while not true():  # noqa: ASYNC110 - several threads make it true
            await asyncio.sleep(0.01)


HELLO = (
    "(() => { const tell = window.__workbench; tell('hello from ' + location.pathname + ' ' + (window === top)); })();"
)
PAGE = """<title>Front</title><h1>Front</h1>
<button id=pop onclick="window.open('/second')">Open</button>
<a id=blank href="/second" target="_blank">Second</a>
<button id=ask onclick="out.textContent = String(confirm('Sure?'))">Ask</button>
<button id=prompt onclick="out.textContent = String(prompt('Name?', 'Ada'))">Prompt</button>
<button id=close onclick="window.close()">Close</button>
<p id=out></p><script>window.early = Object.getOwnPropertyNames(window).filter(n => n.includes('workbench'));
</script>"""


@pytest.fixture
def front(site: Any) -> str:
    site.pages.update({"/": PAGE, "/second": PAGE.replace("Front", "Second"), "/api/data": "{}"})
    return str(site.origin())


@contextlib.contextmanager
def when_shown(host: EmbeddedHost, act: Callable[[QMessageBox], object]) -> Iterator[None]:
    """Act once on the dialog that the page shows: it runs the event loop itself, so a timer has to look for it."""
    timer = QTimer(interval=20)

    def look() -> None:
        box = host.widget.findChild(QMessageBox, "page-confirm")
        if isinstance(box, QMessageBox) and box.isVisible():
            timer.stop()
            act(box)

    timer.timeout.connect(look)
    timer.start()
    yield
    timer.stop()


def test_that_a_page_is_attached_and_its_script_speaks_first(
    host: EmbeddedHost, wait: Any, heard: Any, front: str
) -> None:
    async def story() -> tuple[Any, Any]:
        handle = await host.open(OpenRequest(front, (HELLO,)), heard.listener())
        await handle.page.goto(front + "/")
        early = await handle.page.evaluate("window.early")
        agent = await handle.page.evaluate("navigator.userAgent + navigator.language + new Date(0).getHours()")
        await host.close()
        return early, agent

    early, agent = wait(story())
    assert ("t1", "hello from / true") in heard.messages
    assert early == []
    assert "QtWebEngine" not in agent
    assert agent.endswith("en-US0")
    assert host.version


def test_that_a_message_without_the_token_is_not_heard(host: EmbeddedHost, wait: Any, heard: Any, front: str) -> None:
    forge = """() => { const frame = document.createElement('iframe'); document.body.append(frame);
        const found = [];
        for (const place of [window, frame.contentWindow])
            for (const name of Object.getOwnPropertyNames(place))
                if (name.includes('workbench')) { found.push(name); try { place[name]('forged'); } catch {} }
        return found; }"""

    async def story() -> None:
        handle = await host.open(OpenRequest(front, (HELLO,)), heard.listener())
        await handle.page.goto(front + "/")
        await handle.page.evaluate(forge)
        await handle.page.goto(front + "/second")
        await host.close()

    wait(story())
    assert ("t1", "hello from /second true") in heard.messages
    assert not [message for message in heard.messages if "forged" in message[1]]


@pytest.mark.parametrize("opener", ["#pop", "#blank"])
def test_that_a_window_opens_as_a_tab_whose_script_speaks_first(
    host: EmbeddedHost, wait: Any, heard: Any, front: str, opener: str
) -> None:

    async def story() -> str:
        handle = await host.open(OpenRequest(front, (HELLO,)), heard.listener())
        await handle.page.goto(front + "/")
        await handle.page.click(opener)
        await until(lambda: len(heard.pages) == 2 and ("t2", "hello from /second true") in heard.messages)
        title = await heard.pages[1].page.title()
        await host.close_page("t2")
        await until(lambda: heard.closed)
        await host.close()
        return str(title)

    assert wait(story()) == "Second"
    assert [handle.opener for handle in heard.pages] == [None, "t1"]
    assert heard.shown[:2] == ["t2", "t1"] or heard.shown[-1] == "t1"
    assert heard.closed == ["t2"]


def test_that_a_window_that_closes_itself_is_a_closed_tab(
    host: EmbeddedHost, wait: Any, heard: Any, front: str
) -> None:

    async def story() -> None:
        handle = await host.open(OpenRequest(front, ()), heard.listener())
        await handle.page.goto(front + "/")
        await handle.page.click("#pop")
        await until(lambda: len(heard.pages) == 2)
        await heard.pages[1].page.wait_for_load_state()
        await heard.pages[1].page.evaluate("setTimeout(() => window.close(), 0)")
        await until(lambda: heard.closed == ["t2"])
        assert await handle.page.title() == "Front"
        await host.close()

    wait(story())


def test_that_dialogs_are_answered_by_policy_and_told(host: EmbeddedHost, wait: Any, heard: Any, front: str) -> None:
    async def story() -> list[str | None]:
        handle = await host.open(OpenRequest(front, ()), heard.listener())
        await handle.page.goto(front + "/")
        said = []
        host.answer_dialogs(accept_dialogs)
        for button in ("#ask", "#prompt"):
            await handle.page.click(button)
            said.append(await handle.page.text_content("#out"))
        host.answer_dialogs(lambda *_: DialogReply(False))
        await handle.page.click("#ask")
        said.append(await handle.page.text_content("#out"))
        host.answer_dialogs(None)
        await host.close()
        return said

    assert wait(story()) == ["true", "Ada", "false"]
    assert [(event.dialog, event.accepted) for event in heard.dialogs] == [
        ("confirm", True),
        ("prompt", True),
        ("confirm", False),
    ]


def test_that_a_person_answers_a_dialog_in_the_window(host: EmbeddedHost, wait: Any, heard: Any, front: str) -> None:
    async def story() -> str | None:
        handle = await host.open(OpenRequest(front, ()), heard.listener())
        await handle.page.goto(front + "/")
        await handle.page.click("#ask")
        return await handle.page.text_content("#out")

    with when_shown(host, lambda box: box.button(QMessageBox.StandardButton.Ok).click()):
        assert wait(story()) == "true"
    wait(host.close())


def test_that_closing_while_a_dialog_is_open_ends_it(
    host: EmbeddedHost, wait: Any, runtime: Any, qtbot: QtBot, heard: Any, front: str
) -> None:
    async def story() -> None:
        handle = await host.open(OpenRequest(front, ()), heard.listener())
        await handle.page.goto(front + "/")
        await handle.page.evaluate("setTimeout(() => confirm('Sure?'), 0)")

    closing: list[Any] = []
    with when_shown(host, lambda _: closing.append(runtime.submit(host.close()))):
        wait(story())
        qtbot.waitUntil(lambda: bool(closing) and closing[0].done())
    closing[0].result()
    qtbot.waitUntil(lambda: host.widget.findChild(QMessageBox, "page-confirm") is None)


def test_that_each_sitting_has_its_own_cookies_and_storage(
    host: EmbeddedHost, wait: Any, heard: Any, front: str
) -> None:
    async def look(write: bool) -> Any:
        handle = await host.open(OpenRequest(front, ()), heard.listener())
        await handle.page.goto(front + "/second")
        if write:
            await handle.page.evaluate("localStorage.setItem('a', 'b'); document.cookie = 'mark=1'")
        found = await handle.page.evaluate("[localStorage.getItem('a'), document.cookie.includes('mark')]")
        await host.close()
        return found

    assert wait(look(write=True)) == ["b", True]
    assert wait(look(write=False)) == [None, False]


ATTACKS = {
    "debugging port by fetch": "fetch('http://{debugging}/json').then(() => 'reached', () => 'refused')",
    "debugging port by socket": "new Promise(r => {{ const w = new WebSocket('ws://{debugging}/devtools/browser');"
    " w.onopen = () => r('reached'); w.onerror = () => r('refused') }})",
    "debugging port by image": "new Promise(r => {{ const i = new Image(); i.onload = () => r('reached');"
    " i.onerror = () => r('refused'); i.src = 'http://{debugging}/favicon.ico' }})",
    "debugging port by name": "fetch('http://localhost:{port}/json').then(() => 'reached', () => 'refused')",
    "debugging port through own host": "fetch('http://w1.localhost:{port}/json', {{mode: 'no-cors'}})"
    ".then(() => 'reached', () => 'refused')",
    "another world": "fetch('{other}/api/data', {{mode: 'no-cors'}}).then(() => 'reached', () => 'refused')",
    "another world by worker": "new Promise(r => {{ const w = new Worker(URL.createObjectURL(new Blob([`fetch('{other}"
    "/api/data', {{mode: 'no-cors'}}).then(() => postMessage('reached'), () => postMessage('refused'))`])));"
    " w.onmessage = e => r(e.data); w.onerror = () => r('refused') }})",
    "a file": "fetch('file:///etc/passwd').then(() => 'reached', () => 'refused')",
    "an external host": "fetch('http://198.51.100.7/', {{mode: 'no-cors'}}).then(() => 'reached', () => 'refused')",
    "a bare loopback": "fetch('http://127.0.0.1:{own}/api/data', {{mode: 'no-cors'}})"
    ".then(() => 'reached', () => 'refused')",
}


def test_that_page_script_reaches_nothing_outside_its_world(
    host: EmbeddedHost, wait: Any, heard: Any, site: Any, front: str
) -> None:
    debugging = os.environ["QTWEBENGINE_REMOTE_DEBUGGING"]
    places = {
        "debugging": debugging,
        "port": debugging.rpartition(":")[2],
        "other": site.origin("w2"),
        "own": site.port,
    }

    async def story() -> dict[str, str]:
        handle = await host.open(OpenRequest(front, ()), heard.listener())
        await handle.page.goto(front + "/")
        return {name: await handle.page.evaluate(attack.format(**places)) for name, attack in ATTACKS.items()}

    assert set(wait(story()).items()) == {(name, "refused") for name in ATTACKS}
    wait(host.close())
    assert {host_header for _, host_header, _ in site.heard} == {f"w1.localhost:{site.port}"}
    assert {refusal.what for refusal in heard.refused} >= {"request", "websocket"}


def test_that_frames_pings_and_navigation_stay_in_the_world(
    host: EmbeddedHost, wait: Any, heard: Any, site: Any, front: str
) -> None:
    attack = """other => new Promise(done => {
        navigator.sendBeacon(other + '/beacon', 'x');
        const frame = document.createElement('iframe'); frame.src = other + '/frame'; document.body.append(frame);
        const link = document.createElement('link'); link.rel = 'stylesheet'; link.href = other + '/style.css';
        document.head.append(link);
        const form = document.createElement('form'); form.action = other + '/form'; form.method = 'post';
        form.target = 'elsewhere'; document.body.append(form); form.submit();
        setTimeout(() => { location.href = other + '/gone'; setTimeout(done, 200); }, 200);
    })"""

    async def story() -> str:
        handle = await host.open(OpenRequest(front, ()), heard.listener())
        await handle.page.goto(front + "/")
        await handle.page.evaluate(attack, site.origin("w2"))
        url = handle.page.url
        await host.close()
        return str(url)

    assert wait(story()) == front + "/"
    assert not [path for _, host_header, path in site.heard if not host_header.startswith("w1.")]


def test_that_a_download_is_refused_and_told(host: EmbeddedHost, wait: Any, heard: Any, front: str) -> None:

    async def story() -> None:
        handle = await host.open(OpenRequest(front, ()), heard.listener())
        await handle.page.goto(front + "/")
        await handle.page.evaluate(
            "const a = document.createElement('a'); a.href = '/api/data'; a.download = 'data.json'; a.click()"
        )
        await until(lambda: any(refusal.what == "download" for refusal in heard.refused))
        await host.close()

    wait(story())


def test_that_twenty_sittings_in_a_row_leave_nothing_behind(
    host: EmbeddedHost, wait: Any, heard: Any, front: str
) -> None:
    async def story() -> int:
        for _ in range(20):
            handle = await host.open(OpenRequest(front, (HELLO,)), heard.listener())
            await handle.page.goto(front + "/")
            await host.close()
        handle = await host.open(OpenRequest(front, ()), heard.listener())
        left = len(handle.page.context.pages)
        await host.close()
        return left

    assert wait(story()) == 1
