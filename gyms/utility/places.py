"""The streets that Lindenfeld delivers to: regions, their towns, the towns' streets. Namesakes are many, as in life."""

_COMMON = ("Church Street", "Mill Lane", "Station Road", "Garden Row")

DIRECTORY: dict[str, dict[str, tuple[str, ...]]] = {
    "Lower Linden": {
        "Lindenfeld": (*_COMMON, "Orchard Hill", "Riverside Walk"),
        "Ashbrook": (*_COMMON, "Weaver's Yard"),
        "Newton": (*_COMMON, "Copper Close", "Orchard Hill"),
    },
    "Upper Linden": {
        "Hartwell": (*_COMMON, "Quarry Road"),
        "Newton": (*_COMMON, "Chapel Rise"),
        "Oakham": (*_COMMON, "Forge Bank", "Riverside Walk"),
    },
    "East Vale": {
        "Ashbrook": (*_COMMON, "Harbour View"),
        "Millford": (*_COMMON, "Saltmarsh Way", "Lighthouse Road"),
        "Eastgate": (*_COMMON, "Saltmarsh Way"),
    },
    "West Vale": {
        "Millford": (*_COMMON, "Chestnut Avenue"),
        "Westgate": (*_COMMON, "Chestnut Avenue", "Copper Close"),
        "Hartwell": (*_COMMON, "Forge Bank"),
    },
}


def towns(region: str) -> tuple[str, ...]:
    """The towns of a region; none where there is no such region."""
    return tuple(DIRECTORY.get(region, {}))


def streets(region: str, town: str) -> tuple[str, ...]:
    """The streets of a town; none where there is no such town."""
    return DIRECTORY.get(region, {}).get(town, ())
