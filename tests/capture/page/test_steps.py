"""From real hands to steps: both page scripts, the wire and the recorder together."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from workbench.capture import Recorder
from workbench.capture import events as raw
from workbench.domain.actions import Check, Click, Fill, OpenPage, Press, Select
from workbench.domain.steps import Step

pytestmark = pytest.mark.browser

DOM = (Path(__file__).parents[3] / "resources" / "page" / "dom.js").read_text()
BOOKING = """<link rel=stylesheet href=/vendor/flatpickr/flatpickr.min.css>
<script src=/vendor/flatpickr/flatpickr.min.js></script><form onsubmit='return false'><label>Name <input id=n></label>
<label for=s>Service</label><select id=s><option>Check-up<option>Physiotherapy</select><label>Date <input id=d></label>
<label><input type=checkbox id=c> I agree</label><button id=b>Book</button></form><p id=o></p>
<script>flatpickr('#d', {defaultDate: '2026-07-02'});
b.onclick = () => { o.textContent = 'Booked ' + d.value; };</script>"""


def steps_of(desk: Any) -> tuple[Step, ...]:
    recorder = Recorder()
    recorder.feed(raw.PageOpened(0, "t1", "", None))
    for event in desk.events:
        recorder.feed(event)
    recorder.finish()
    return recorder.steps


def test_that_a_booking_by_hand_reads_as_one_would_tell_it(desk: Any) -> None:
    desk.open(BOOKING, before=(DOM,))
    desk.click("#n")
    desk.type("Ada")
    desk.key(Qt.Key.Key_Tab)
    desk.key(Qt.Key.Key_Down)
    desk.click("#d")
    desk.click(".flatpickr-next-month")
    desk.click("[aria-label='August 14, 2026']")
    desk.click("#c")
    desk.double_click("#b")
    desk.until(lambda: any(isinstance(event, raw.DomHeard) and "Booked" in repr(event) for event in desk.events))
    assert desk.evaluate("o.textContent") == "Booked 2026-08-14"
    steps = steps_of(desk)
    told = [(type(step.action), step.action.target.name) for step in steps]  # type: ignore[union-attr]
    assert told == [
        (Fill, "Name"),
        (Press, "Name"),
        (Select, "Service"),
        (Click, "Date"),
        (Click, ""),
        (Click, "August 14, 2026"),
        (Check, "I agree"),
        (Click, "Book"),
    ]
    last = steps[-1].action
    assert isinstance(last, Click)
    assert last.count == 2
    for step in steps:
        assert step.started <= step.acted <= step.ended
        assert step.dom_before <= step.dom_after
        assert step.timing is not None
        assert step.timing.next_paint is not None
    assert all(step.dom_after > step.dom_before for step in steps[3:])
    assert all(one.dom_after == two.dom_before for one, two in pairwise(steps))


def test_that_a_pop_up_opened_by_a_click_is_its_own_step(desk: Any) -> None:
    desk.site.pages["/print"] = "<!doctype html><title>Print</title><p>Print</p>"
    desk.open("<button onclick=\"window.open('/print')\">Print</button>")
    desk.click_at(desk.point("button"), settle=False)
    desk.until(lambda: "t2" in desk.tabs and desk.actions)
    recorder = Recorder()
    recorder.feed(raw.PageOpened(0, "t1", "", None))
    for event in desk.events:
        recorder.feed(event)
    recorder.feed(raw.PageOpened(desk.events[-1].at + 1, "t2", "about:blank", desk.tabs["t2"].opener))
    assert [type(step.action) for step in recorder.steps] == [Click, OpenPage]
