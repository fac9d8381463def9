"""payments/verify_card: a new card is activated by the code that arrives on the phone."""

from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands
from gyms.payments.models import Card
from gyms.payments.workouts import finding, walking

if TYPE_CHECKING:
    from playwright.async_api import Page


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """Two new cards lie in the letter-box; one of them is wanted."""
    customer = finding.any_customer(session, seeding)
    first = finding.cards(session, customer, "issued")[0]
    four = first.last_four
    second = Card(
        account_id=first.account_id,
        kind=first.kind,
        last_four=f"{four[:2]}{(int(four[2:]) + seeding.random.randrange(1, 99)) % 100:02d}",
        holder=first.holder,
        expires=first.expires,
        status="issued",
    )
    session.add(second)
    session.flush()
    card = seeding.random.choice((first, second))
    return {"customer": finding.customer_parameter(customer), "card": finding.card_parameter(card)}


async def oracle(page: "Page", task: Task) -> None:
    """Have a code sent unless one is on its way, read it from the phone, enter it."""
    hands, given = Hands(page), walking.given(task)
    await hands.ensure(lambda: _is_active(hands, given), lambda: _activate(hands, given))


async def _is_active(hands: Hands, given: Any) -> bool:
    return await walking.card_state(hands, given["card"]) == "Active"


async def _activate(hands: Hands, given: Any) -> None:
    async def to_form() -> None:
        await walking.open_card(hands, given["card"])
        await hands.follow("Activate this card")

    await to_form()
    if await hands.button("Send me a code").count():
        await hands.submit("Send me a code")
    code = await walking.code_from_phone(hands, f"ending {given['card']['last_four']}", to_form)
    await hands.fields({walking.CODE: code})
    await hands.submit("Activate")


workout = Workout(
    name="verify_card",
    title="Activate a card",
    trains="Fetching a one-time code that arrives elsewhere, later, and using it once for the right thing.",
    goal="Activate {customer.name}'s new {card.kind} card ending {card.last_four}. The code comes to the phone.",
    bind=bind,
    start=walking.start,
    oracle=oracle,
    stresses=("P8", "P15", "P1"),
)
