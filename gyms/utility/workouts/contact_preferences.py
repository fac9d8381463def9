"""utility/contact_preferences: an exact set of switches, each of which takes effect at once."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands
from gyms.utility.messages import TOPICS
from gyms.utility.models import ContactPreference
from gyms.utility.workouts import finding, walking

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """Two messages more and two less, of a dozen."""
    account = finding.any_account(session, seeding)
    rows = select(ContactPreference.topic).where(ContactPreference.account_id == account.id)
    wanted = sorted(session.scalars(rows))
    add = seeding.random.sample([code for code in TOPICS if code not in wanted], 2)
    drop = seeding.random.sample(wanted, 2)
    return {
        "account": finding.account_parameter(account),
        "add": {"first": _topic(add[0]), "second": _topic(add[1])},
        "drop": {"first": _topic(drop[0]), "second": _topic(drop[1])},
    }


def _topic(code: str) -> dict[str, Json]:
    return {"code": code, "name": TOPICS[code]}


async def oracle(page: "Page", task: Task) -> None:
    """Switch by switch, each looked at before and after."""
    hands, given = Hands(page), walking.given(task)
    for side, on in (("add", True), ("drop", False)):
        for which in ("first", "second"):
            await _ensure(hands, given[side][which]["name"], on)


async def _ensure(hands: Hands, name: str, on: bool) -> None:
    async def done() -> bool:
        await walking.open_page(hands, "Contact preferences")
        return await _switch(hands, name).get_attribute("aria-checked") == str(on).lower()

    async def act() -> None:
        await hands.leave(_switch(hands, name))

    await hands.ensure(done, act)


def _switch(hands: Hands, name: str) -> "Locator":
    control: Any = hands.page.get_by_role("switch", name=name, exact=True)
    return control  # type: ignore[no-any-return]


workout = Workout(
    name="contact_preferences",
    title="Set contact preferences",
    trains="Changing exactly the members of a set that are asked for, without passing through another set.",
    goal=(
        "For {account.holder}, turn on “{add.first.name}” and “{add.second.name}”, turn off “{drop.first.name}” and "
        "“{drop.second.name}”, and leave all other contact preferences alone."
    ),
    bind=bind,
    start=walking.start,
    oracle=oracle,
    stresses=("P14", "P15", "P6"),
)
