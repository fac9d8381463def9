"""What a claim may be about, by kind of policy."""

KINDS = {"auto": "Auto", "home": "Home", "travel": "Travel", "life": "Life"}

CAUSES: dict[str, tuple[tuple[str, str], ...]] = {
    "auto": (
        ("collision", "Collision with a vehicle"),
        ("object", "Collision with an object"),
        ("glass", "Glass damage"),
        ("hail", "Hail"),
        ("theft", "Theft from the vehicle"),
    ),
    "home": (
        ("pipe", "Burst pipe"),
        ("flood", "Surface water"),
        ("storm", "Storm damage"),
        ("fire", "Fire or smoke"),
        ("burglary", "Burglary"),
    ),
    "travel": (
        ("lost", "Baggage lost"),
        ("late", "Baggage delayed"),
        ("missed", "Missed connection"),
        ("medical", "Medical treatment"),
    ),
    "life": (),
}
"""Codes and what the site calls them."""


def cause_text(kind: str, code: str) -> str:
    """What the site calls a cause."""
    return dict(CAUSES[kind])[code]
