"""loyalty/redeem_points: one award, debited once, confirmed in a window of its own."""

from typing import TYPE_CHECKING

from gyms.kit.gym import Task, Workout
from gyms.loyalty.workouts import ordering
from gyms.loyalty.workouts.portal import Portal, sign_in_link

if TYPE_CHECKING:
    from playwright.async_api import Page


async def oracle(page: "Page", task: Task) -> None:
    """Look whether the award is there already; else order it."""
    portal = Portal(page)
    await portal.hands.ensure(lambda: ordering.ordered(portal, task), lambda: ordering.order(portal, task), attempts=24)


workout = Workout(
    name="redeem_points",
    title="Redeem points",
    trains="Confirming something costly in a popup window exactly once.",
    goal="Redeem points of {member.name} for one “{award.title}” ({award.points:,} points), delivered {delivery.text}.",
    bind=ordering.bind,
    start=sign_in_link,
    oracle=oracle,
    stresses=("P36", "P15", "P29", "P28"),
    decoys=ordering.decoys,
)
