"""Equality and distance by declared type: 25 is 25.0 only in a float column, and an int is never a string."""

from collections.abc import Mapping
from datetime import date, datetime, time
from functools import lru_cache

from workbench.verifier.references import UNBOUND, Unbound

_CLOCK: Mapping[str, type[date] | type[time]] = {"date": date, "time": time, "datetime": datetime}

Comparable = int | float | str | date | time


def equal(left: object, right: object, type_name: str | None) -> bool:
    """Whether two cells are the same value of a column of that type (None: type unknown, strictest)."""
    if UNBOUND in (left, right):
        return False
    if left is None or right is None:
        return left is right
    if type_name is None:
        return type(left) is type(right) and left == right
    a, b = typed(left, type_name), typed(right, type_name)
    return a is not None and b is not None and a == b


def typed(value: object, type_name: str | None) -> Comparable | None:
    """The value as its type compares it, or None where it is no value of that type (or null, or unbound)."""
    if value is None or isinstance(value, Unbound):
        return None
    if type_name is None:
        return value if isinstance(value, (int, float, str)) else None
    if type_name == "boolean":
        return value if isinstance(value, bool) else None
    if isinstance(value, bool):
        return None
    if type_name in ("integer", "money"):
        return value if isinstance(value, int) else None
    if type_name == "float":
        return float(value) if isinstance(value, (int, float)) else None
    if not isinstance(value, str):
        return None
    return _on_the_clock(value, type_name) if type_name in _CLOCK else value


def within(low: object, value: object, high: object, type_name: str | None) -> bool:
    """Whether the value lies in the closed range; a None end is open. Unlike kinds never lie in one another."""
    cell = typed(value, type_name)
    if cell is None:
        return False
    for end, sign in ((low, 1), (high, -1)):
        if end is None:
            continue
        bound = typed(end, type_name)
        if bound is None or not _ordered(bound, cell, sign):
            return False
    return True


def distance(actual: object, wanted: object, type_name: str | None) -> str:
    """How far off a value is, in words; empty where distance means nothing."""
    a, b = typed(actual, type_name or _guess(actual, wanted)), typed(wanted, type_name or _guess(actual, wanted))
    if isinstance(a, datetime) and isinstance(b, datetime):
        return _minutes(abs((a - b).total_seconds()) / 60)
    if isinstance(a, date) and isinstance(b, date):
        days = abs((a - b).days)
        return f"{days} day{'' if days == 1 else 's'}"
    if isinstance(a, time) and isinstance(b, time):
        return _minutes(abs(_seconds(a) - _seconds(b)) / 60)
    if isinstance(a, (int, float)) and isinstance(b, (int, float)) and not isinstance(a, bool):
        return f"{abs(a - b) / 100:.2f}" if type_name == "money" else f"{abs(a - b):g}"
    return ""


def _ordered(bound: Comparable, cell: Comparable, sign: int) -> bool:
    try:
        return bound <= cell if sign > 0 else cell <= bound  # type: ignore[operator]
    except TypeError:  # a number against a text, or a zoned time against a local one
        return False


@lru_cache(maxsize=16384)
def _on_the_clock(text: str, type_name: str) -> Comparable | None:
    """The parsed moment where the text is its one ISO form (seconds may be left out), else the text itself."""
    try:
        parsed: date | time = _CLOCK[type_name].fromisoformat(text)
    except ValueError:
        return text
    forms = {parsed.isoformat()}
    if type(parsed) is not date:
        forms.add(parsed.isoformat(timespec="minutes"))  # type: ignore[call-arg]
    return parsed if text in forms else text


def _guess(*values: object) -> str | None:
    for name, kind in _CLOCK.items():
        if all(isinstance(value, str) and isinstance(_on_the_clock(value, name), kind) for value in values):
            return name
    return None


def _seconds(moment: time) -> int:
    return moment.hour * 3600 + moment.minute * 60 + moment.second


def _minutes(minutes: float) -> str:
    if minutes >= 2880 and minutes % 1440 == 0:
        return f"{minutes / 1440:.0f} days"
    if minutes >= 120 and minutes % 60 == 0:
        return f"{minutes / 60:.0f} hours"
    return f"{minutes:g} minute{'' if minutes == 1 else 's'}"
