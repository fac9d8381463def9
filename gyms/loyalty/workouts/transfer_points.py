"""loyalty/transfer_points: an exact amount, to the right one of two who share a name."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.loyalty.accounts import TRANSFER_STEP
from gyms.loyalty.models import Member, Transfer
from gyms.loyalty.populate import credit
from gyms.loyalty.rendering import points
from gyms.loyalty.workouts import finding
from gyms.loyalty.workouts.portal import Portal, parameters, sign_in_link

if TYPE_CHECKING:
    from playwright.async_api import Page


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """To father or son, who share their name; the other one was given as much a while ago."""
    chance = seeding.random
    giver = finding.any_member(session, seeding, "Spouse", "Daughter")
    family = session.scalars(select(Member).where(Member.household == giver.household).order_by(Member.id)).all()
    taker, namesake = chance.sample([member for member in family if member.relation in {"Head", "Son"}], 2)
    amount = chance.randrange(1500, 12_000, TRANSFER_STEP)
    finding.afford(session, seeding, giver, amount + amount // 2)
    _earlier(session, seeding, giver, namesake, amount)
    return {
        "member": finding.as_parameter(giver),
        "taker": finding.as_parameter(taker),
        "points": amount,
    }


def _earlier(session: Session, seeding: Seeding, giver: Member, taker: Member, amount: int) -> None:
    at = seeding.now.replace(month=seeding.now.month - 1, day=seeding.random.randint(2, 27))
    made = Transfer(from_id=giver.id, to_id=taker.id, points=amount, made_at=at)
    session.add(made)
    credit(session, giver, at.date(), "transfer out", -amount, f"To {taker.name} {taker.number}").transfer = made
    credit(session, taker, at.date(), "transfer in", amount, f"From {giver.name} {giver.number}").transfer = made


def decoys(session: Session, seeding: Seeding, bound: Mapping[str, Any], count: int) -> None:
    """Cousins of the same name in the household."""
    taker = session.get_one(Member, bound["taker"]["id"])
    taken = set(session.scalars(select(Member.number)))
    free = [number for number in (str(int(taker.number) + step) for step in range(-60, 60)) if number not in taken]
    kept = ("last_name", "household", "tier", "line1", "city", "state", "postcode", "country", "joined_on", "phone")
    for number in seeding.random.sample(free, count):
        session.add(
            Member(
                number=number,
                first_name=taker.first_name,
                relation="Cousin",
                pin=f"{seeding.random.randrange(10_000):04}",
                points=0,
                email=f"cousin{number}@postbox.example",
                **{name: getattr(taker, name) for name in kept},
            )
        )


async def oracle(page: "Page", task: Task) -> None:
    """Look whether it is transferred already; else transfer it."""
    portal = Portal(page)
    await portal.hands.ensure(lambda: transferred(portal, task), lambda: transfer(portal, task), attempts=24)


async def transferred(portal: Portal, task: Task) -> bool:
    """Whether the list has it; its own page is read as well."""
    wanted = parameters(task)
    amount = points(wanted["points"])
    main = await portal.section("Household Transfers", "Household Transfers")
    cell = main.root.get_by_role("cell", name=amount, exact=True)
    rows = main.root.get_by_role("row").filter(has=cell)
    row = rows.filter(has=main.root.locator("td:nth-child(4)", has_text=wanted["taker"]["card"]))
    if not await row.count():
        return False
    await main.leave(row.first.get_by_role("link"))
    await portal.main.see("Completed", amount)
    return True


async def transfer(portal: Portal, task: Task) -> None:
    """The form, the check, the transfer."""
    wanted = parameters(task)
    taker = wanted["taker"]
    main = await portal.section("Household Transfers", "Household Transfers")
    await main.follow("New transfer")
    main = portal.main
    option = main.root.locator("#ddlMember option", has_text=taker["number"][-4:])
    await main.fields({"To mbr.": (await option.inner_text()).strip(), "Pts.": str(wanted["points"])})
    await main.submit("btn_cont")
    main = portal.main
    await main.see("Step 2 of 2", f"{taker['name']}, {taker['card']}")
    await main.root.get_by_text(points(wanted["points"]), exact=True).wait_for()
    await main.submit("Confirm")
    await portal.main.see("Completed")


workout = Workout(
    name="transfer_points",
    title="Transfer points",
    trains="Picking the right one of two namesakes by number, and giving an exact amount once.",
    goal="Transfer {points:,} points from {member.name} to {taker.name}, member number {taker.card}.",
    bind=bind,
    start=sign_in_link,
    oracle=oracle,
    stresses=("P36", "P15", "P16", "P27"),
    decoys=decoys,
)
