"""utility/change_plan: the page says at once that the plan is changed; it is only when the background job says so."""

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands
from gyms.utility.messages import BILLING_NAMES
from gyms.utility.models import BILLINGS, KINDS
from gyms.utility.processing import current
from gyms.utility.workouts import finding, planning, walking

if TYPE_CHECKING:
    from playwright.async_api import Page


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """One of two neighbouring flats gets a plan whose name has look-alikes."""
    account = finding.any_account(session, seeding)
    point = finding.any_point(session, seeding, account, KINDS)
    now = current(session, point.id)
    tariff = finding.other_tariff(session, seeding, now)
    billing = seeding.random.choice(BILLINGS)
    return {
        "account": finding.account_parameter(account),
        "point": finding.point_parameter(point),
        "old": {"id": now.id, "option": now.option},
        "tariff": {"id": tariff.id, "name": tariff.name},
        "billing": {"code": billing, "words": BILLING_NAMES[billing].lower()},
        "today": seeding.today.isoformat(),
    }


async def oracle(page: "Page", task: Task) -> None:
    """Ask for the change, wait until it is processed, look at what is on file; ask again only if it failed."""
    hands, given = Hands(page), walking.given(task)
    await hands.ensure(lambda: planning.is_changed(hands, given), lambda: planning.ask(hands, given))


workout = Workout(
    name="change_plan",
    title="Change a plan",
    trains="Choosing from drop-downs of any kind, and believing the system instead of the page that says it is done.",
    goal=(
        "{account.holder} wants another plan for the {point.kind} supply of {point.place}: {tariff.name}, "
        "billed {billing.words}. Change it, and make sure that it is in force."
    ),
    bind=bind,
    start=walking.start,
    oracle=oracle,
    stresses=("P1", "P2", "P35", "P28"),
    decoys=finding.more_flats,
)
