"""payments/transfer: one payment, to the right one of two namesakes, released by one code."""

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands
from gyms.payments.workouts import finding, paying, walking

if TYPE_CHECKING:
    from playwright.async_api import Page


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """An amount that every account has and may pay."""
    return finding.payment(session, seeding, seeding.random.randrange(1_250, 148_000))


async def oracle(page: "Page", task: Task) -> None:
    """Look among the payments; go on with one that waits; make one only if there is none."""
    hands, given = Hands(page), walking.given(task)
    await hands.ensure(lambda: paying.is_sent(hands, given), lambda: paying.pay(hands, given))


workout = Workout(
    name="transfer",
    title="Send money",
    trains="Paying the exact amount to the right namesake once, also when the answer to the payment is lost.",
    goal=(
        "Send {amount.shown} from {customer.name}'s {account.name} to {payee.name}, account number {payee.iban}, "
        "with the reference “{reference}”."
    ),
    bind=bind,
    start=walking.start,
    oracle=oracle,
    stresses=("P15", "P16", "P29", "P27"),
    decoys=finding.more_namesakes,
)
