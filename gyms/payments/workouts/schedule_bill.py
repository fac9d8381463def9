"""payments/schedule_bill: one payment on a later day, once, and none today."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands
from gyms.payments.site import day
from gyms.payments.workouts import finding, paying, walking

if TYPE_CHECKING:
    from playwright.async_api import Page


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """A day some weeks ahead."""
    due = seeding.today + dt.timedelta(days=seeding.random.randrange(5, 120))
    return {**finding.payment(session, seeding, seeding.random.randrange(1_990, 140_000)), "due": due.isoformat()}


async def oracle(page: "Page", task: Task) -> None:
    """Look among the payments to come; schedule it only if it isn't there."""
    hands, given = Hands(page), walking.given(task)
    await hands.ensure(lambda: _is_scheduled(hands, given), lambda: _schedule(hands, given))


def _due(given: Any) -> dt.date:
    return dt.date.fromisoformat(given["due"])


async def _is_scheduled(hands: Hands, given: Any) -> bool:
    await walking.open_page(hands, "Payments")
    row = walking.row_of(hands, "schedules", given).filter(has_text=day(_due(given)))
    return bool(await row.filter(has_text="Once").count())


async def _schedule(hands: Hands, given: Any) -> None:
    await walking.open_page(hands, "Pay somebody")
    await hands.fields(
        {
            **paying.party(given),
            "On a later day": True,
            "Day of payment": _due(given),
            "How often": "Once",
            walking.DONATION: False,
        }
    )
    await hands.submit("Continue")
    await paying.look_over(hands, given)
    await hands.see(f"{day(_due(given))}, once")
    await hands.submit("Confirm")


workout = Workout(
    name="schedule_bill",
    title="Schedule a bill",
    trains="Setting up one payment on the right later day, and not paying at once or every month.",
    goal=(
        "Schedule one payment of {amount.shown} from {customer.name}'s {account.name} to {payee.name}, "
        "account number {payee.iban}, for {due:%A %d %B %Y}, with the reference “{reference}”."
    ),
    bind=bind,
    start=walking.start,
    oracle=oracle,
    stresses=("P34", "P28", "P15", "P27"),
    decoys=finding.more_namesakes,
)
