"""How an oracle walks through the bank: by its links where they are in sight, by address where it was thrown out."""

import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from gyms.kit.gym import Task
from gyms.kit.hands import Hands
from gyms.kit.world import World

if TYPE_CHECKING:
    from playwright.async_api import Locator

PAGES = {
    "Accounts": "/",
    "Pay somebody": "/pay",
    "Payments": "/payments",
    "Cards": "/cards",
    "Your phone": "/phone",
}
PATIENCE = 60_000
"""Milliseconds for what comes about in the background."""
DONATION = "Add €1.00 for the Lifeboat Fund"
CODE = "Code from your phone"


def start(world: World) -> str:
    """A one-time link that signs the task's customer in."""
    customer: Any = world.task.parameters["customer"]
    return world.one_time_link("/sign-in/link", str(customer["id"]))


def given(task: Task) -> Any:
    """The task's parameters."""
    return task.parameters


async def open_page(hands: Hands, name: str) -> None:
    """Be on one of the main pages, freshly loaded."""
    if await hands.link(name).count():
        await hands.follow(name)
    else:
        await hands.go(PAGES[name])


def card_name(card: Any) -> str:
    """How the site calls a card."""
    return f"{card['kind']} card ending {card['last_four']}"


async def open_card(hands: Hands, card: Any) -> None:
    """Be on the page of a card."""
    await open_page(hands, "Cards")
    await hands.follow(card_name(card))


async def card_state(hands: Hands, card: Any) -> str:
    """The state of a card in the list of cards."""
    await open_page(hands, "Cards")
    row = hands.page.get_by_role("row").filter(has_text=card_name(card))
    return (await row.locator(".state").inner_text()).strip()


def as_amount(given: Any) -> "re.Pattern[str]":
    """The amount of a payment as a whole: €12.00 is not in €112.00."""
    return re.compile(rf"(?<![\d,]){re.escape(given['amount']['shown'])}(?!\d)")


def row_of(hands: Hands, table: str, given: Any) -> "Locator":
    """The row of a payment in one of the tables, by number, amount and reference."""
    rows = hands.page.locator(f"#{table} tbody tr").filter(has_text=given["payee"]["iban"])
    return rows.filter(has_text=as_amount(given)).filter(has_text=given["reference"])


async def code_from_phone(hands: Hands, about: str, back: Callable[[], Awaitable[None]]) -> str:
    """The newest code for something: from the phone beside the form, or from its page and ``back`` to the form."""
    if await hands.page.locator("iframe[title='Your phone']").count():
        return await _read(hands.page.frame_locator("iframe[title='Your phone']").locator("article"), about)
    await open_page(hands, "Your phone")
    code = await _read(hands.page.locator("article"), about)
    await back()
    return code


async def _read(messages: "Locator", about: str) -> str:
    whole = re.compile(rf"{re.escape(about)}(?!\d)")
    good = messages.filter(has_text=whole).first  # the newest is on top
    await good.wait_for(timeout=PATIENCE)
    return (await good.locator("strong").inner_text()).strip()
