"""Postbacks: every page is one big form that is sent to itself, with what happened and what the page knew in hidden
fields."""

import base64
import binascii
import json
from dataclasses import dataclass, field
from typing import Any

from gyms.kit.visit import Visit as Call

_SALT = "dDwtMTM0"
"""What such texts always began with."""


@dataclass(frozen=True)
class Postback:
    """What a submitted page says."""

    target: str = ""
    """The control that sent it, ``lnkPage`` of ``ctl00$cph$lnkPage``; the image button that was pressed, likewise."""
    argument: str = ""
    state: dict[str, Any] = field(default_factory=dict)
    """What the page knew when it was made."""


def read(call: Call) -> Postback:
    """The postback of a POST; an empty one of a GET."""
    form = call.form
    pressed = next((name for name in form if name.startswith("ctl00$cph$btn")), "")
    target = pressed or form.get("__EVENTTARGET", "")
    name = target.rpartition("$")[2].removesuffix(".x").removesuffix(".y")
    return Postback(name, form.get("__EVENTARGUMENT", ""), opened(form.get("__VIEWSTATE", "")))


def sealed(state: dict[str, Any]) -> str:
    """The state as the page carries it."""
    return _SALT + base64.b64encode(json.dumps(state).encode()).decode()


def opened(text: str) -> dict[str, Any]:
    """The state of a page; none where the text is no such thing."""
    try:
        state = json.loads(base64.b64decode(text.removeprefix(_SALT), validate=True))
    except (binascii.Error, ValueError):
        return {}
    return state if isinstance(state, dict) else {}


def whole_number(text: object) -> int:
    """The number that somebody typed, thousands separated or not; 0 where it is none."""
    digits = str(text).replace(",", "").strip()
    return int(digits) if digits.isdecimal() and len(digits) < 10 else 0
