"""How the oracles file a claim, and see whether it is filed."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from gyms.insurance.rendering import day, dollars
from gyms.kit.hands import Interrupted

if TYPE_CHECKING:
    from gyms.kit.hands import Hands


async def open_policy(hands: "Hands", number: str) -> None:
    """The page of one policy, by its number."""
    await hands.follow("Policies")
    await hands.leave(hands.page.get_by_role("link", name=number, exact=True).first)
    await expect(hands, number, "Your cover")


async def is_filed(hands: "Hands", wanted: Any) -> bool:
    """Whether such a claim is on record; its page is then shown."""
    await hands.follow("Claims")
    await expect(hands, "Your claims")
    rows = hands.page.get_by_role("row")
    for text in (wanted["policy"]["number"], day(lost_on(wanted)), dollars(wanted["amount"]), "Approved"):
        rows = rows.filter(has_text=text)
    if not await rows.count():
        return False
    await hands.leave(rows.first.get_by_role("link").first)
    await expect(hands, wanted["payee"]["text"])
    return True


async def file(hands: "Hands", wanted: Any) -> None:
    """Form, review, filed."""
    await open_policy(hands, wanted["policy"]["number"])
    await hands.follow("File a claim")
    await hands.fields(
        {
            "What happened": wanted["cause"]["text"],
            "Day of the loss": lost_on(wanted),
            "Amount ($)": f"{wanted['amount'] / 100:.2f}",
            "In your words": wanted["details"],
            "Pay to": wanted["payee"]["text"],
            "Share this claim with repair partners": False,
        }
    )
    await hands.submit("Continue")
    await expect(hands, "Please look it over", dollars(wanted["amount"]), day(lost_on(wanted)))
    await expect(hands, wanted["cause"]["text"], wanted["payee"]["text"])
    await hands.submit("Confirm")


async def expect(hands: "Hands", *texts: str) -> None:
    """All of these are shown, or the attempt ends."""
    for text in texts:
        if not await hands.shows(text):
            raise Interrupted(f"The page doesn't say {text}.")


def lost_on(wanted: Any) -> dt.date:
    """The day of the loss."""
    return dt.date.fromisoformat(wanted["lost_on"])
