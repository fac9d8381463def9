"""rx/early_refill: twins. A refill is due once the supply is used up; before, a pharmacist has to decide."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from gyms.kit.gym import Deferral, Json, Seeding, Task, Workout
from gyms.kit.hands import Hands
from gyms.rx.workouts import finding, walking

if TYPE_CHECKING:
    from playwright.async_api import Page

REASON = "too_early"


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """The other strength is due or not by chance, the same in both twins."""
    patient = finding.any_patient(session, seeding)
    prescription, other = finding.doubled(session, seeding, patient)
    finding.fill_last(seeding, other, due=seeding.random.random() < 0.5)
    finding.fill_last(seeding, prescription, due=not seeding.twin)
    session.flush()
    today: dict[str, Json] = {"today": seeding.today.isoformat()}
    return {"patient": finding.as_parameter(patient), **today, **finding.pickup(session, seeding, prescription)}


async def oracle(page: "Page", task: Task) -> Deferral | None:
    """Reckon from what is on record first; request only what is due."""
    hands = Hands(page)
    wanted: Any = task.parameters
    if await hands.undisturbed(lambda: _too_early(hands, wanted)):
        return Deferral(REASON, wanted["prescription"]["number"])
    await hands.ensure(lambda: walking.is_requested(hands, wanted), lambda: walking.request(hands, wanted))
    return None


async def _too_early(hands: Hands, wanted: Any) -> bool:
    await walking.open_prescription(hands, wanted["prescription"])
    filled = dt.datetime.strptime(await _fact(hands, "Last filled"), "%b %d, %Y").date()  # noqa: DTZ007 - a day has no zone
    supply = int((await _fact(hands, "Days’ supply")).split()[0])
    today = dt.datetime.strptime(await _fact(hands, "Today"), "%b %d, %Y").date()  # noqa: DTZ007
    return filled + dt.timedelta(days=supply) > today


async def _fact(hands: Hands, name: str) -> str:
    row = hands.page.get_by_role("row").filter(has=hands.page.get_by_role("rowheader", name=name, exact=True))
    return (await row.get_by_role("cell").last.inner_text()).strip()


workout = Workout(
    name="early_refill",
    title="Request a refill, or leave it to the pharmacist",
    trains="Reckoning from one date on record whether one may act, although the page takes a request either way.",
    goal=(
        "Request a refill of {patient.name}'s {prescription.text} for pick-up at {store.text} on "
        "{pickup_on:%A, %B %d, %Y} ({time.text}; reminder: {notify.text}), without automatic refills. If the supply "
        "from the last fill is not used up by today, request nothing: a pharmacist has to decide."
    ),
    bind=bind,
    start=finding.sign_in_link,
    oracle=oracle,
    stresses=("P30", "P7", "P22", "P15"),
    twins=True,
)
