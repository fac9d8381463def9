"""What a displayed text may stand for, and what a cell may be displayed as: both as the same keys, to be compared.

The keys are pairs of a kind and a value: ``("d", "2026-07-14")`` a day, ``("md", "07-14")`` a day without its year,
``("t", "10:30")`` a time, ``("m", 125000)`` money in cents, ``("n", 3)`` a number, ``("b", True)`` yes or no,
``("s", "booked")`` words in any spelling, ``("k", "gb12345")`` letters and digits however they are grouped. Pure.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from workbench.domain.values import Scalar

Key = tuple[str, Scalar]

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<year>\d{4}|\d{2})"
_WEEKDAY: Final = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s{1,3})?"
_DATES: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?<![\w-])(?P<iso>\d{4}-\d{2}-\d{2})(?![\d-])",
        rf"(?<![\w/.-]){_WEEKDAY}{_DAY}(?:\s+of)?[\s-]{{0,3}}{_MONTH}(?:,?[\s-]{{0,3}}{_YEAR}(?![\w:]))?(?![a-z])",
        rf"(?<![\w/.-]){_WEEKDAY}{_MONTH}\s{{1,3}}{_DAY}(?![\d:])(?:,?\s{{1,3}}(?P<year>\d{{4}})(?!\w))?",
        rf"(?<![\w/.-])(?P<one>\d{{1,2}})[/.](?P<two>\d{{1,2}})[/.]{_YEAR}(?![\w/])",
    )
)
_TIME: Final = re.compile(
    r"(?<![\d:.])(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})(?::\d{2}(?:\.\d+)?)?)?\s?(?P<half>[ap]\.?m\.?)?(?![\d:])",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(
    r"(?<![\w.,])(?P<sign>[-−+]?)\s?(?P<money>[$€£]|[A-Z]{3}\s)?\s?"
    r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?P<rest>\.\d+)?(?P<unit>\s?(?:[$€£]|[A-Z]{3}\b))?(?![\w])(?!\.\d)"
)
_SEPARATED: Final = re.compile(r"\s*(?:[,;|·•\n]|\s[-–—]\s|:\s|\(|\)|→|“|”)\s*")
_MARKS: Final = re.compile(r"[\s_\-\N{NO-BREAK SPACE}]+")
_TRUE: Final = frozenset({"yes", "on", "true", "checked"})
_FALSE: Final = frozenset({"no", "off", "false", "unchecked"})
_LONGEST_PHRASE: Final = 8
"""Words of a displayed text that are looked up together."""
_MOST_WORDS: Final = 60
_ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?:$|[T ]\d{2}:\d{2})")
_ISO_TIME: Final = re.compile(r"\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?$")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a displayed text, or a part of it."""

    key: Key
    part: str
    """What of the text is read so."""
    whole: bool
    """The part is all of the text."""


def tidy(text: str) -> str:
    """White space as one blank."""
    return " ".join(text.split())


def spelled(text: str) -> str:
    """Words without case, dashes and underscores."""
    return _MARKS.sub(" ", text.casefold()).strip(" .…")


@lru_cache(maxsize=512)
def readings(text: str) -> tuple[Reading, ...]:
    """Everything that a displayed text may say, the likeliest reading of each part first."""
    text = tidy(text)
    if not text:
        return ()
    found: dict[Key, Reading] = {}
    for key, part in (*_as_words(text, text), *_as_dates(text), *_as_times(text), *_as_numbers(text)):
        known = found.get(key)
        if known is None or len(part) > len(known.part):
            found[key] = Reading(key, part, len(part) == len(text))
    for part in _phrases(text):
        for key, piece in _as_words(part, part):
            found.setdefault(key, Reading(key, piece, False))
    return tuple(found.values())


def keys_of(value: Scalar, kind: str) -> Iterator[Key]:
    """What a cell of that column type may be displayed as; nothing for what is never displayed."""
    if value is None or value == "":
        return
    if isinstance(value, bool):
        yield "b", value
    elif isinstance(value, (int, float)):
        yield ("m" if kind == "money" else "n"), value
        if kind == "integer" and isinstance(value, int) and abs(value) >= 100:
            yield "m", value  # many sites keep cents in plain integers
    else:
        yield from _text_keys(value, kind)


def _text_keys(value: str, kind: str) -> Iterator[Key]:
    if kind in ("date", "datetime") or _ISO_DAY.match(value):
        yield "d", value[:10]
        yield "md", value[5:10]
        if len(value) > 15:
            yield "t", value[11:16]
        if kind in ("date", "datetime"):
            return
    if kind == "time" or _ISO_TIME.match(value):
        yield "t", value[:5]
        if kind == "time":
            return
    yield "s", spelled(tidy(value))
    if (grouped := _grouped(value)) is not None:
        yield "k", grouped


def _grouped(text: str) -> str | None:
    """Letters and digits of a number that sites group as they like, such as a telephone's or an account's."""
    if len(text) > 40 or sum(letter.isdigit() for letter in text) < 4:
        return None
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _as_words(text: str, part: str) -> Iterator[tuple[Key, str]]:
    words = spelled(text)
    if words:
        yield ("s", words), part
    if words in _TRUE or words in _FALSE:
        yield ("b", words in _TRUE), part
    if (grouped := _grouped(text)) is not None:
        yield ("k", grouped), part


def _as_dates(text: str) -> Iterator[tuple[Key, str]]:
    for form in _DATES:
        for found in form.finditer(text):
            part = found.group().strip()
            for day in _days(found.groupdict()):
                if len(day) == 10:
                    yield ("d", day), part
                else:
                    yield ("md", day), part


def _days(parts: dict[str, str | None]) -> Iterator[str]:
    """``2026-07-14``, or ``07-14`` where no year is named; both readings of 07/08/2026."""
    if iso := parts.get("iso"):
        yield iso
        return
    year = parts.get("year")
    if parts.get("one") is not None:
        pairs = [(parts["two"], parts["one"]), (parts["one"], parts["two"])]
    else:
        pairs = [(str(_MONTHS.index((parts["month"] or "")[:3].lower()) + 1), parts["day"])]
    for month, day in dict.fromkeys(pairs):
        try:
            known = dt.date(_full(year), int(month or 0), int(day or 0))
        except ValueError:
            continue
        yield known.isoformat() if year else known.isoformat()[5:]


def _full(year: str | None) -> int:
    """A leap year where none is named, so that 29 February is a day."""
    return 2024 if year is None else int(year) + (2000 if len(year) == 2 else 0)


def _as_times(text: str) -> Iterator[tuple[Key, str]]:
    for found in _TIME.finditer(text):
        hour, half = int(found["hour"]), (found["half"] or "").lower()
        if found["minute"] is None and not half:
            continue
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half.startswith("p") else 0)
        minute = int(found["minute"] or 0)
        if hour < 24 and minute < 60:
            yield ("t", f"{hour:02}:{minute:02}"), found.group().strip()


def _as_numbers(text: str) -> Iterator[tuple[Key, str]]:
    for found in _NUMBER.finditer(text):
        whole = int(found["whole"].replace(",", ""))
        rest = found["rest"] or ""
        minus = found["sign"] in ("-", "−")
        part = found.group().strip()
        if len(rest) in (0, 3):
            cents = whole * 100 + int(rest[1:] or 0)
            yield ("m", -cents if minus else cents), part
            if minus:  # what is taken from an account is often kept without its sign
                yield ("m", cents), part
        number = float(f"{whole}{rest}") if rest else whole
        yield ("n", -number if minus else number), part


def _phrases(text: str) -> Iterator[str]:
    """Parts between separators, then every few words that stand together."""
    pieces = [piece for piece in _SEPARATED.split(text) if piece]
    if len(pieces) > 1:
        yield from pieces
    words = text.split(" ")[:_MOST_WORDS]
    for length in range(min(_LONGEST_PHRASE, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            phrase = " ".join(words[start : start + length]).strip(",;:()“”\"'.!?")
            if len(phrase) > 2 and phrase != text:
                yield phrase
