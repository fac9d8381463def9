"""rx/refill: one request for the right strength, at a branch that is picked from suggestions."""

from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands
from gyms.rx.workouts import finding, walking

if TYPE_CHECKING:
    from playwright.async_api import Page


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """Both strengths are due: nothing but the goal says which."""
    patient = finding.any_patient(session, seeding)
    prescription, other = finding.doubled(session, seeding, patient)
    finding.fill_last(seeding, prescription, due=True)
    finding.fill_last(seeding, other, due=True)
    session.flush()
    return {"patient": finding.as_parameter(patient), **finding.pickup(session, seeding, prescription)}


async def oracle(page: "Page", task: Task) -> None:
    """Request it once, then read the request itself."""
    hands = Hands(page)
    wanted: Any = task.parameters
    await hands.ensure(lambda: walking.is_requested(hands, wanted), lambda: walking.request(hands, wanted))


workout = Workout(
    name="refill",
    title="Refill a prescription",
    trains="Telling two strengths of one medicine apart, and picking a branch from suggestions that come late.",
    goal=(
        "Request a refill of {patient.name}'s {prescription.text}: pick-up at {store.text}, on "
        "{pickup_on:%A, %B %d, %Y}, {time.text}; reminder: {notify.text}; no automatic refills."
    ),
    bind=bind,
    start=finding.sign_in_link,
    oracle=oracle,
    stresses=("P7", "P18", "P27", "P34", "P28", "P29"),
)
