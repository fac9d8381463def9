"""How an oracle walks through the clinic's site: it finds things as a person does, by label, role and text."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gyms.clinic.slots import long_date, short_date
from gyms.kit.gym import Json, Task
from gyms.kit.hands import Hands, Interrupted
from gyms.kit.world import World

if TYPE_CHECKING:
    from playwright.async_api import Locator


@dataclass(frozen=True)
class Looks:
    """A visit as the member sees it."""

    service: str
    day: dt.date
    time: str
    status: str = "Booked"


def sign_in_link(world: World) -> str:
    """A one-time link that signs the task's member in."""
    member: Any = world.task.parameters["member"]
    return world.one_time_link("/sign-in/link", str(member["id"]))


def wanted(task: Task) -> Looks:
    """The visit that the task wants there to be."""
    return _looks(task, dict(task.parameters))


def named(task: Task, status: str = "Booked") -> Looks:
    """The visit that the task speaks of, as it was or with another status."""
    visit: Any = task.parameters["visit"]
    return _looks(task, visit, status)


def _looks(task: Task, when: dict[str, Json], status: str = "Booked") -> Looks:
    service: Any = task.parameters["service"]
    return Looks(service["name"], dt.date.fromisoformat(str(when["date"])), str(when["time"]), status)


async def my_visits(hands: Hands) -> None:
    """Go to the list of visits."""
    await hands.follow("My visits")
    await hands.page.get_by_role("heading", name="My visits").wait_for()


def row(hands: Hands, looks: Looks) -> "Locator":
    """The visits in the list that look like this; more than one is possible."""
    when = f"{looks.day:%a} {short_date(looks.day)}, {looks.time}"
    rows = hands.page.get_by_role("row").filter(has_text=when)
    return rows.filter(has_text=looks.service).filter(has_text=looks.status)


async def is_there(hands: Hands, looks: Looks) -> bool:
    """Whether there is such a visit, read from the list and then from its own page."""
    await my_visits(hands)
    if not await row(hands, looks).count():
        return False
    await open_visit(hands, looks)
    return True


async def open_visit(hands: Hands, looks: Looks) -> None:
    """From the list to the page of the visit that looks like this."""
    await hands.leave(row(hands, looks).get_by_role("link"))  # fails if there are two
    await hands.page.get_by_role("heading", name=looks.service, exact=True).wait_for()
    await hands.see(f"{long_date(looks.day)}, {looks.time}", looks.status)


async def choose_place(hands: Hands, looks: Looks) -> None:
    """Fill in date and time; the times come when the date is known."""
    await hands.date("Date", looks.day)
    await _times_come(hands, looks.time)
    await hands.choose("Time", looks.time)
    if not await hands.holds("Date", looks.day):
        raise Interrupted("The date is another one again.")


async def _times_come(hands: Hands, time: str) -> None:
    """Waits until the time is offered; asks again where the times could not be loaded."""
    offered = hands.page.locator('[name="time"] option', has_text=time)
    again = hands.page.locator("#time-again:not([hidden])")
    for _ in range(6):
        await offered.or_(again).first.wait_for(state="attached")
        if await offered.count():
            return
        await hands.click(again)
