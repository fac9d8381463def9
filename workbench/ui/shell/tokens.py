"""The colours and measures of the window: two sets of tokens, and nothing else decides a colour.

There is one accent. Green, amber and red are kept for met, disturbed and broken; ``*_soft`` are their backgrounds.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme. All colours are ``#rrggbb``."""

    name: str
    """``light`` or ``dark``."""
    window: str
    panel: str
    raised: str
    """Buttons and fields that stand on a panel."""
    hover: str
    line: str
    """Hairlines between panels and rows."""
    edge: str
    """Outlines of buttons and fields: stronger than ``line``."""
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_soft: str
    """Background of what is selected."""
    met: str
    met_soft: str
    disturbed: str
    disturbed_soft: str
    broken: str
    broken_soft: str
    chip: str
    """Background of a neutral chip."""


LIGHT = Tokens(
    name="light",
    window="#f3f5f8",
    panel="#ffffff",
    raised="#ffffff",
    hover="#eef1f6",
    line="#e3e7ec",
    edge="#cdd4dd",
    text="#1d2430",
    muted="#616b7a",
    accent="#3457d5",
    on_accent="#ffffff",
    accent_soft="#e8edfd",
    met="#147a4b",
    met_soft="#e3f5eb",
    disturbed="#96610f",
    disturbed_soft="#fcf1dc",
    broken="#c2332a",
    broken_soft="#fdeae8",
    chip="#eef1f5",
)

DARK = Tokens(
    name="dark",
    window="#14171c",
    panel="#1c2027",
    raised="#252a33",
    hover="#2a303a",
    line="#2b313b",
    edge="#3b4350",
    text="#e3e7ee",
    muted="#96a0af",
    accent="#7f9bff",
    on_accent="#10131a",
    accent_soft="#27304a",
    met="#4cc38a",
    met_soft="#17312a",
    disturbed="#e0ad52",
    disturbed_soft="#362d1b",
    broken="#ff7b72",
    broken_soft="#3a2224",
    chip="#2a303a",
)

TONES = ("plain", "accent", "met", "disturbed", "broken")
"""What a badge, a dot or an icon may say with its colour."""


def tone_colours(tokens: Tokens, tone: str) -> tuple[str, str]:
    """Foreground and soft background of a tone."""
    match tone:
        case "accent":
            return tokens.accent, tokens.accent_soft
        case "met":
            return tokens.met, tokens.met_soft
        case "disturbed":
            return tokens.disturbed, tokens.disturbed_soft
        case "broken":
            return tokens.broken, tokens.broken_soft
        case _:
            return tokens.muted, tokens.chip
