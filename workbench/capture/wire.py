"""The page scripts' messages, read. The other half of the contract stands on top of ``resources/page/src/*/index``.

A page can't be trusted, and neither can what comes through its binding: what doesn't read as it should becomes a
console entry that says so, never an exception and never an action.
"""

import base64
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from workbench.capture.events import ConsoleHeard, DomHeard, InputHeard, RawEvent, TimingHeard
from workbench.domain.actions import Check, Click, Drag, Fill, PageAction, Press, Scroll, Select, Upload
from workbench.domain.steps import ConsoleEntry
from workbench.domain.values import JsonValue

_ACTIONS: dict[str, type[PageAction]] = {
    "click": Click,
    "fill": Fill,
    "select": Select,
    "check": Check,
    "press": Press,
    "scroll": Scroll,
    "drag": Drag,
    "upload": Upload,
}
_TIMINGS = ("paint", "shift", "long_task")
_LONGEST_DRIFT = 60_000.0


class Signal(msgspec.Struct, frozen=True):
    """What every message of the input script carries beside its action."""

    event: str
    """One of the actions' names, or ``down``, ``up`` or ``upload_content``."""
    at: float
    """When it began: epoch milliseconds."""
    acted: float | None = None
    """When it was over; left out where it was over at once."""
    ref: str = ""
    """Which element, among all of the sitting: the same element, the same word."""
    url: str = ""
    title: str = ""
    index: int = 0
    """Of an ``upload_content``: which file."""
    content: str = ""
    """Of an ``upload_content``: the bytes in base64."""


def parse(message: Mapping[str, JsonValue], page: str, zero: float) -> list[RawEvent]:
    """Turn one message into events, oldest first.

    ``page`` is the tab it came from, ``zero`` the epoch milliseconds of sitting time 0. Messages of type ``truth`` make
    no event here: their text is stored first.
    """
    readers: dict[JsonValue, Callable[[Mapping[str, JsonValue], str, float], list[RawEvent]]] = {
        "input": _input,
        "dom": _dom,
        "timing": _timing,
        "broken": _broken,
        "truth": lambda *_: [],
    }
    try:
        reader = readers[message["type"]]
        return reader(message, page, zero)
    except (KeyError, TypeError, ValueError) as error:  # msgspec's ValidationError is a ValueError
        return [_unreadable(message, page, zero, error)]


def signal_of(message: Mapping[str, JsonValue]) -> Signal:
    """The frame of an input message, times still in epoch milliseconds. Raises msgspec.ValidationError."""
    return msgspec.convert(message, Signal)


def action_of(message: Mapping[str, JsonValue]) -> PageAction | None:
    """The action of an input message; None for the messages that only accompany one."""
    kind = _ACTIONS.get(str(message.get("event")))
    return msgspec.convert(message, kind) if kind else None


def content_of(signal: Signal) -> bytes:
    """The bytes of an uploaded file."""
    return base64.b64decode(signal.content, validate=True)


def _input(message: Mapping[str, JsonValue], page: str, zero: float) -> list[RawEvent]:
    signal = signal_of(message)
    if signal.event not in {*_ACTIONS, "down", "up", "upload_content"}:
        raise ValueError(f"there is no event {signal.event!r}")
    action_of(message)
    content_of(signal)
    timed: dict[str, JsonValue] = {**message, "at": signal.at - zero, "acted": (signal.acted or signal.at) - zero}
    return [InputHeard(signal.at - zero, page, timed)]


def _dom(message: Mapping[str, JsonValue], page: str, zero: float) -> list[RawEvent]:
    said = _number(message["at"])
    events = msgspec.convert(message["events"], list[dict[str, Any]])
    return [DomHeard(_moment(event.get("timestamp"), said) - zero, page, event) for event in events]


def _moment(stamped: object, said: float) -> float:
    """An rrweb event's own time, unless the page's clock was turned: then the time at which it was handed over."""
    if isinstance(stamped, int | float) and abs(stamped - said) < _LONGEST_DRIFT:
        return float(stamped)
    return said


def _timing(message: Mapping[str, JsonValue], page: str, zero: float) -> list[RawEvent]:
    if message["what"] not in _TIMINGS:
        raise ValueError(f"there is no timing {message['what']!r}")
    return [TimingHeard(_number(message["at"]) - zero, page, str(message["what"]), _number(message["amount"]))]


def _broken(message: Mapping[str, JsonValue], page: str, zero: float) -> list[RawEvent]:
    at = _number(message.get("at", zero)) - zero
    text = f"A page script of the workbench failed: {message['text']}"
    return [ConsoleHeard(at, ConsoleEntry(at, page, "error", text))]


def _number(value: JsonValue) -> float:
    return msgspec.convert(value, float)


def _unreadable(message: Mapping[str, JsonValue], page: str, zero: float, error: Exception) -> ConsoleHeard:
    said = message.get("at") if isinstance(message, Mapping) else None
    at = float(said) - zero if isinstance(said, int | float) else 0.0
    text = f"The page sent the workbench something unreadable: {error}"
    return ConsoleHeard(at, ConsoleEntry(at, page, "error", text[:500]))
