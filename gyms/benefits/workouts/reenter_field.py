"""benefits/reenter_field: one field of a returned application is wrong; everything else must stay as it is."""

from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from gyms.benefits import questions
from gyms.benefits.populate import employer, past_application, phone_number
from gyms.benefits.workouts import finding, reading
from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands, Interrupted

if TYPE_CHECKING:
    from playwright.async_api import Page

FIELDS = ("employer_phone", "employer", "monthly_income")


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """One returned application, and another of the same resident that must stay untouched."""
    resident = finding.any_resident(session, seeding)
    name = seeding.random.choice(FIELDS)
    application = past_application(seeding, resident, status="returned", program="heating")
    application.returned_field = name
    other = past_application(seeding, resident, status="submitted", program="heating")
    session.add_all([application, other])
    session.flush()
    cents = seeding.random.randrange(80_000, 380_000, 1_500)
    value: dict[str, tuple[str, Json]] = {
        "employer_phone": (phone := phone_number(seeding), phone),
        "employer": (named := employer(seeding), named),
        "monthly_income": (f"{cents / 100:.2f}", cents),
    }
    text, stored = value[name]
    return {
        "resident": finding.as_parameter(resident),
        "application": {"id": application.id},
        "field": {"name": name, "label": questions.LABELS[name]},
        "text": text,
        "phone": stored if name == "employer_phone" else application.employer_phone,
        "employer": stored if name == "employer" else application.employer,
        "income": stored if name == "monthly_income" else application.monthly_income,
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
        await hands.fields({wanted["field"]["label"]: wanted["text"]})
        await hands.submit("Send correction")

    await hands.ensure(corrected, correct)


workout = Workout(
    name="reenter_field",
    title="Re-enter one field exactly once",
    trains="Correcting a single field of a record without overwriting its siblings.",
    goal=(
        "Application {application.id} of {resident.name} was returned. Correct “{field.label}” to {text} and change "
        "nothing else of it."
    ),
    bind=bind,
    start=finding.sign_in_link,
    oracle=oracle,
    stresses=("P22", "P23", "P11", "P15"),
)
