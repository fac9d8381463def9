"""benefits/plan_option: three drop-downs decide what applies; choosing the first puts the others back."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.benefits.models import Enrollment, Plan
from gyms.benefits.pages.plans import COVERAGE, RIDERS
from gyms.benefits.workouts import finding, reading
from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands

if TYPE_CHECKING:
    from playwright.async_api import Page


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """Another plan than next year's, and a coverage and a rider that are neither its present ones nor the defaults."""
    resident = finding.any_resident(session, seeding)
    own = select(Enrollment).where(Enrollment.resident_id == resident.id).order_by(Enrollment.year.desc())
    enrollment = session.scalars(own).all()[0]
    plans = [plan for plan in session.scalars(select(Plan).order_by(Plan.id)) if plan.id != enrollment.plan_id]
    plan = seeding.random.choice(plans)
    coverage = seeding.random.choice([each for each in COVERAGE[1:] if each[0] != enrollment.coverage])
    rider = seeding.random.choice([each for each in RIDERS[1:] if each[0] != enrollment.rider])
    return {
        "resident": finding.as_parameter(resident),
        "enrollment": {"id": enrollment.id, "year": enrollment.year},
        "plan": {"id": plan.id, "name": plan.name},
        "coverage": {"code": coverage[0], "text": coverage[1]},
        "rider": {"code": rider[0], "text": rider[1]},
    }


async def oracle(page: "Page", task: Task) -> None:
    """Plan first, then what depends on it; paperless stays off; read the plan's page."""
    hands = Hands(page)
    wanted: Any = task.parameters

    async def changed() -> bool:
        await hands.follow("My plan")
        await reading.expect(hands, "My health plan")
        row = page.get_by_role("row").filter(has_text=str(wanted["enrollment"]["year"]))
        cells = await row.get_by_role("cell").all_inner_texts()
        chosen = [wanted["plan"]["name"], wanted["coverage"]["text"], wanted["rider"]["text"]]
        return cells[1:4] == chosen and cells[-1] == "On paper"

    async def change() -> None:
        await hands.follow("Change next year's plan")
        await hands.fields(
            {
                "Plan": wanted["plan"]["name"],
                "Coverage": wanted["coverage"]["text"],
                "Rider": wanted["rider"]["text"],
                "Send my letters by e-mail only": False,
            }
        )
        await hands.submit("Save plan")

    await hands.ensure(changed, change)


workout = Workout(
    name="plan_option",
    title="Choose a plan and its options",
    trains="Drop-downs that depend on each other and decide which benefit applies.",
    goal=(
        "Change {resident.name}'s health plan for {enrollment.year} to {plan.name} with coverage “{coverage.text}” and "
        "rider “{rider.text}”. Letters keep coming on paper."
    ),
    bind=bind,
    start=finding.sign_in_link,
    oracle=oracle,
    stresses=("P23", "P28", "P35", "P15"),
)
