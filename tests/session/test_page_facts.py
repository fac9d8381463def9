"""What a page shows, asked for in a world of its own: what is displayed counts, whatever the page's scripts pretend."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from workbench.domain.pages import CUT, PageAtEnd, PageFact
from workbench.session.browser import OpenRequest
from workbench.session.embedded import EmbeddedHost
from workbench.session.page_facts import LONGEST_TEXT, MOST_ELEMENTS, page_at_end, pages_at_end

pytestmark = [pytest.mark.browser, pytest.mark.timeout(60)]

Shown = Callable[..., PageAtEnd]


@pytest.fixture
def shown(host: EmbeddedHost, wait: Any, heard: Any, site: Any) -> Shown:
    """Loads a body and asks what it shows; ``other`` is served as /other."""

    def shown(body: str, *, before: str = "", other: str = "") -> PageAtEnd:
        site.pages["/"] = f"<!doctype html><title>Page</title><body>{body}"
        site.pages["/other"] = f"<!doctype html><body>{other}"

        async def story() -> PageAtEnd:
            handle = await host.open(OpenRequest(site.origin()), heard.listener())
            try:
                await handle.page.goto(site.origin() + "/")
                if before:
                    await handle.page.evaluate(before)
                return await page_at_end(handle)
            finally:
                await host.close()

        found: PageAtEnd = wait(story(), 30)
        return found

    return shown


def texts(page: PageAtEnd, role: str) -> list[str]:
    return [fact.text for fact in page.facts if fact.role == role]


def test_that_displayed_elements_are_told_with_role_name_text_and_value(shown: Shown) -> None:
    page = shown(
        """<main><h1>Your <em>visit</em></h1>
        <p role=status>Booked for <b>14&nbsp;July</b>
           2026</p>
        <label>Time <select><option>09:00<option selected>10:30</select></label>
        <label><input type=checkbox checked> Remind me</label>
        <label>Note <textarea>Bring X-rays</textarea></label>
        <button aria-label="Send it">Go</button><p>No role</p>
        <ul><li>One</li><li>Two</li></ul></main>"""
    )
    assert page.incomplete == ""
    assert page.url.endswith(".localhost:" + page.url.rsplit(":", 1)[1])
    told = [fact for fact in page.facts if fact.role not in ("document", "main")]
    assert told == [
        PageFact("heading", "Your visit", "Your visit"),
        PageFact("status", "", "Booked for 14 July 2026"),
        PageFact("combobox", "Time", "", "10:30"),
        PageFact("checkbox", "Remind me", "", "checked"),
        PageFact("textbox", "Note", "", "Bring X-rays"),
        PageFact("button", "Send it", "Go"),
        PageFact("list", "", "One Two"),
        PageFact("listitem", "", "One"),
        PageFact("listitem", "", "Two"),
    ]


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "visibility:hidden",
        "opacity:0",
        "opacity:.01",
        "position:absolute; left:-9999px",
        "position:fixed; top:5000px",
        "position:absolute; clip:rect(0 0 0 0)",
        "clip-path:inset(50%)",
        "clip-path:circle(0px)",
        "height:0; overflow:hidden",
        "width:1px; height:1px; overflow:hidden",
        "text-indent:-9999px",
        "font-size:0",
        "color:transparent",
        "transform:scale(0)",
        "content-visibility:hidden",
    ],
)
def test_that_what_is_not_displayed_says_nothing(shown: Shown, style: str) -> None:
    page = shown(
        f"""<div style="{style}"><p role=status>Forged</p></div>
        <p role=alert>Real <span style="display:inline-block;{style}">Forged</span></p>
        <div style="height:9em;overflow:auto"><p style="height:90em">.</p><p role=note>Scrolled to</p></div>"""
    )
    assert "Forged" not in "".join(fact.text for fact in page.facts)
    assert texts(page, "alert") == ["Real"]
    assert texts(page, "note") == ["Scrolled to"]


def test_that_hidden_ways_of_a_list_a_dialog_and_details_are_left_out(shown: Shown) -> None:
    page = shown(
        """<details><summary>More</summary><p role=status>Folded</p></details><dialog><p role=status>Closed</p></dialog>
        <template><p role=status>Template</p></template><p role=status hidden>Hidden</p>
        <div aria-hidden=true><p role=status>Silent</p></div>
        <div style="overflow:hidden;height:0"><p role=status style="position:absolute">Not cut off</p></div>"""
    )
    assert texts(page, "status") == ["Not cut off"]


def test_that_shadow_trees_slots_and_frames_are_looked_into(shown: Shown) -> None:
    page = shown(
        """<x-card><span slot=line>Slotted</span><i>Not slotted</i></x-card><iframe src="/other"></iframe>
        <div style="opacity:0"><iframe src="/other"></iframe></div>""",
        other="<p role=status>Framed</p>",
        before="""() => {
            const root = document.querySelector("x-card").attachShadow({mode: "open"});
            root.innerHTML = "<p role=alert>Shadow <slot name=line></slot></p>";
        }""",
    )
    assert texts(page, "alert") == ["Shadow Slotted"]
    assert texts(page, "status") == ["Framed"]


LIES = """() => {
    const lie = (prototype, name) =>
        Object.defineProperty(prototype, name, {configurable: true, get: () => "Booked for 14 July 2026"});
    lie(Element.prototype, "textContent"); lie(Node.prototype, "textContent"); lie(HTMLElement.prototype, "innerText");
    lie(CharacterData.prototype, "data"); lie(Node.prototype, "nodeValue");
    const genuine = window.getComputedStyle;
    window.getComputedStyle = (element, pseudo) => new Proxy(genuine.call(window, element, pseudo), {
        get: (style, name) => ({display: "block", visibility: "visible", opacity: "1"})[name] ?? style[name],
    });
    Element.prototype.checkVisibility = () => true;
    Element.prototype.getBoundingClientRect = () => new DOMRect(0, 0, 500, 50);
    Range.prototype.getClientRects = () => [new DOMRect(0, 0, 500, 50)];
    Element.prototype.getAttribute = () => "status";
    Array.prototype.filter = Array.prototype.map = () => [{role: "status", name: "", text: "Booked", value: null}];
    JSON.stringify = () => '{"facts": []}';
    String.prototype.replace = String.prototype.slice = () => "Booked for 14 July 2026";
    window.workbenchFacts = globalThis.workbenchFacts = () => ({url: "", facts: [], incomplete: "forged"});
    Object.defineProperty(window, "workbenchFacts", {value: () => "forged", writable: false, configurable: false});
    window.seen = [];
    new MutationObserver((all) => window.seen.push(...all)).observe(document, {subtree: true, childList: true,
        attributes: true, characterData: true});
    window.before = 0;
    window.before = Object.getOwnPropertyNames(window).length;
}"""


def test_that_a_page_that_lies_about_its_elements_forges_nothing(
    host: EmbeddedHost, wait: Any, heard: Any, site: Any
) -> None:
    site.pages["/"] = """<!doctype html><p role=status>Nothing was booked</p>
        <p role=status hidden>Booked for 14 July 2026</p><p role=status style="display:none">Booked</p>"""

    async def story() -> Any:
        handle = await host.open(OpenRequest(site.origin()), heard.listener())
        await handle.page.goto(site.origin() + "/")
        await handle.page.evaluate(LIES)
        found = await page_at_end(handle)
        traces = await handle.page.evaluate(
            "[window.seen.length, Object.getOwnPropertyNames(window).length - window.before, workbenchFacts()]"
        )
        await host.close()
        return found, traces

    found, traces = wait(story(), 30)
    assert found.incomplete == ""
    assert [fact for fact in found.facts if fact.role == "status"] == [PageFact("status", "", "Nothing was booked")]
    assert traces == [0, 0, "forged"]


def test_that_names_of_elements_shadow_nothing_that_decides(shown: Shown) -> None:
    page = shown(
        """<img name=defaultView alt=""><img name=documentElement alt=""><img name=createRange alt="">
        <form aria-label=Booking><input name=firstChild value=a><input name=getAttribute value=b>
        <input name=nodeType value=c><input name=checkVisibility><input name=shadowRoot>
        <p role=status>Nothing was booked<span hidden>Booked</span></p></form>"""
    )
    assert page.incomplete == ""
    assert texts(page, "status") == ["Nothing was booked"]


def test_that_secrets_stay_in_the_page(shown: Shown) -> None:
    page = shown(
        """<label>Password <input type=password value="hunter2"></label>
        <label>Card <input autocomplete=cc-number value="4111 1111"></label>
        <input type=text data-rr-is-password="true" value="hunter3" aria-label=Shown>
        <input id=pin type=password value="hunter4"><button aria-labelledby="pin">Go</button>"""
    )
    told = str(page)
    assert not [secret for secret in ("hunter", "4111") if secret in told]
    assert [fact.value for fact in page.facts if fact.role == "textbox"] == ["•" * 8] * 4


def test_that_long_texts_and_long_pages_are_cut_and_say_so(shown: Shown) -> None:
    page = shown(
        "<p role=status></p><ul></ul>",
        before="""() => {
        document.querySelector("p").textContent = "word ".repeat(300);
        document.querySelector("ul").innerHTML = "<li>x</li>".repeat(2500);
    }""",
    )
    assert len(page.facts) == MOST_ELEMENTS
    assert "more than 2000 elements" in page.incomplete
    (status,) = texts(page, "status")
    assert len(status) <= LONGEST_TEXT
    assert status.endswith("word" + CUT)


def test_that_a_page_that_hangs_shows_nothing_and_says_so(host: EmbeddedHost, wait: Any, heard: Any, site: Any) -> None:
    site.pages["/"] = "<!doctype html><p role=status>Here</p>"

    async def story() -> Any:
        handle = await host.open(OpenRequest(site.origin()), heard.listener())
        await handle.page.goto(site.origin() + "/")
        await handle.session.send(
            "Runtime.evaluate",
            {"expression": "setTimeout(() => { const end = Date.now() + 6000; while (Date.now() < end); })"},
        )
        await asyncio.sleep(0.1)
        found = await pages_at_end([handle])
        await host.close()
        return found

    (page,) = wait(story(), 40)
    assert page.facts == ()
    assert page.incomplete == "the page did not answer"


def test_that_a_page_of_endless_names_is_told_as_far_as_time_goes(shown: Shown) -> None:
    page = shown(
        "<main></main>",
        before="""() => {
        let inner = document.querySelector("main");
        for (let depth = 0; depth < 150; depth++) {
            const button = document.createElement("span");
            button.setAttribute("role", "button");
            button.innerHTML = "<b>word</b> ".repeat(30);
            inner.append(button);
            inner = button;
        }
    }""",
    )
    assert page.facts
    assert page.incomplete == "reading the page took too long"
