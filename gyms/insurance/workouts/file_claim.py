"""insurance/file_claim: one claim, on the policy and the term that covered that very thing on that very day."""

from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from gyms.insurance.workouts import claiming, finding
from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands

if TYPE_CHECKING:
    from playwright.async_api import Page


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """A loss under any policy, also of the term before, well within its limit."""
    holder = finding.any_holder(session, seeding)
    policy = seeding.random.choice(finding.policies(session, holder, "auto", "home", "travel"))
    amount = finding.amount(seeding, 20_000, 150_000)
    policy.auto_limit = max(policy.auto_limit, finding.limit_for(amount, above=False))
    session.flush()
    return {"holder": finding.as_parameter(holder), "amount": amount, **finding.loss(session, seeding, policy)}


async def oracle(page: "Page", task: Task) -> None:
    """File it once, then read the claim itself."""
    hands = Hands(page)
    wanted: Any = task.parameters
    await hands.ensure(lambda: claiming.is_filed(hands, wanted), lambda: claiming.file(hands, wanted))


workout = Workout(
    name="file_claim",
    title="File a claim on the right policy",
    trains="Telling look-alike policies apart: by plate, and by the term that was in force on the day.",
    goal=(
        "File a claim for {holder.name}'s “{policy.subject}” under the policy in force on the day of the loss: "
        "“{cause.text}” on {lost_on:%A, %B %d, %Y}, ${amount:money}, in the words “{details}”. It is to be paid to "
        "{payee.text} and not shared with repair partners."
    ),
    bind=bind,
    start=finding.sign_in_link,
    oracle=oracle,
    stresses=("P27", "P34", "P35", "P22", "P28", "P15"),
)
