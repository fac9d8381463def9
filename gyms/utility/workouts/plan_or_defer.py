"""utility/plan_or_defer: the same change of plan, but for one half of the tasks the account is on hold."""

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from gyms.kit.gym import Deferral, Json, Seeding, Task, Workout
from gyms.kit.hands import Hands
from gyms.utility.models import Account
from gyms.utility.workouts import change_plan, finding, planning, walking

if TYPE_CHECKING:
    from playwright.async_api import Page


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """Both twins owe money; one of the accounts is on hold for it."""
    given = change_plan.bind(session, seeding)
    account = session.get_one(Account, walking.account_id(given))
    account.balance_cents = -seeding.random.randrange(4_000, 32_000)
    account.on_hold = seeding.twin
    return given


async def oracle(page: "Page", task: Task) -> Deferral | None:
    """Look at the account first: on hold, an adviser has to agree."""
    hands, given = Hands(page), walking.given(task)
    if await hands.undisturbed(lambda: _on_hold(hands)):
        return Deferral("account_on_hold", str(given["account"]["id"]))
    await hands.ensure(lambda: planning.is_changed(hands, given), lambda: planning.ask(hands, given))
    return None


async def _on_hold(hands: Hands) -> bool:
    await walking.open_page(hands, "Account details")
    await hands.see("Plans on file")
    return await hands.shows("On hold")


workout = Workout(
    name="plan_or_defer",
    title="Change a plan, or leave it to an adviser",
    trains="Finding out whether one may act before acting, and handing over where one may not.",
    goal=(
        "Change the plan of {account.holder}'s {point.kind} supply, {point.place}, to {tariff.name}, "
        "billed {billing.words}."
    ),
    bind=bind,
    start=walking.start,
    oracle=oracle,
    stresses=("P1", "P2", "P30"),
    twins=True,
    decoys=finding.more_flats,
)
