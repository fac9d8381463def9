"""How an oracle walks through the clinic's site: it finds things as a person does, by label, role and text."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from gyms.clinic.slots import long_date, short_date
from gyms.kit.gym import Task
from gyms.kit.world import World

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page


def sign_in_link(world: World) -> str:
    """A one-time link that signs the task's member in."""
    member: Any = world.task.parameters["member"]
    return world.one_time_link("/sign-in/link", str(member["id"]))


def wanted(task: Task) -> tuple[str, dt.date, str]:
    """Service name, date and time that the task asks for."""
    parameters: Any = task.parameters
    return parameters["service"]["name"], dt.date.fromisoformat(parameters["date"]), parameters["time"]


async def my_visits(page: "Page") -> None:
    """Go to the list of visits."""
    await page.get_by_role("link", name="My visits", exact=True).first.click()
    await page.get_by_role("heading", name="My visits").wait_for()


def row(page: "Page", service: str, day: dt.date, time: str) -> "Locator":
    """The booked visits in the list that look like this; more than one is possible."""
    when = f"{day:%a} {short_date(day)}, {time}"
    rows = page.get_by_role("row").filter(has_text=when)
    return rows.filter(has_text=service).filter(has_text="Booked")


async def choose_date(page: "Page", day: dt.date) -> None:
    """Fill the date field, whichever kind it is."""
    field = page.get_by_label("Date", exact=True)
    await field.wait_for()
    await page.wait_for_load_state("load")  # a calendar may put a field of its own in this one's place
    if await field.get_attribute("type") == "date":
        await field.fill(day.isoformat())
        return
    await field.click()
    flat, jquery = page.locator(".flatpickr-calendar.open"), page.locator("#ui-datepicker-div")
    await flat.or_(jquery).filter(visible=True).first.wait_for()
    if await flat.count():
        await _in_flatpickr(flat, day)
    else:
        await _in_jquery_ui(jquery, day)


async def _in_flatpickr(calendar: "Locator", day: dt.date) -> None:
    await calendar.get_by_label("Month", exact=True).select_option(label=f"{day:%B}")
    await calendar.get_by_label(f"{day:%B} {day.day}, {day.year}", exact=True).click()


async def _in_jquery_ui(calendar: "Locator", day: dt.date) -> None:
    title = calendar.locator(".ui-datepicker-title")
    while (shown := " ".join((await title.inner_text()).split())) != f"{day:%B %Y}":
        later = dt.datetime.strptime(shown, "%B %Y").date() < day  # noqa: DTZ007 - a month has no zone
        await calendar.get_by_title("Next" if later else "Prev").click()
    await calendar.get_by_role("link", name=str(day.day), exact=True).click()


async def choose_time(page: "Page", time: str) -> None:
    """Wait until the time is offered, then choose it."""
    field = page.get_by_label("Time", exact=True)
    await field.locator("option", has_text=time).wait_for(state="attached")
    await field.select_option(label=time)


async def submit(page: "Page", button: str) -> None:
    """Press a form's button once and wait until its page has gone."""
    pressed = page.get_by_role("button", name=button, exact=True)
    await pressed.click()
    await pressed.wait_for(state="detached")


async def expect(page: "Page", *texts: str) -> None:
    """See each of these texts on the page; times out where one is missing."""
    for text in texts:
        await page.get_by_text(text).first.wait_for()


async def read_visit(page: "Page", service: str, day: dt.date, time: str) -> None:
    """Be on the page of a visit that is booked just like this."""
    await page.get_by_role("heading", name=service, exact=True).wait_for()
    await expect(page, f"{long_date(day)}, {time}", "Booked")
