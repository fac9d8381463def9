"""The few colours that carry meaning, named for what they mean. The window decides how they look."""

from enum import StrEnum


class Tone(StrEnum):
    """How something is to be taken at a glance."""

    NEUTRAL = "neutral"
    QUIET = "quiet"
    """There, but of no weight: ephemeral rows, other people's changes, static files."""
    ACCENT = "accent"
    """Where one stands, or what was acted upon."""
    MET = "met"
    DISTURBED = "disturbed"
    BROKEN = "broken"
