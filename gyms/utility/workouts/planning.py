"""Changing a plan: what the exercises about it share."""

from typing import Any

from gyms.kit.hands import Hands
from gyms.utility.messages import BILLING_NAMES
from gyms.utility.workouts.walking import on_file, open_point

COVER = "Add repair cover for € 4.90 a month"


async def is_changed(hands: Hands, given: Any) -> bool:
    """Whether the new plan is in force, by the account details."""
    row = await on_file(hands, given["point"])
    cells = [text.strip() for text in await row.get_by_role("cell").all_inner_texts()]
    return given["tariff"]["name"] in cells and BILLING_NAMES[given["billing"]["code"]] in cells


async def ask(hands: Hands, given: Any) -> None:
    """Fill the form and send it once. Only where nothing is pending and the plan isn't the new one yet."""
    await open_point(hands, given["point"])
    await hands.follow("Change plan")
    await hands.fields(
        {"New plan": given["tariff"]["name"], "Billing": BILLING_NAMES[given["billing"]["code"]], COVER: False}
    )
    await hands.submit("Change plan")
