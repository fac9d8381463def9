"""The same button by other words (P38): sites write ``{{ say("Continue") }}``, oracles look for any of its wordings."""

import re
import zlib
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context

OPTION = "wording"
"""The option that a gym offers, ``("plain", "other")``, when its templates use ``say``."""

WORDINGS: dict[str, tuple[str, ...]] = {
    "Continue": ("Next", "Proceed"),
    "Search": ("Find", "Go"),
    "Save": ("Apply", "Update"),
    "Confirm": ("Submit", "OK"),
    "Send": ("Submit", "Deliver"),
    "Cancel": ("Discard", "Leave"),
    "Back": ("Return", "Previous"),
    "Edit": ("Change", "Modify"),
    "Delete": ("Remove", "Discard"),
    "Close": ("Dismiss", "Done"),
    "Select": ("Choose", "Pick"),
    "Details": ("More", "View"),
    "Sign in": ("Log in", "Enter"),
}
"""What a site may say instead. None of them is a word for doing something else on the same page."""


@pass_context
def say(context: Context, text: str) -> str:
    """The text, or another wording of it where the world's option says so."""
    options: Any = context.get("options") or {}
    others = WORDINGS.get(text, ())
    if options.get(OPTION, "plain") == "plain" or not others:
        return text
    seed: Any = context["world"].task.seed
    return others[zlib.crc32(f"{seed}:{text}".encode()) % len(others)]


def any_wording(text: str) -> "re.Pattern[str]":
    """Matches the whole text or any other wording of it."""
    words = "|".join(re.escape(word) for word in (text, *WORDINGS.get(text, ())))
    return re.compile(rf"^\s*(?:{words})\s*$")
