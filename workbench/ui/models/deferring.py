"""What a deferral may say: reason codes, and what it may be about. No Qt."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

REASONS = {
    "ambiguous": "More than one fits, and the task does not say which",
    "closed_day": "The day is closed",
    "missing_information": "The task leaves out something I need",
    "needs_approval": "Somebody else has to approve it first",
    "no_slot": "No free slot fits",
    "not_found": "The person or thing does not exist",
    "not_permitted": "I lack the authority",
    "system_failure": "The site does not work",
}
"""Common reason codes with what they mean; any other may be typed."""

_NAMES = ("name", "title", "text", "code", "number", "locator", "words")
"""Keys under which a parameter says what people call it."""
_IDS = ("id", "ref", "locator", "code", "number", "name")


def reasons(known: Sequence[str]) -> tuple[str, ...]:
    """The codes that the task's spec knows among the common ones, in alphabetical order: none stands out."""
    return tuple(sorted({*known, *REASONS}))


def entities(parameters: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """What the task speaks of: how people call it, and what the deferral then names."""
    return tuple(_found(parameters))


def _found(parameters: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in parameters.items():
        spoken = name.replace("_", " ")
        if isinstance(value, Mapping):
            id = next((value[key] for key in _IDS if isinstance(value.get(key), str | int)), None)
            called = next((value[key] for key in _NAMES if isinstance(value.get(key), str)), "")
            if id is not None:
                yield f"{spoken}: {called} ({id})" if called and called != str(id) else f"{spoken}: {id}", str(id)
        elif isinstance(value, str | int):
            yield f"{spoken}: {value}", str(value)
