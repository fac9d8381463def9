"""Messages of the page scripts, read; what can't be read is said and never an action."""

from typing import Any

import pytest

from workbench.capture import parse
from workbench.capture.events import ConsoleHeard, DomHeard, InputHeard, TimingHeard
from workbench.capture.wire import action_of
from workbench.domain.actions import Click, Locator, Target

ZERO = 1_700_000_000_000.0
TARGET = {"locators": [{"strategy": "css", "value": "#a", "unique": True}], "role": "button", "name": "Go", "tag": "a"}


def test_that_an_input_comes_with_its_action_in_sitting_time() -> None:
    message: dict[str, Any] = {"type": "input", "event": "click", "at": ZERO + 250.5, "acted": ZERO + 300, "ref": "x.1"}
    (event,) = parse(
        {**message, "target": TARGET, "count": 2, "modifiers": ["Shift"], "position": [3, 4.5]}, "t1", ZERO
    )
    assert isinstance(event, InputHeard)
    assert (event.at, event.page, event.message["acted"]) == (250.5, "t1", 300.0)
    target = Target((Locator("css", "#a", unique=True),), "button", "Go", "a")
    assert action_of(event.message) == Click(target, count=2, modifiers=("Shift",), position=(3.0, 4.5))


def test_that_dom_events_keep_their_order_and_their_own_time() -> None:
    events: list[Any] = [{"type": 3, "data": {}, "timestamp": int(ZERO) + n} for n in (1, 2)]
    heard = parse({"type": "dom", "at": ZERO + 40, "events": events}, "t2", ZERO)
    assert [(type(event), event.at) for event in heard] == [(DomHeard, 1.0), (DomHeard, 2.0)]


def test_that_a_page_with_a_turned_clock_is_timed_by_the_message() -> None:
    events: list[Any] = [{"type": 3, "data": {}, "timestamp": 12345}]
    (event,) = parse({"type": "dom", "at": ZERO + 40, "events": events}, "t1", ZERO)
    assert event.at == 40.0


def test_that_timing_is_read() -> None:
    assert parse({"type": "timing", "at": ZERO + 5, "what": "shift", "amount": 0.25}, "t1", ZERO) == [
        TimingHeard(5.0, "t1", "shift", 0.25)
    ]


def test_that_truth_makes_no_event_of_its_own() -> None:
    assert parse({"type": "truth", "text": "…", "events": 3}, "t1", ZERO) == []


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"type": "verdict", "at": ZERO},
        {"type": "input", "at": ZERO},
        {"type": "input", "at": ZERO, "event": "done"},
        {"type": "input", "at": ZERO, "event": "click"},
        {"type": "input", "at": ZERO, "event": "click", "target": {"locators": "#a"}},
        {"type": "input", "at": "soon", "event": "press", "key": "a", "target": None},
        {"type": "input", "at": ZERO, "event": "upload_content", "index": 0, "content": "!!!"},
        {"type": "dom", "at": ZERO, "events": [1]},
        {"type": "timing", "at": ZERO, "what": "reward", "amount": 1},
        {"type": "timing", "at": ZERO, "what": "paint"},
        {"type": ["input"]},
    ],
)
def test_that_what_can_not_be_read_becomes_a_console_entry(message: dict[str, Any]) -> None:
    (event,) = parse(message, "t1", ZERO)
    assert isinstance(event, ConsoleHeard)
    assert event.entry.level == "error"
    assert "unreadable" in event.entry.text


def test_that_a_script_of_ours_that_failed_says_so() -> None:
    (event,) = parse({"type": "broken", "at": ZERO + 1, "text": "TypeError: x"}, "t1", ZERO)
    assert isinstance(event, ConsoleHeard)
    assert "TypeError: x" in event.entry.text
