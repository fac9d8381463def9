"""Paying by code: what the exercises about it share."""

from typing import Any

from gyms.kit.hands import Hands
from gyms.payments.workouts import walking


async def is_sent(hands: Hands, given: Any) -> bool:
    """Whether the payment is among those made, and sent."""
    await walking.open_page(hands, "Payments")
    row = walking.row_of(hands, "transfers", given)
    return bool(await row.locator(".state.sent").count())


async def pay(hands: Hands, given: Any) -> None:
    """Go on with the payment that waits for its code; only if there is none, make one."""
    await walking.open_page(hands, "Payments")
    waiting = walking.row_of(hands, "transfers", given).filter(has_text="Waiting for code")
    if await waiting.count():
        await hands.leave(waiting.first.get_by_role("link"))
    else:
        await _fill(hands, given)
        await hands.submit("Confirm")
    await _release(hands, given)


async def _fill(hands: Hands, given: Any) -> None:
    await walking.open_page(hands, "Pay somebody")
    await hands.fields({**party(given), "Now": True, walking.DONATION: False})
    await hands.submit("Continue")
    await look_over(hands, given)


def party(given: Any) -> dict[str, Any]:
    """Who pays whom how much, by the labels of the form."""
    account, payee = given["account"], given["payee"]
    return {
        "From account": f"{account['name']}, {account['iban'][-4:]}",
        "To": f"{payee['name']}, {payee['iban']}",
        "Amount in euros": given["amount"]["typed"],
        "Reference": given["reference"],
    }


async def look_over(hands: Hands, given: Any) -> None:
    """The last look before it counts."""
    await hands.see("Nothing has been paid yet.", given["payee"]["iban"], given["amount"]["shown"])


async def _release(hands: Hands, given: Any) -> None:
    await hands.see("Waiting for code")
    number = (await hands.page.locator(".facts dd").last.inner_text()).strip()

    async def back() -> None:
        await walking.open_page(hands, "Payments")
        await hands.leave(walking.row_of(hands, "transfers", given).first.get_by_role("link"))

    code = await walking.code_from_phone(hands, f"payment {number}", back)
    await hands.fields({walking.CODE: code})
    await hands.submit("Release payment")
