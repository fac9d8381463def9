"""Times, sizes and cells as people read them."""

import json
from collections.abc import Mapping
from typing import Any

from workbench.domain.values import Key, Scalar

_UNITS = ("B", "KB", "MB", "GB")


def offset(at: float, digits: int = 1) -> str:
    """Sitting milliseconds as ``1:02.4``: minutes, seconds and their tenths, or as many digits as asked for."""
    one = 10**digits
    parts = round(max(at, 0.0) * one / 1000)
    minutes, rest = divmod(parts, 60 * one)
    return f"{minutes}:{rest // one:02d}.{rest % one:0{digits}d}"


def duration(milliseconds: float) -> str:
    """``7 ms``, ``1.2 s`` or ``2 min 5 s``."""
    if milliseconds < 999.5:
        return f"{milliseconds:.0f} ms"
    if milliseconds < 99_950:
        return f"{milliseconds / 1000:.1f} s"
    minutes, seconds = divmod(round(milliseconds / 1000), 60)
    return f"{minutes} min {seconds} s"


def size(count: int) -> str:
    """A number of bytes as ``812 B`` or ``1.4 KB`` (of 1024)."""
    amount = float(count)
    for unit in _UNITS:
        if amount < 1024 or unit == _UNITS[-1]:
            return f"{amount:.0f} {unit}" if unit == "B" or amount >= 100 else f"{amount:.1f} {unit}"
        amount /= 1024
    raise AssertionError("the last unit takes everything")


def cell(value: Scalar) -> str:
    """One database cell; NULL and the empty string stay tellable apart."""
    match value:
        case None:
            return "NULL"
        case bool():
            return "true" if value else "false"
        case "":
            return "''"
        case _:
            return str(value)


def key(values: Key) -> str:
    """A primary key in one short text."""
    return ", ".join(cell(value) for value in values)


def count(number: int, noun: str, plural: str | None = None) -> str:
    """``1 request``, ``3 requests``."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def details(told: Mapping[str, Any]) -> str:
    """What a perturbation told of a strike: ``path /visits · seconds 0.4``."""
    return " · ".join(f"{name.replace('_', ' ')} {_plain(value)}" for name, value in told.items() if value != "")


def _plain(value: Any) -> str:
    match value:
        case str():
            return value
        case dict():
            return ", ".join(f"{name.replace('_', ' ')} {_plain(each)}" for name, each in value.items())
        case _:
            return json.dumps(value, ensure_ascii=False)
