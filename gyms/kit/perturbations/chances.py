"""Decisions that several perturbations make alike: when the dice fall so, and which of a gym's options to take."""

import random
from collections.abc import Callable, Mapping
from typing import Annotated

from msgspec import Meta

Share = Annotated[float, Meta(ge=0, le=1)]
"""Between 0 (never) and 1 (always)."""
Seconds = Annotated[float, Meta(ge=0, le=10)]
"""Of real time. Worlds wait 20 s for requests to end before they are judged."""
WorldSeconds = Annotated[float, Meta(ge=0, le=20)]
"""Of the world's own time. Specs wait 30 s for work in the background unless they say otherwise, a gym's own lag
included."""
Count = Annotated[int, Meta(ge=0)]

Chance = Callable[[str, int], random.Random]
"""``hit.chance`` or ``commit.chance``."""


def falls(chance: Chance, name: str, ordinal: int, share: float, *, most: int, burst: int = 1) -> bool:
    """Whether ordinal ``ordinal`` (from 1) is struck: draws below ``share`` are, at most ``burst`` in a row and
    ``most`` in all. Follows from the ordinals up to this one, so that nobody needs to remember anything."""
    run = struck = 0
    hits = False
    for each in range(1, ordinal + 1):
        hits = struck < most and run < burst and chance(name, each).random() < share
        run = run + 1 if hits else 0
        struck += hits
    return hits


def picked(
    name: str, option: str, named: str, seed: int, offered: Mapping[str, tuple[str, ...]], *, first: bool = False
) -> Mapping[str, str]:
    """The choice that perturbation ``name`` makes of an option: the one named, else by seed among all but the first
    (the plain one; ``first`` keeps it in). Nothing where the gym does not offer that."""
    choices = offered.get(option, ())
    if named:
        return {option: named} if named in choices else {}
    others = choices if first else choices[1:]
    return {option: random.Random(f"{seed}:{name}").choice(others)} if others else {}
