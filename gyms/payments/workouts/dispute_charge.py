"""payments/dispute_charge: one of two charges that differ by some minutes."""

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands
from gyms.payments.models import Card
from gyms.payments.populate import DISPUTE_REASONS, SHOPS, add_charge
from gyms.payments.site import day
from gyms.payments.workouts import finding, walking

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """The same shop charged the same amount twice in one day, and another card once more."""
    random = seeding.random
    customer = finding.any_customer(session, seeding)
    card, other = random.sample(finding.cards(session, customer, "active"), 2)
    shop, cents, days = random.choice(SHOPS), random.randrange(1_200, 24_000), random.randrange(1, 25)
    first = add_charge(session, seeding, card, shop, cents, days=days)
    second = add_charge(session, seeding, card, shop, cents, days=days)
    second.at = first.at + dt.timedelta(minutes=random.randrange(2, 50))
    add_charge(session, seeding, other, shop, cents, days=days)
    session.flush()
    charge = random.choice((first, second))
    reason = random.choice(list(DISPUTE_REASONS))
    return {
        "customer": finding.customer_parameter(customer),
        "card": finding.card_parameter(card),
        "charge": {
            "id": charge.id,
            "merchant": shop,
            "date": charge.at.date().isoformat(),
            "time": f"{charge.at:%H:%M}",
        },
        "amount": finding.amount(cents),
        "reason": {"code": reason, "words": DISPUTE_REASONS[reason]},
    }


def decoys(session: Session, seeding: Seeding, parameters: Mapping[str, Json], count: int) -> None:
    """The same shop and amount on neighbouring days."""
    given: Any = parameters
    card = session.get_one(Card, given["card"]["id"])
    ago = (seeding.today - dt.date.fromisoformat(given["charge"]["date"])).days
    for away in range(1, count + 1):
        add_charge(session, seeding, card, given["charge"]["merchant"], given["amount"]["cents"], days=ago + away)


async def oracle(page: "Page", task: Task) -> None:
    """Dispute the charge unless its row says that it is."""
    hands, given = Hands(page), walking.given(task)
    await hands.ensure(lambda: _is_disputed(hands, given), lambda: _dispute(hands, given))


def _row(hands: Hands, given: Any) -> "Locator":
    charge = given["charge"]
    when = f"{day(dt.date.fromisoformat(charge['date']))}, {charge['time']}"
    rows = hands.page.locator("#events tbody tr").filter(has_text=when).filter(has_text=charge["merchant"])
    return rows.filter(has_text=walking.as_amount(given))


async def _is_disputed(hands: Hands, given: Any) -> bool:
    await walking.open_card(hands, given["card"])
    return bool(await _row(hands, given).get_by_role("cell", name="Disputed", exact=True).count())


async def _dispute(hands: Hands, given: Any) -> None:
    await walking.open_card(hands, given["card"])
    await hands.leave(_row(hands, given).get_by_role("link", name="Dispute", exact=True))
    await hands.see(given["charge"]["time"])
    await hands.fields({"What is wrong with it": given["reason"]["words"]})
    await hands.submit("Send")


workout = Workout(
    name="dispute_charge",
    title="Dispute a charge",
    trains="Telling one record from its twin by the one thing in which they differ.",
    goal=(
        "Dispute the charge of {amount.shown} by {charge.merchant} on {charge.date:%d %B %Y} at {charge.time} "
        "on {customer.name}'s {card.kind} card ending {card.last_four}. The reason: “{reason.words}”."
    ),
    bind=bind,
    start=walking.start,
    oracle=oracle,
    stresses=("P27", "P39", "P35", "P15"),
    decoys=decoys,
)
