"""A launched Chromium behind the same protocol. Skipped where none is installed."""

import asyncio
import shutil
from typing import Any

import pytest

from workbench.session.browser import DialogReply, OpenRequest
from workbench.session.chromium import ChromiumHost
from workbench.session.failures import BrowserTrouble
from workbench.session.runtime import Runtime

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no chromium or google-chrome on the path")

HELLO = "const tell = window.__workbench; tell('hello from ' + location.pathname);"
PAGE = """<title>Front</title><button id=pop onclick="window.open('/second')">Open</button>
<button id=ask onclick="out.textContent = String(confirm('Sure?'))">Ask</button><p id=out></p>"""


@pytest.mark.browser
@needs_chromium
def test_that_the_seam_attaches_hears_tabs_dialogs_and_refusals(site: Any, heard: Any) -> None:
    site.pages.update({"/": PAGE, "/second": "<title>Second</title>", "/api/data": "{}"})

    async def story(host: ChromiumHost) -> tuple[Any, Any, str]:
        handle = await host.open(OpenRequest(site.origin(), (HELLO,)), heard.listener())
        await handle.page.goto(site.origin() + "/")
        host.answer_dialogs(lambda *_: DialogReply(False))
        await handle.page.click("#ask")
        said = await handle.page.text_content("#out")
        other = await handle.page.evaluate(
            "url => fetch(url, {mode: 'no-cors'}).then(() => 'reached', () => 'refused')",
            site.origin("w2") + "/api/data",
        )
        await handle.page.click("#pop")
        async with asyncio.timeout(60):
            while len(heard.pages) < 2:  # noqa: ASYNC110 - told by the browser
                await asyncio.sleep(0.01)
        await host.close_page("t2")
        async with asyncio.timeout(60):
            while not heard.closed:  # noqa: ASYNC110 - told by the browser
                await asyncio.sleep(0.01)
        await host.close()
        return said, other, host.version

    host = ChromiumHost(CHROMIUM or "")
    with Runtime() as runtime:
        runtime.at_stop(host.shutdown)
        said, other, version = runtime.call(story(host), 60)
    assert (said, other) == ("false", "refused")
    assert version
    assert ("t1", "hello from /") in heard.messages
    assert [event.dialog for event in heard.dialogs] == ["confirm"]
    assert [handle.opener for handle in heard.pages] == [None, "t1"]
    assert {refusal.what for refusal in heard.refused} == {"request"}
    assert {host_header for _, host_header, _ in site.heard} == {f"w1.localhost:{site.port}"}


def test_that_a_browser_that_is_not_there_is_a_problem(heard: Any) -> None:
    host = ChromiumHost("/nowhere/chromium")

    async def story() -> None:
        try:
            with pytest.raises(BrowserTrouble):
                await host.open(OpenRequest("http://w1.localhost:1"), heard.listener())
        finally:
            await host.shutdown()

    with Runtime() as runtime:
        runtime.call(story(), 30)
