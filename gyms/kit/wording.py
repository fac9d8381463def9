"""The same button by other words (P38): sites write ``{{ say("Continue") }}``, oracles look for any of its wordings."""

import re
import zlib
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context

OPTION = "wording"
"""The option that a gym offers, ``("plain", "other")``, when its templates use ``say``."""

WORDINGS: dict[str, tuple[str, ...]] = {
    "Continue": ("Proceed", "Go on"),
    "Search": ("Find", "Look up"),
    "Save": ("Apply", "Update"),
    "Confirm": ("Yes, go ahead", "Finalise"),
    "Send": ("Submit", "Deliver"),
    "Cancel": ("Call off", "Withdraw"),
    "Back": ("Return", "Go back"),
    "Edit": ("Change", "Modify"),
    "Delete": ("Remove", "Erase"),
    "Close": ("Dismiss", "Hide"),
    "Select": ("Choose", "Pick"),
    "Details": ("Show more", "Full view"),
    "Sign in": ("Log in", "Enter"),
    "Sign out": ("Log out", "Exit"),
    "Book": ("Reserve", "Make a booking"),
    "Pay": ("Settle", "Make payment"),
    "Add": ("Include", "Put in"),
    "Print": ("Print out", "Paper copy"),
}
"""What a site may say instead. No word stands for two things, and none is what calendars and lists of pages say for
themselves (Next, Previous, Today, Done), so that the right one on a page is never in doubt."""


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
