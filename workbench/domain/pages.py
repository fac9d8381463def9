"""What the page showed when the end was declared: no reward comes from it, but a spec may ask for it besides."""

from dataclasses import dataclass
from typing import Final

CUT: Final = "…"
"""Ends a text that was too long to keep."""


@dataclass(frozen=True, slots=True)
class PageFact:
    """A displayed element that has a role."""

    role: str
    """ARIA role, such as ``status``."""
    name: str
    """Accessible name. It may come from attributes that nobody sees."""
    text: str
    """Displayed text, white space tidied, at most 500 characters; what was longer ends with ``CUT``."""
    value: str | None = None
    """What is typed, chosen, ticked or measured; None for what has no value. Secrets are bullets."""


@dataclass(frozen=True, slots=True)
class PageAtEnd:
    """One open tab when the end was declared."""

    page: str
    """Tab id."""
    url: str
    facts: tuple[PageFact, ...]
    """In document order."""
    incomplete: str = ""
    """Why elements are missing, such as "the page did not answer"; empty when none are."""
