"""Dates as people write them, read as ISO dates: what the ``dates`` normaliser does."""

import re
from datetime import date
from functools import lru_cache
from typing import Final

_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = r"(?:(?P<weekday>Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?,?\s{1,3})?"
_MONTH = r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
_MONTH += r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_BEGIN, _END = r"(?<![\w/.-])", r"(?![\w/]|[.-]\d)"
_FORMS: Final = tuple(
    re.compile(_BEGIN + _WEEKDAY + form + _END, re.IGNORECASE)
    for form in (
        rf"{_DAY}\.?(?:\s{{1,3}}of)?[\s-]{{1,3}}{_MONTH},?[\s-]{{1,3}}{_YEAR}",
        rf"{_MONTH}\s{{1,3}}{_DAY},?\s{{1,3}}{_YEAR}",
        r"(?P<iso>\d{4}-\d{2}-\d{2})",
    )
)


@lru_cache(maxsize=4096)
def iso_dates(text: str) -> str:
    """The text with each English date in ISO form: "Tue, 14 July 2026" and "July 14th, 2026" become "2026-07-14".

    A weekday before the date goes with it. What is no date (31 June), contradicts its weekday, or may be read in two
    ways (07/08/2026) stays as it is.
    """
    for form in _FORMS:
        text = form.sub(_iso, text)
    return text


def _iso(found: "re.Match[str]") -> str:
    parts = found.groupdict()
    try:
        day = date.fromisoformat(parts["iso"]) if parts.get("iso") else _day(parts)
    except ValueError:
        return found.group()
    weekday = parts["weekday"]
    if weekday and not _DAYS[day.weekday()].startswith(weekday.lower()):
        return found.group()
    return day.isoformat()


def _day(parts: "dict[str, str]") -> date:
    month = next(number for number, name in enumerate(_MONTHS, start=1) if name.startswith(parts["month"].lower()[:3]))
    return date(int(parts["year"]), month, int(parts["day"]))
