"""mail/scroll_to_message: one message far down a long list that loads while one scrolls."""

import re
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands, Interrupted
from gyms.mail.models import Email
from gyms.mail.workouts import choosing, walking

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

FOLDER = "Building alerts"
MOST_LOOKS = 150
"""How often one looks at a list where nothing moves."""

_IN_VIEW = """(list) => {
  const box = list.getBoundingClientRect();
  const shown = [...list.querySelectorAll("tr[data-number]")].filter((row) => {
    const place = row.getBoundingClientRect();
    return place.bottom > box.top && place.top < box.bottom;
  });
  return shown.map((row) => Number(row.dataset.number));
}"""
"""The numbers of the rows that one sees; none while rows are still on their way."""


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """A place in the list, well below what is shown first; the message there is not flagged yet."""
    folder = choosing.folder(session, FOLDER)
    query = select(Email).where(Email.folder_id == folder.id).order_by(Email.sent_at.desc(), Email.id.desc())
    emails = session.scalars(query).all()
    places = [place for place, email in enumerate(emails, 1) if place > 54 and not email.flagged]
    number = seeding.random.choice(places)
    return {
        "account": choosing.account(session),
        "folder": {"id": folder.id, "name": folder.name},
        "number": number,
        "message": {"id": emails[number - 1].id},
    }


async def oracle(page: "Page", task: Task) -> None:
    """Scroll to the row, flag it, load the list anew and look at the row again."""
    hands = Hands(page)
    wanted: Any = task.parameters

    async def row() -> "Locator":
        await walking.at_home(hands)
        await hands.follow(wanted["folder"]["name"])
        return await _scroll_to(hands, wanted["number"])

    async def done() -> bool:
        star = (await row()).get_by_role("button", name="Flag")
        return await star.get_attribute("aria-pressed") == "true"

    async def act() -> None:
        star = (await row()).get_by_role("button", name="Flag")
        if await star.get_attribute("aria-pressed") == "true":
            return
        async with page.expect_response(re.compile("/flag$")):
            await hands.click(star)

    await hands.ensure(done, act)


async def _scroll_to(hands: Hands, number: int) -> "Locator":
    """The row of that number, wherever it is: further down, on a later page, or above where one has got to."""
    place = hands.page.locator("td.no").filter(has_text=re.compile(rf"^\s*{number}\s*$"))
    row = walking.rows(hands).filter(has=place)
    seen: object = None
    looks = 0
    while looks < MOST_LOOKS:
        if await row.count():
            await row.scroll_into_view_if_needed()
            return row
        older = hands.link("Older")
        if await older.count():
            await hands.leave(older)
            continue
        view = await hands.page.locator("#list").evaluate(_IN_VIEW)
        looks = looks + 1 if view == seen else 0
        seen = view
        if view:
            await hands.page.locator("#list").hover()
            await hands.page.mouse.wheel(0, 500 if view[-1] < number else -300)
        await hands.page.wait_for_timeout(80)
    raise Interrupted(f"Row {number} has not come by; in view is {seen}.")


workout = Workout(
    name="scroll_to_message",
    title="Scroll to a message and flag it",
    trains="Scrolling a long list that loads as one goes, to the k-th row, and acting on that row alone.",
    goal="In the folder “{folder.name}”, flag message number {number} of the list, counted from the newest.",
    bind=bind,
    start=choosing.start,
    oracle=oracle,
    options={"scrolling": ("plain", "nested", "virtualised")},
    stresses=("P6", "P13", "P18", "P39"),
)
