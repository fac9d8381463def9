"""clinic/move_visit: one existing visit gets another date and time; its look-alikes stay where they are."""

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.clinic.models import Member, Service, Visit
from gyms.clinic.workouts import finding, walking
from gyms.clinic.workouts.finding import Place
from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands
from gyms.kit.world import World

if TYPE_CHECKING:
    from playwright.async_api import Page


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """Give a member up to three visits of one service with one practitioner; one of them is to move."""
    member = finding.any_member(session, seeding)
    service = finding.any_service(session, seeding)
    practitioner = seeding.random.choice(finding.department(session, service)).id
    now, goal, others = _places(session, seeding, member, service, practitioner)
    visit = finding.put(session, seeding, member, service, now, practitioner)
    for other in others:
        finding.put(session, seeding, member, service, other, practitioner)
    return {
        "member": finding.as_parameter(member),
        "service": {"id": service.id, "name": service.name},
        "visit": {"id": visit.id, "date": now.day.isoformat(), "time": now.time},
        "date": goal.day.isoformat(),
        "time": goal.time,
    }


def _places(
    session: Session, seeding: Seeding, member: Member, service: Service, practitioner: int
) -> tuple[Place, Place, list[Place]]:
    """Where the visit is, where it shall go, and where its look-alikes are; all on days the member has nothing else."""
    busy = set(session.scalars(select(Visit.date).where(Visit.member_id == member.id)))
    free = [
        place for place in finding.places(session, seeding, service, practitioner=practitioner) if place.day not in busy
    ]
    now, *rest = free or [finding.found(None)]
    # Best is a date whose namesake in another month is free as well: then a wrong month is a mistake one can make.
    tempting = (
        place
        for place in rest
        if finding.same_day_elsewhere(session, seeding, service, place, practitioner=practitioner)
    )
    goal = finding.found(next(tempting, rest[0] if rest else None))
    others = [place for place in rest if place is not goal and place.day.day != goal.day.day]
    return now, goal, others[:2]


def rival(session: Session, parameters: Mapping[str, Json]) -> None:
    """The desk puts its mark on the visit: nothing of it changes but the moment of its last change."""
    visit: Any = parameters["visit"]
    row = session.get_one(Visit, visit["id"])
    row.changed_at = (row.changed_at or row.booked_at) + dt.timedelta(minutes=7)


def start(world: World) -> str:
    """A one-time link that signs the member in."""
    return walking.sign_in_link(world)


async def oracle(page: "Page", task: Task) -> None:
    """Find the one visit among its look-alikes, move it unless it is there already, then read it back."""
    hands, goal = Hands(page), walking.wanted(task)

    async def move() -> None:
        await walking.my_visits(hands)
        await walking.open_visit(hands, walking.named(task))
        await hands.follow("Reschedule")
        await walking.choose_place(hands, goal)
        await hands.submit("Move visit")

    await hands.ensure(lambda: walking.is_there(hands, goal), move)


workout = Workout(
    name="move_visit",
    title="Move a visit",
    trains="Changing one record among look-alikes, once, and nothing else.",
    goal=(
        "Move {member.name}'s {service.name} visit on {visit.date:%A %d %B %Y} at {visit.time} "
        "to {date:%A %d %B %Y} at {time}."
    ),
    bind=bind,
    start=start,
    oracle=oracle,
    stresses=("P8", "P25", "P27", "P34"),
    decoys=finding.decoys,
    rival=rival,
)
