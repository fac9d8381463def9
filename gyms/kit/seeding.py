"""What a gym builds its world from: a seed, and everything that follows from it."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from mimesis import Generic
from mimesis.locales import Locale

VARIED = ("date_widget", "choice_widget")
"""Options that the seed varies by itself."""


@dataclass
class Seeding:
    """The only source of chance and time while a world is built, so that the same seed gives the same world."""

    random: random.Random
    today: date
    now: datetime
    """When the world starts: naive, local to the world."""
    seed: int
    options: Mapping[str, str]
    """How this world is varied, every option of the gym present."""
    fake: Generic
    """Names, addresses, texts: mimesis, seeded."""
    twin: bool = False
    """In a workout with twins: which of the two this is. False is the one that can be done."""


def seeding_for(purpose: str, seed: int, now: datetime, options: Mapping[str, str], *, twin: bool = False) -> Seeding:
    """A stream of chance of its own per purpose: rows added by one stage never shift the names of another."""
    chance = random.Random(f"{purpose}:{seed}")  # seeding by text goes through SHA-512: same on every machine
    return Seeding(
        random=chance,
        today=now.date(),
        now=now,
        seed=seed,
        options=options,
        fake=Generic(locale=Locale.EN, seed=chance.getrandbits(48)),
        twin=twin,
    )


def choose_options(
    gym: str, offered: Mapping[str, tuple[str, ...]], seed: int, given: Mapping[str, str]
) -> dict[str, str]:
    """The options of one world: what was given; of widgets, what the seed picks; of all else, the first choice.

    Traps, odd words and other eras are for profiles to ask for: a clean world holds none.
    """
    picked = {name: random.Random(f"{gym}:{name}:{seed}").choice(offered[name]) for name in VARIED if name in offered}
    usual = {name: choices[0] for name, choices in offered.items()}
    return {**usual, **picked, **{name: choice for name, choice in given.items() if choice}}
