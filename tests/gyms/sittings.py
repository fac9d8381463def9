"""One sitting of an oracle (or of any story) in a browser, against a world that is served, and its verdict."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from playwright.async_api import Page

from gyms.kit.hosted import HostedWorld
from gyms.kit.profiles import PROFILES, Profiles
from gyms.kit.server import Server
from gyms.kit.world import World
from gyms.kit.worlds import Worlds
from tests.gyms.stage import Events, outcome_of, verdict
from workbench.domain.actions import Outcome
from workbench.domain.verdicts import Verdict
from workbench.session.browser import BrowserHost, HostListener, OpenRequest, PageHandle

MOST_DRAINED = 120.0
"""Seconds of world time that pending work is given after the end."""


async def _attached(_: PageHandle) -> None:
    """Nothing more to do with a new tab."""


QUIET = HostListener(_attached, *[lambda *_: None] * 6)


@dataclass(frozen=True)
class Sitting:
    """A page that shows a world's start, and everything that the world told so far."""

    page: Page
    hosted: HostedWorld
    events: Events

    @property
    def world(self) -> World:
        return self.hosted.world

    async def solve(self) -> Outcome:
        """The oracle does the task; returns what it declares."""
        workout = self.world.gym.workout(self.world.task.workout)
        return outcome_of(await workout.oracle(self.page, self.world.task))

    async def verdict(self, outcome: Outcome | None = None) -> Verdict:
        """What the shipped spec says now, pending work done."""
        await self.hosted.drain(MOST_DRAINED)
        return verdict(self.world, self.events, outcome)

    def struck(self) -> list[str]:
        """Ids of the perturbations that struck, in order."""
        return [event["perturbation"] for event in self.events if event["event"] == "disturbance"]


@asynccontextmanager
async def sitting(
    host: BrowserHost,
    worlds: Worlds,
    workout: str,
    *,
    seed: int = 1,
    profile: str = "clean",
    options: Mapping[str, str] | None = None,
    profiles: Profiles = PROFILES,
) -> AsyncIterator[Sitting]:
    """Opens a world and a fresh page on its start; closes both."""
    events: Events = []
    server = Server(worlds, profiles, lambda event: events.append(dict(event)))
    await server.start()
    try:
        gym, _, name = workout.partition("/")
        hosted = await server.open(gym, name, seed=seed, profile_name=profile, options=options or {})
        page = (await host.open(OpenRequest(hosted.world.origin), QUIET)).page
        page.set_default_timeout(30_000)
        await page.goto(hosted.world.origin + hosted.world.task.start_path)
        yield Sitting(page, hosted, events)
        await host.close()
    finally:
        await server.stop()
