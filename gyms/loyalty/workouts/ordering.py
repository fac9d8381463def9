"""Ordering an award: what redeeming and the twins have in common."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.kit.gym import Json, Seeding, Task
from gyms.loyalty.models import Award
from gyms.loyalty.pages.awards import DELIVERIES
from gyms.loyalty.workouts import finding
from gyms.loyalty.workouts.portal import Portal, parameters

if TYPE_CHECKING:
    from gyms.kit.hands import Hands

TEXTS = {"mail": "by post to the address on file", "email": "as an e-mail voucher"}


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """A member who could pay for the award twice."""
    member = finding.any_member(session, seeding)
    award = finding.any_award(session, seeding, member)
    finding.afford(session, seeding, member, award.points)
    delivery = seeding.random.choice(tuple(DELIVERIES))
    return {
        "member": finding.as_parameter(member),
        "award": {"id": award.id, "code": award.code, "title": award.title, "points": award.points},
        "delivery": {"code": delivery, "text": TEXTS[delivery]},
    }


def decoys(session: Session, seeding: Seeding, bound: Mapping[str, Any], count: int) -> None:
    """The same award under other conditions, and for other points."""
    award = session.get_one(Award, bound["award"]["id"])
    taken = set(session.scalars(select(Award.code)))
    codes = [f"{award.code[:4]}{number}" for number in range(800, 1000)]
    free = [code for code in codes if code not in taken]
    for code, place in zip(seeding.random.sample(free, count), range(count), strict=True):
        session.add(
            Award(
                code=code,
                title=f"{award.title} (off-season {place + 1})",
                category=award.category,
                points=award.points - 500 if place % 2 else award.points,
                tier=award.tier,
                summary="November to February only.",
            )
        )


async def ordered(portal: Portal, task: Task) -> bool:
    """Whether the member's awards have it; its own page is read as well."""
    wanted = parameters(task)
    main = await portal.section("My Awards", "My Awards")
    rows = main.root.get_by_role("row").filter(has_text="CONFIRMED")
    rows = rows.filter(has=main.root.get_by_role("cell", name=wanted["award"]["title"], exact=True))
    if not await rows.count():
        return False
    await main.leave(rows.first.get_by_role("link"))
    await portal.main.see(wanted["award"]["code"], DELIVERIES[wanted["delivery"]["code"]])
    return True


async def order(portal: Portal, task: Task) -> None:
    """From the catalogue to the window, and once through it."""
    wanted = parameters(task)
    await _to_award(portal, task)
    main = portal.main
    await main.fields({"Qty.": "1", "Deliv.": DELIVERIES[wanted["delivery"]["code"]]})
    window = await portal.window(main.link("btn_redeem_sm"))
    await window.see(wanted["award"]["code"], DELIVERIES[wanted["delivery"]["code"]])
    await window.fields({"Donate 250 more points to Wings for Children": False, "I accept the terms": True})
    await window.submit("Confirm")
    await window.see("Your award has been ordered")
    await portal.closes(window, window.link("Close Window"))


async def _to_award(portal: Portal, task: Task) -> None:
    """Through the categories and their pages to the page of the award."""
    wanted = parameters(task)
    main = await portal.tab("nav_awd", "Awards Catalog")
    category = await _category(main, wanted["award"]["code"])
    if category:
        await main.follow(category)
    for page in range(2, 9):
        title = portal.main.link(wanted["award"]["title"])
        if await title.count():
            await portal.main.leave(title)
            break
        await portal.main.follow(str(page))
    await portal.main.see(f"Award {wanted['award']['code']}")


async def _category(main: "Hands", code: str) -> str:
    """The category that awards of this code are in, unless it is shown already."""
    name = CATEGORY_BY_PREFIX[code[:3]]
    return name if await main.link(name).count() else ""


CATEGORY_BY_PREFIX = {
    "HTL": "Hotels",
    "GFT": "Gift Certificates",
    "UPG": "Upgrades",
    "CAR": "Car Rental",
    "GDS": "Travel Goods",
    "EXP": "Experiences",
}
