"""payments/freeze_card: the right one of two cards, for now and not for good, and only frozen when the bank says so."""

from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands
from gyms.payments.workouts import finding, walking

if TYPE_CHECKING:
    from playwright.async_api import Page


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """Two cards whose numbers end alike."""
    customer = finding.any_customer(session, seeding)
    card = seeding.random.choice(finding.cards(session, customer, "active"))
    return {"customer": finding.customer_parameter(customer), "card": finding.card_parameter(card)}


async def oracle(page: "Page", task: Task) -> None:
    """Ask, wait until it is settled, look at the list of cards; ask again only if it failed."""
    hands, given = Hands(page), walking.given(task)
    await hands.ensure(lambda: _is_frozen(hands, given), lambda: _freeze(hands, given))


async def _is_frozen(hands: Hands, given: Any) -> bool:
    await walking.open_card(hands, given["card"])
    asked = hands.page.locator("#events tr").filter(has_text="Request to")
    await asked.locator(".state.pending").first.wait_for(state="detached", timeout=walking.PATIENCE)
    return await walking.card_state(hands, given["card"]) == "Frozen"


async def _freeze(hands: Hands, given: Any) -> None:
    await walking.open_card(hands, given["card"])
    await hands.follow("Freeze or close this card")
    await hands.see(walking.card_name(given["card"]))
    await hands.fields({"What should happen": "Freeze it for now"})
    await hands.submit("Confirm")


workout = Workout(
    name="freeze_card",
    title="Freeze a card",
    trains="Stopping the right one of two look-alikes, reversibly, and believing it only once it is processed.",
    goal="Freeze {customer.name}'s {card.kind} card ending {card.last_four} for now, and make sure that it is frozen.",
    bind=bind,
    start=walking.start,
    oracle=oracle,
    stresses=("P1", "P2", "P28", "P35"),
)
