"""insurance/update_beneficiary: two shares of one life policy change, the third stays, the other policy too."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from gyms.insurance.models import Beneficiary
from gyms.insurance.rendering import day
from gyms.insurance.workouts import claiming, finding
from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands

if TYPE_CHECKING:
    from playwright.async_api import Page


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """Moves some per cent from one person to another."""
    random = seeding.random
    holder = finding.any_holder(session, seeding)
    policy = random.choice(finding.policies(session, holder, "life"))
    people = list(policy.beneficiaries)
    random.shuffle(people)
    giver, taker, kept = people
    moved = random.randrange(1, giver.share)
    effective = seeding.today + dt.timedelta(days=random.randrange(1, 90))
    return {
        "holder": finding.as_parameter(holder),
        "policy": {"id": policy.id, "number": policy.number, "subject": policy.subject},
        "less": _share(giver, giver.share - moved),
        "more": _share(taker, taker.share + moved),
        "kept": _share(kept, kept.share),
        "effective_on": effective.isoformat(),
    }


def _share(person: Beneficiary, share: int) -> dict[str, Json]:
    return {"id": person.id, "name": person.name, "share": share}


async def oracle(page: "Page", task: Task) -> None:
    """Save all shares once, then read them on the policy's page."""
    hands = Hands(page)
    wanted: Any = task.parameters
    await hands.ensure(lambda: _is_divided(hands, wanted), lambda: _divide(hands, wanted))


async def _is_divided(hands: Hands, wanted: Any) -> bool:
    await claiming.open_policy(hands, wanted["policy"]["number"])
    await claiming.expect(hands, "Beneficiaries")
    for person in (wanted["less"], wanted["more"]):
        row = hands.page.get_by_role("row").filter(has_text=person["name"])
        if await row.filter(has=hands.page.get_by_role("cell", name=f"{person['share']} %", exact=True)).count() == 0:
            return False
    return await hands.shows(f"In effect from {day(dt.date.fromisoformat(wanted['effective_on']))}")


async def _divide(hands: Hands, wanted: Any) -> None:
    await claiming.open_policy(hands, wanted["policy"]["number"])
    await hands.follow("Change beneficiaries")
    await claiming.expect(hands, wanted["policy"]["number"])
    people = (wanted["less"], wanted["more"], wanted["kept"])
    await hands.fields(
        {
            **{f"Share of {person['name']}": str(person["share"]) for person in people},
            "In effect from": dt.date.fromisoformat(wanted["effective_on"]),
            "Sign with your full name": wanted["holder"]["name"],
        }
    )
    await hands.submit("Save")


workout = Workout(
    name="update_beneficiary",
    title="Divide a life policy anew",
    trains="Setting exact numbers in sibling rows that must add up, and leaving the others as they are.",
    goal=(
        "Change the beneficiaries of {holder.name}'s life policy {policy.number}, in effect from "
        "{effective_on:%B %d, %Y}: {less.name} gets {less.share} %, {more.name} gets {more.share} %, and {kept.name} "
        "keeps {kept.share} %."
    ),
    bind=bind,
    start=finding.sign_in_link,
    oracle=oracle,
    stresses=("P22", "P23", "P29", "P34"),
)
