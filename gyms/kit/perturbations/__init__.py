"""Seeded disturbances: one file each, keyed on ordinals and never on wall clock, so that each strikes again the same.

A perturbation is a frozen value without state: what it does follows from its parameters, the world's seed and the
ordinal of a request, a commit or (in the page) an action. It never changes what is correct. Its parameters are the
fields of its dataclass; ``metadata={"unit": "s"}`` names the unit, the docstring below the field explains it. The first
paragraph of the class's docstring is what people read about it. ``registry`` finds every class in this package.
"""

import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from starlette.responses import Response

Strike = Callable[[Mapping[str, Any]], None]
"""Logs that the perturbation struck, with its detail (JSON), on the episode's timeline."""

Serve = Callable[[], Awaitable[Response]]
"""Hands the request on, to the next perturbation or to the gym. May be called never, once, or twice (a duplicate)."""


async def _nothing_later() -> None:
    """Where nobody counts what comes later."""


@dataclass(frozen=True)
class Hit:
    """One request to a gym's page (assets and the first use of the start link left out), as perturbations see it."""

    seed: int
    ordinal: int
    """From 1, in order of arrival in this world."""
    method: str
    path: str
    """Without query string."""
    background: bool = False
    """Fetched by a page's script; otherwise it shows a page or submits a form."""
    idempotent: bool = False
    """Delivering it twice does no harm: a read, or a form whose token the site recognises."""
    referer: str = ""
    """Path (with query) of the page it came from, where the browser said so."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """By lower-case name."""
    query: str = ""
    """Without the question mark."""
    page_ordinal: int = 0
    """From 1, among those that show a page in the window or submit a form there; 0 for fetches, frames and images."""
    send_ordinal: int = 0
    """From 1, among those that send something (neither GET nor HEAD); 0 for reads."""
    fetch_ordinal: int = 0
    """From 1, among the reads that scripts fetch; 0 for others."""
    overtaken: Callable[[], Awaitable[None]] = field(default=_nothing_later, compare=False)
    """Returns once a script's later read has been answered."""

    @property
    def sends(self) -> bool:
        """Whether it may change something."""
        return self.method not in {"GET", "HEAD"}

    @property
    def target(self) -> str:
        """Path with query string."""
        return f"{self.path}?{self.query}" if self.query else self.path

    def chance(self, perturbation: str, ordinal: int | None = None) -> random.Random:
        """The chance that belongs to one perturbation at one ordinal, this hit's unless told."""
        return random.Random(f"{self.seed}:{perturbation}:{self.ordinal if ordinal is None else ordinal}")


@dataclass(frozen=True)
class Commit:
    """One commit that a gym does in the background (``world.commit_later``), as perturbations see it."""

    seed: int
    ordinal: int
    """From 1, in this world."""
    name: str
    lag: float
    """Seconds of world time until it is done."""
    can_fail: bool
    """Whether the gym knows what a failure looks like, and lets one try again."""
    fails: bool = False

    def chance(self, perturbation: str, ordinal: int | None = None) -> random.Random:
        """The chance that belongs to one perturbation at one commit, this one unless told."""
        return random.Random(f"{self.seed}:{perturbation}:commit {self.ordinal if ordinal is None else ordinal}")


class Perturbation:
    """What a perturbation may do; subclasses override what they need."""

    id: ClassVar[str]
    """``P14``"""
    title: ClassVar[str]
    layer: ClassVar[str] = "server"
    """``server``, ``network``, ``page``, ``template`` or ``seed``: where it acts."""

    def options(self, seed: int, offered: Mapping[str, tuple[str, ...]]) -> Mapping[str, str]:  # noqa: ARG002
        """Choices among the gym's options that it makes for this world, e.g. ``{"date_widget": "legacy"}``."""
        return {}

    def decoys(self) -> int:
        """How many look-alikes it wants in the initial state."""
        return 0

    def page_script(self, seed: int) -> str | None:  # noqa: ARG002 - for subclasses
        """JavaScript for the head of every page, None for nothing. See ``page_scripts.py`` for what it can use."""
        return None

    def plan(self, hit: Hit) -> Mapping[str, Any] | None:  # noqa: ARG002 - for subclasses
        """What is in store for a request, None for nothing: from parameters, seed and ordinals alone."""
        return None

    async def around(self, hit: Hit, serve: Serve, strike: Strike) -> Response:  # noqa: ARG002 - for subclasses
        """Answers a request, mostly by way of ``serve``; what ``serve`` returned is already committed."""
        return await serve()

    def committing(self, commit: Commit, strike: Strike) -> Commit:  # noqa: ARG002 - for subclasses
        """The commit as it shall happen: maybe later, maybe failing."""
        return commit

    def rivals(self, hit: Hit) -> bool:  # noqa: ARG002 - for subclasses
        """Whether the workout's rival acts right before this request is handed on."""
        return False

    def tidy(self, name: str, text: str) -> str:  # noqa: ARG002 - for subclasses
        """What the server makes of a free-text form field (``Gym.free_text``) before the site sees it."""
        return text
