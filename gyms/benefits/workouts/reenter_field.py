"""benefits/reenter_field: one field of a returned application is wrong; everything else must stay as it is."""

from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from gyms.benefits import questions
from gyms.benefits.populate import past_application, phone_number
from gyms.benefits.workouts import finding, reading
from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands, Interrupted

if TYPE_CHECKING:
    from playwright.async_api import Page

FIELDS = ("employer_phone", "monthly_income")


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """One returned application, and another of the same resident that must stay untouched."""
    resident = finding.any_resident(session, seeding)
    name = seeding.random.choice(FIELDS)
    application = past_application(seeding, resident, status="returned", program="heating")
    application.returned_field = name
    other = past_application(seeding, resident, status="submitted", program="heating")
    session.add_all([application, other])
    session.flush()
    right: dict[str, Json] = {"phone": application.employer_phone, "income": application.monthly_income}
    if name == "employer_phone":
        right["phone"] = phone_number(seeding)
    else:
        right["income"] = seeding.random.randrange(80_000, 380_000, 1_500) + 700
    return {
        "resident": finding.as_parameter(resident),
        "application": {"id": application.id},
        "field": {"name": name, "label": questions.LABELS[name]},
        **right,
    }


async def oracle(page: "Page", task: Task) -> None:
    """Correct the one field alone, then read the application."""
    hands = Hands(page)
    wanted: Any = task.parameters
    number = wanted["application"]["id"]

    async def corrected() -> bool:
        await hands.follow("My applications")
        await hands.follow(f"Application {number}")
        await reading.expect(hands, f"Application {number}")
        return not await hands.shows("Returned to you")

    async def correct() -> None:
        await hands.follow("Correct this field only")
        if not await hands.shows(f"Correct {wanted['field']['label'].lower()}"):
            raise Interrupted("This is not the form for the one field.")
        text = wanted["phone"] if wanted["field"]["name"] == "employer_phone" else f"{wanted['income'] / 100:.2f}"
        await hands.fields({wanted["field"]["label"]: text})
        await hands.submit("Send correction")

    await hands.ensure(corrected, correct)


workout = Workout(
    name="reenter_field",
    title="Re-enter one field exactly once",
    trains="Correcting a single field of a record without overwriting its siblings.",
    goal=(
        "Application {application.id} of {resident.name} was returned because of “{field.label}”. The employer phone "
        "is {phone}, the monthly household income ${income:money}. Correct what is wrong and change nothing else of it."
    ),
    bind=bind,
    start=finding.sign_in_link,
    oracle=oracle,
    stresses=("P22", "P23", "P11", "P15"),
)
