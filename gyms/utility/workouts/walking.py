"""How an oracle walks through the site: by its links where they are in sight, by address where it was thrown out."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gyms.kit.gym import Json, Task
from gyms.kit.hands import Hands
from gyms.kit.world import World

if TYPE_CHECKING:
    from playwright.async_api import Locator

PAGES = {
    "Overview": "/",
    "Requests": "/requests",
    "Account details": "/account",
    "Contact preferences": "/preferences",
}
PROCESSED = 60_000
"""Milliseconds within which a request is settled, however slow the world is."""


def start(world: World) -> str:
    """A one-time link that signs the task's customer in."""
    return world.one_time_link("/sign-in/link", str(account_id(world.task.parameters)))


def account_id(parameters: Mapping[str, Json]) -> int:
    """The customer that parameters name."""
    account: Any = parameters["account"]
    return int(account["id"])


def given(task: Task) -> Any:
    """The task's parameters."""
    return task.parameters


async def open_page(hands: Hands, name: str) -> None:
    """Be on one of the main pages, freshly loaded."""
    if await hands.link(name).count():
        await hands.follow(name)
    else:
        await hands.go(PAGES[name])


async def open_point(hands: Hands, point: Any) -> None:
    """Be on the page of a supply point."""
    await open_page(hands, "Overview")
    await hands.follow(f"{point['kind'].capitalize()}, {point['place']}")


async def nothing_pending(hands: Hands) -> None:
    """Wait on the requests page until everything that was asked for is done or has failed."""
    await open_page(hands, "Requests")
    await hands.page.locator(".tag.pending").first.wait_for(state="detached", timeout=PROCESSED)


async def on_file(hands: Hands, point: Any) -> "Locator":
    """The plan in force at a supply point as the account details have it, everything asked for being settled."""
    await nothing_pending(hands)
    await open_page(hands, "Account details")
    row = hands.page.locator("tr.active").filter(has_text=point["meter"])
    await row.wait_for()
    return row
