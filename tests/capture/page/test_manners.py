"""The page script is a guest: the page can't tell that it is there, and it costs little."""

import json
import statistics
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from workbench.capture.events import ConsoleHeard, TimingHeard

pytestmark = pytest.mark.browser

SCRIPT = (Path(__file__).parents[3] / "resources" / "page" / "input.js").read_text()
KINDS = [
    *(
        "pointerdown",
        "pointerup",
        "pointercancel",
        "mousedown",
        "mouseup",
        "click",
        "dblclick",
        "auxclick",
        "contextmenu",
    ),
    *(
        "keydown",
        "keypress",
        "keyup",
        "beforeinput",
        "input",
        "change",
        "focusin",
        "focusout",
        "submit",
        "reset",
        "select",
    ),
    *("wheel", "dragstart", "drag", "dragend", "drop", "DOMContentLoaded", "load", "toggle"),
]
DIARY = f"""<script>window.diary = [];
    const write = (kind, capture) => (event) => diary.push(
        [kind, capture, event.target.id || event.target.nodeName, event.isTrusted, event.defaultPrevented, event.detail,
         event.key, event.inputType, event.cancelable, event.eventPhase].join(' '));
    for (const kind of {json.dumps(KINDS)})
        for (const capture of [true, false]) addEventListener(kind, write(kind, capture), capture);
    window.names = Object.getOwnPropertyNames(window).sort().join();</script>"""
FORM = """<form id=f onsubmit='return false'><label id=l>Name <input id=n></label><input type=checkbox id=c>
    <select id=s><option>A<option>B</select><textarea id=t></textarea><button id=b>Go</button></form>
    <div id=list oncontextmenu="return false" style="height:60px;overflow:auto"><p style="height:500px">x</p></div>"""


def do_all(desk: Any) -> list[str]:
    desk.click("#n")
    desk.type("ab")
    desk.key(Qt.Key.Key_Tab)
    desk.key(Qt.Key.Key_Space)
    desk.key(Qt.Key.Key_Tab)
    desk.key(Qt.Key.Key_Down)
    desk.click("#t")
    desk.type("x")
    desk.key(Qt.Key.Key_Return)
    desk.click("#b")
    desk.double_click("#l")
    desk.click("#list", Qt.MouseButton.RightButton)
    desk.wheel("#list", 80)
    desk.until(lambda: desk.evaluate("list.scrollTop > 0"))
    diary: list[str] = desk.evaluate("diary")
    return diary


def test_that_the_page_sees_the_same_events_with_the_script_and_without(desk: Any) -> None:
    desk.open(DIARY + FORM, script="0")
    without = do_all(desk)
    names = desk.evaluate("names + document.documentElement.outerHTML")
    assert desk.events == []
    desk.open(DIARY + FORM)
    assert do_all(desk) == without
    assert desk.evaluate("names + document.documentElement.outerHTML") == names
    assert len(without) > 100
    assert desk.actions


def test_that_the_way_home_is_closed_behind_it(desk: Any) -> None:
    desk.open("<script>window.seen = typeof window.__workbench;</script><button>Go</button>")
    assert desk.evaluate("seen") == "undefined"
    desk.click("button")
    assert desk.actions


def test_that_a_page_that_breaks_the_engine_s_own_functions_gets_no_error(desk: Any) -> None:
    desk.open("""<button id=b onclick="this.textContent='done'">Go</button><script>window.errors = [];
        addEventListener('error', (event) => errors.push(event.message));
        Element.prototype.getBoundingClientRect = () => { throw new Error('gone'); };
        JSON.stringify = () => { throw new Error('gone'); };</script>""")
    point = desk.point("button")
    desk.click_at(point)
    assert desk.evaluate("errors.length + b.textContent") == "0done"
    told = [event.entry.text for event in desk.events if isinstance(event, ConsoleHeard)]
    assert told
    assert all("gone" in text for text in told)


def test_that_paints_shifts_and_long_tasks_are_timed(desk: Any) -> None:
    desk.open("""<button id=b>Go</button><p id=p>Text</p><script>
        b.onclick = () => { const end = performance.now() + 120; while (performance.now() < end); };
        setTimeout(() => p.style.marginTop = '200px', 50);</script>""")
    desk.click("button")
    desk.until(lambda: {e.what for e in desk.events if isinstance(e, TimingHeard)} == {"paint", "shift", "long_task"})
    amounts = {event.what: event.amount for event in desk.events if isinstance(event, TimingHeard)}
    assert amounts["paint"] > 110
    assert amounts["long_task"] > 110
    assert 0 < amounts["shift"] < 2


MEASURE = """() => { window.spent = {pointerdown: [], click: [], input: []};
    const note = (event) => spent[event.type].push(performance.now() - event.timeStamp);
    for (const kind in spent) addEventListener(kind, note, true); }"""


def time_to_the_page(desk: Any, html: str, script: str) -> dict[str, float]:
    """Median milliseconds from each kind of event until the page's first own listener has it."""
    desk.open(html, script=script)
    desk.evaluate(MEASURE)
    desk.evaluate("b.scrollIntoView()")
    for _ in range(12):
        desk.click("#b")
    desk.click("#n")
    for letter in "abcdefgh":
        desk.type(letter)
    return {kind: statistics.median(times) for kind, times in desk.evaluate("spent").items()}


@pytest.mark.parametrize(("nodes", "most"), [(1_000, 8.0), (10_000, 15.0)])
def test_that_an_event_costs_milliseconds(desk: Any, nodes: int, most: float) -> None:
    rows = "".join(
        f"<tr><td>Row {n}<td class=cell><a href='#r{n}'>Open {n}</a><td><button>Edit</button></tr>"
        for n in range(nodes // 7)
    )
    html = f"<h1>List</h1><table>{rows}</table><p><label>Note <input id=n></label><button id=b>Save all</button>"
    bare = time_to_the_page(desk, html, "0")
    heard = time_to_the_page(desk, html, SCRIPT)
    assert desk.actions[0].target.locators[0].name == "Save all"
    cost = {kind: round(heard[kind] - bare[kind], 2) for kind in bare}
    print(f"milliseconds that an event costs at {nodes} nodes: {cost}")  # noqa: T201
    assert max(cost.values()) < most
