"""rx/transfer_prescription: to the branch that is meant, among streets of the same name in several towns."""

from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands
from gyms.rx.choices import REASONS
from gyms.rx.workouts import finding, walking

if TYPE_CHECKING:
    from playwright.async_api import Page


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """One of two strengths, another branch."""
    patient = finding.any_patient(session, seeding)
    prescription, _ = finding.doubled(session, seeding, patient)
    store, reason = finding.any_store(session, seeding, prescription.store_id), seeding.random.choice(REASONS)
    return {
        "patient": finding.as_parameter(patient),
        "prescription": finding.prescribed(prescription),
        "old": prescription.store_id,
        "store": {"id": store.id, "text": store.text, "town": store.town, "branch": f"{store.number} {store.street}"},
        "reason": {"code": reason[0], "text": reason[1]},
    }


async def oracle(page: "Page", task: Task) -> None:
    """Move it once, then read where it is."""
    hands = Hands(page)
    wanted: Any = task.parameters
    await hands.ensure(lambda: _is_there(hands, wanted), lambda: _transfer(hands, wanted))


async def _is_there(hands: Hands, wanted: Any) -> bool:
    await walking.open_prescription(hands, wanted["prescription"])
    row = hands.page.get_by_role("row").filter(has=hands.page.get_by_role("rowheader", name="Branch", exact=True))
    return wanted["store"]["text"] in await row.inner_text()


async def _transfer(hands: Hands, wanted: Any) -> None:
    await walking.open_prescription(hands, wanted["prescription"])
    await hands.follow("Transfer to another branch")
    await walking.expect(hands, wanted["prescription"]["text"])
    await hands.fields(
        {
            "Town": wanted["store"]["town"],
            "Branch": wanted["store"]["branch"],
            "Reason": wanted["reason"]["text"],
        }
    )
    await hands.submit("Transfer")


workout = Workout(
    name="transfer_prescription",
    title="Transfer a prescription",
    trains="Drop-downs that depend on each other: the town decides which branches there are.",
    goal=(
        "Transfer {patient.name}'s prescription for {prescription.text} to the branch at {store.text}. "
        "The reason to give: “{reason.text}”."
    ),
    bind=bind,
    start=finding.sign_in_link,
    oracle=oracle,
    stresses=("P35", "P23", "P22", "P15"),
)
