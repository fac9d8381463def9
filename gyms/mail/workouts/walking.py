"""How an oracle walks through the webmail: by the links, buttons and fields that a person would use."""

import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from gyms.kit.hands import Hands, Interrupted

if TYPE_CHECKING:
    from playwright.async_api import Locator

TODAY = re.compile(r"^\s*\d\d:\d\d\s*$")
"""How lists show the date of a message of today."""


async def search(hands: Hands, words: str) -> "Locator":
    """Looks for messages; returns the rows found."""
    await at_home(hands)
    await hands.fill("Search mail", words)
    await hands.submit("Search")
    await hands.see(f"Search: {words}")
    return rows(hands)


async def at_home(hands: Hands) -> None:
    """Be on a page of the mailbox, by the side bar where there is one."""
    if await hands.link("Inbox").count():
        await hands.follow("Inbox")
    else:
        await hands.go("/")
    await hands.link("Inbox").wait_for()


def rows(hands: Hands) -> "Locator":
    """The messages of the list that is shown."""
    return hands.page.locator("tbody tr[data-number]")


async def choose_person(hands: Hands, label: str, person: dict[str, Any]) -> None:
    """Types a name, waits for the suggestions and takes the one of the right organisation."""
    field = hands.page.get_by_label(label, exact=True)
    for _ in range(4):
        if await names(hands, label, person):
            return
        await hands.click(field)
        await field.press("Control+a")
        await field.press_sequentially(person["name"])
        option = hands.page.get_by_role("option").filter(has_text=person["organisation"], visible=True)
        option = option.filter(has_text=person["name"]).first
        for _ in range(30):
            if await option.count():
                await hands.click(option)
                break
            await hands.page.wait_for_timeout(150)
    raise Interrupted(f"The field {label} does not take {person['name']}.")


async def names(hands: Hands, label: str, person: dict[str, Any]) -> bool:
    """Whether a recipients' field names just this person."""
    shown = await hands.page.get_by_label(label, exact=True).input_value()
    return shown.strip(" ,") == f"{person['name']} <{person['address']}>"


async def send(
    hands: Hands,
    subject: str,
    people: dict[str, dict[str, Any]],
    values: dict[str, Any],
    opened: Callable[[], Awaitable[None]],
) -> None:
    """Sends one message and sees it in Sent. ``opened`` shows its form; ``people`` go into fields by suggestion."""

    async def act() -> None:
        if await try_again(hands, subject):
            return
        await opened()
        for label, person in people.items():
            await choose_person(hands, label, person)
        await hands.fields(values)
        if not all([await names(hands, label, person) for label, person in people.items()]):
            raise Interrupted("The recipients have changed.")
        await hands.submit("Send")

    await hands.ensure(lambda: delivered(hands, subject), act)


async def delivered(hands: Hands, subject: str) -> bool:
    """Whether the message is in Sent; waits while it is still on its way. Ends on the message itself."""
    for _ in range(80):
        await at_home(hands)
        await hands.follow("Outbox")
        waiting = hands.page.get_by_role("row").filter(has_text=subject)
        if await waiting.filter(has_text="Being sent").count():
            await hands.page.wait_for_timeout(500)
            continue
        if await waiting.filter(has_text="Not delivered").count():
            return False
        await hands.follow("Sent")
        of_today = hands.page.locator("td.date").filter(has_text=TODAY)
        found = rows(hands).filter(has_text=subject).filter(has=of_today)
        if not await found.count():
            return False
        await hands.leave(found.first.get_by_role("link").first)  # its subject may have been tidied
        await hands.page.locator("#reading").get_by_role("heading", name=subject).wait_for()
        return True
    raise Interrupted("The message stays in the outbox.")


async def try_again(hands: Hands, subject: str) -> bool:
    """Sends a message again that could not be delivered; False if there is none."""
    await at_home(hands)
    await hands.follow("Outbox")
    failed = hands.page.get_by_role("row").filter(has_text=subject).filter(has_text="Not delivered")
    if not await failed.count():
        return False
    await hands.submit("Try again", within=failed.first)
    return True


async def open_message(hands: Hands, subject: str, sender: str, moment: str) -> None:
    """Opens the one message of that subject, sender and moment among its look-alikes."""
    found = (await search(hands, subject)).filter(has_text=sender)
    for place in range(await found.count()):
        await hands.leave(found.nth(place).get_by_role("link").first)
        if await hands.page.locator(".headers").get_by_text(moment).count():
            return
        found = (await search(hands, subject)).filter(has_text=sender)
    raise Interrupted(f"There is no message of {sender} of {moment}.")


async def tick_only(hands: Hands, wanted: "list[Locator]") -> None:
    """Ticks these rows of the list and sees that no other is ticked."""
    for row in wanted:
        box = row.get_by_role("checkbox")
        if not await box.is_checked():
            await hands.click(box)
    ticked = hands.page.locator("tbody tr[data-number]").get_by_role("checkbox", checked=True)
    on = [await row.get_by_role("checkbox").is_checked() for row in wanted]
    if not all(on) or await ticked.count() != len(wanted):
        raise Interrupted("Other messages are ticked than meant.")
