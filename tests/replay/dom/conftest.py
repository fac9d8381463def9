"""A real engine to record in and to rebuild in."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page, Route, sync_playwright

from tests.stage import environment
from workbench.domain.steps import DomEvent
from workbench.replay.dom.canonical import canonical, first_difference
from workbench.replay.dom.tape import DomTape
from workbench.session.page_scripts import BINDING, compose, strip_token

ROOT = Path(__file__).parents[3]
RESOURCES = ROOT / "resources" / "page"
ORIGIN = "http://clinic.test"
TOKEN = "token-of-the-tests"


class Recorded:
    """A page under record: what dom.js sent, folded on demand."""

    def __init__(self, page: Page, session: CDPSession, rebuilt: Page) -> None:
        self.page = page
        self.rebuilt = rebuilt
        self.messages: list[dict[str, Any]] = []
        self.events: list[DomEvent] = []
        self.truths: list[tuple[int, dict[str, Any]]] = []
        self._pages: dict[str, str] = {}
        session.on("Runtime.bindingCalled", self._heard)
        session.send("Runtime.enable")
        session.send("Runtime.addBinding", {"name": BINDING})
        script = compose([(RESOURCES / "dom.js").read_text()], TOKEN)
        session.send("Page.enable")
        session.send("Emulation.setFocusEmulationEnabled", {"enabled": True})  # no window manager gives the focus here
        self._script = session.send("Page.addScriptToEvaluateOnNewDocument", {"source": script})["identifier"]
        page.route(f"{ORIGIN}/**", self._serve)

    def stop(self, session: CDPSession) -> None:
        session.send("Page.removeScriptToEvaluateOnNewDocument", {"identifier": self._script})
        self.page.unroute_all()
        self.page.goto("about:blank")
        session.detach()

    def _heard(self, event: dict[str, Any]) -> None:
        text = strip_token(event["payload"], TOKEN) if event["name"] == BINDING else None
        if text is None:
            return
        message = json.loads(text)
        assert message["type"] != "broken", message
        self.messages.append(message)
        for each in message.get("events", []) if message["type"] == "dom" else []:
            self.events.append(DomEvent(message["at"], "t1", each))
        if message["type"] == "truth":
            self.truths.append((len(self.events), message))

    def _serve(self, route: Route) -> None:
        path = route.request.url.removeprefix(ORIGIN).split("?")[0]
        kind = "text/css" if path.endswith(".css") else "text/javascript" if path.endswith(".js") else "text/html"
        known = path in self._pages
        route.fulfill(status=200 if known else 404, content_type=kind, body=self._pages.get(path, ""))

    def open(self, html: str, path: str = "/", **others: str) -> None:
        """Load a page; ``others`` are served beside it, ``style_css`` as ``/style.css``."""
        self.serve(path, html)
        for name, text in others.items():
            self.serve("/" + name.replace("_", "."), text)
        self.page.goto(ORIGIN + path)

    def serve(self, path: str, text: str) -> None:
        self._pages[path] = text

    def rest(self) -> dict[str, Any]:
        """Wait for the truth of the page as it is now."""
        before = len(self.truths)
        self.page.evaluate("dispatchEvent(new Event('popstate'))")  # an activity that changes nothing
        self.until(lambda: len(self.truths) > before)
        return self.truths[-1][1]

    def until(self, true: Callable[[], bool]) -> None:
        for _ in range(2400):
            if true():
                return
            self.page.evaluate("new Promise((done) => setTimeout(done, 25))")
        raise AssertionError("waited a minute in vain")

    @property
    def tape(self) -> DomTape:
        return DomTape(self.events, "t1")

    def check(self) -> str:
        """The live page, the fold and the rebuilt page have one canonical text; gives it."""
        truth = self.rest()
        count = self.truths[-1][0]
        document = self.tape.at(count)
        folded = canonical(document)
        assert first_difference(truth["text"], folded) is None, f"folded: {first_difference(truth['text'], folded)}"
        shown = self.show(document.snapshot())
        assert first_difference(truth["text"], shown) is None, f"rebuilt: {first_difference(truth['text'], shown)}"
        return folded

    def show(self, snapshot: dict[str, Any], highlight: tuple[int, ...] = ()) -> str:
        """Rebuild, and read back."""
        self.rebuilt.evaluate("([page, ids]) => workbenchShow(page, ids)", [json.dumps(snapshot), list(highlight)])
        text: str = self.rebuilt.evaluate("workbenchCanonical()")
        return text


@pytest.fixture(scope="module")
def engine() -> Iterator[tuple[Browser, list[str]]]:
    """Not for longer than a file: while Playwright's own loop is open no other can run on this thread."""
    command = [sys.executable, str(Path(__file__).with_name("engine.py")), (RESOURCES / "rebuild.html").as_uri()]
    with subprocess.Popen(
        command, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        told = json.loads(process.stdout.readline())
        with sync_playwright() as playwright:
            browser = playwright.chromium.connect_over_cdp(f"http://{told['address']}", no_defaults=True)
            yield browser, told["targets"]
            browser.close()
        process.stdin.close()
        process.wait(60)


@pytest.fixture
def recorded(engine: tuple[Browser, list[str]]) -> Iterator[Recorded]:
    browser, targets = engine
    context = browser.contexts[0]
    found: dict[str, tuple[Page, CDPSession]] = {}
    for page in context.pages:
        session = context.new_cdp_session(page)
        found[session.send("Target.getTargetInfo")["targetInfo"]["targetId"]] = (page, session)
    page, session = found[targets[0]]
    recording = Recorded(page, session, found[targets[1]][0])
    yield recording
    recording.stop(session)
