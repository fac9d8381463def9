"""Seeded disturbances: one file each, keyed on ordinals and never on wall clock, so that each strikes again the same.

A perturbation is a frozen value without state: what it does to a request follows from its parameters, the world's
seed and the request's ordinal. It never changes what is correct.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from starlette.responses import Response

Strike = Callable[[Mapping[str, Any]], None]
"""Logs that the perturbation struck, with its detail (JSON), on the episode's timeline."""


@dataclass(frozen=True)
class Hit:
    """One request to a gym's page (assets left out), as perturbations see it."""

    seed: int
    ordinal: int
    """From 1, in order of arrival in this world."""
    method: str
    path: str
    """Without query string."""

    def chance(self, perturbation: str, ordinal: int | None = None) -> random.Random:
        """The chance that belongs to one perturbation at one ordinal, this hit's unless told."""
        return random.Random(f"{self.seed}:{perturbation}:{self.ordinal if ordinal is None else ordinal}")


class Perturbation:
    """What a perturbation may do; subclasses override what they need."""

    id: ClassVar[str]
    """``P14``"""
    title: ClassVar[str]

    def page_script(self, seed: int) -> str | None:  # noqa: ARG002 - for subclasses
        """JavaScript for the head of every page, None for nothing."""
        return None

    async def before(self, hit: Hit, strike: Strike) -> Response | None:  # noqa: ARG002 - for subclasses
        """Before the gym's handler runs; a response returned is sent instead, and nothing is committed."""
        return None

    async def after(self, hit: Hit, response: Response, strike: Strike) -> Response:  # noqa: ARG002 - for subclasses
        """After the handler ran and committed; returns what the browser gets."""
        return response
