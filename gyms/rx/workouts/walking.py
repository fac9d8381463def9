"""How the oracles find their way, request a refill and see whether it is there."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from gyms.kit.hands import Interrupted
from gyms.rx.rendering import day

if TYPE_CHECKING:
    from gyms.kit.hands import Hands


async def expect(hands: "Hands", *texts: str) -> None:
    """All of these are shown, or the attempt ends."""
    for text in texts:
        if not await hands.shows(text):
            raise Interrupted(f"The page doesn't say {text}.")


async def open_prescription(hands: "Hands", wanted: Any) -> None:
    """The page of one prescription, by its number."""
    await hands.follow("Prescriptions")
    await hands.leave(hands.page.get_by_role("link").filter(has_text=f"Rx {wanted['number']}").first)
    await expect(hands, f"Rx {wanted['number']}", "Last filled")


async def is_requested(hands: "Hands", wanted: Any) -> bool:
    """Whether such a request is on record; its page is then shown."""
    await hands.follow("Refills")
    await expect(hands, "My refills")
    links = hands.page.get_by_role("link").filter(has_text=f"Rx {wanted['prescription']['number']}")
    fresh = links.filter(has_text=day(pickup_on(wanted))).filter(has_text="Preparing")
    if not await fresh.count():
        return False
    await hands.leave(fresh.first)
    await expect(hands, wanted["store"]["text"], wanted["time"]["text"])
    return True


async def request(hands: "Hands", wanted: Any) -> None:
    """The form, filled in and sent."""
    await open_prescription(hands, wanted["prescription"])
    await hands.follow("Refill this")
    await expect(hands, wanted["prescription"]["text"])
    plain: dict[str, str | dt.date | bool] = {
        "Pick-up day": pickup_on(wanted),
        "Time of day": wanted["time"]["text"],
        "Remind me by": wanted["notify"]["text"],
        "Enroll in automatic refills": False,
    }
    await hands.fields(plain)
    await hands.suggest("Pick-up branch", wanted["store"]["text"].replace(",", ""), wanted["store"]["text"])
    await hands.fields(plain)
    await hands.submit("Request refill")


def pickup_on(wanted: Any) -> dt.date:
    """The day of picking it up."""
    return dt.date.fromisoformat(wanted["pickup_on"])
