"""benefits/recover_silent_reset: a form that forgets some answers when it checks them, without a word."""

from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from gyms.benefits.workouts import finding, reading
from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands, Interrupted

if TYPE_CHECKING:
    from playwright.async_api import Page


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """Somebody, and answers none of which is the form's own default."""
    return {"resident": finding.as_parameter(finding.any_resident(session, seeding)), **finding.answers(seeding)}


async def oracle(page: "Page", task: Task) -> None:
    """Fill in, let it be checked, look at every field again, mend, submit; then read the record."""
    hands = Hands(page)
    wanted: Any = task.parameters

    async def apply() -> None:
        await hands.follow("Programs")
        await hands.follow("Apply for Heating Assistance")
        await hands.fields(finding.entries(wanted))
        await hands.submit("Check my answers")
        if not await hands.shows("Estimated assistance"):
            raise Interrupted("The answers were not taken.")
        await hands.fields(finding.entries(wanted))
        await hands.submit("Submit application")

    await hands.ensure(lambda: reading.on_record(hands, "Heating Assistance"), apply)


workout = Workout(
    name="recover_silent_reset",
    title="Recover from a silent reset",
    trains="Noticing that a form has put answers back to their defaults, and entering them again before submitting.",
    goal=(
        "Apply for Heating Assistance for {resident.name}: {household_size} people, {housing.text}, heated by "
        "{heating.text}, living in {town}, {county} County; monthly household income ${income:money}, employer "
        "{employer}, employer phone {phone}, assistance from {starts_on:%B %d, %Y}. Do not share the answers with "
        "partner agencies; certify that they are true."
    ),
    bind=bind,
    start=finding.sign_in_link,
    oracle=oracle,
    stresses=("P22", "P23", "P8", "P14", "P15"),
)
