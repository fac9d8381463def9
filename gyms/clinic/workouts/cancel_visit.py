"""clinic/cancel_visit: one visit among look-alikes is cancelled; the others stay booked."""

from typing import TYPE_CHECKING

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
    """Give a member three visits of one service: one to cancel, one on the same day of another month, one elsewhere."""
    member, service = finding.any_member(session, seeding), finding.any_service(session, seeding)
    place, others = _places(session, seeding, member, service)
    visit = finding.put(session, seeding, member, service, place, place.practitioners[0])
    for other in others:
        finding.put(session, seeding, member, service, other, other.practitioners[0])
    return {
        "member": finding.as_parameter(member),
        "service": {"id": service.id, "name": service.name},
        "visit": {"id": visit.id, "date": place.day.isoformat(), "time": place.time},
    }


def _places(session: Session, seeding: Seeding, member: Member, service: Service) -> tuple[Place, list[Place]]:
    busy = set(session.scalars(select(Visit.date).where(Visit.member_id == member.id)))
    free = [place for place in finding.places(session, seeding, service) if place.day not in busy]
    twins = ((place, finding.same_day_elsewhere(session, seeding, service, place)) for place in free)
    place, twin = next(
        ((place, twin) for place, twin in twins if twin is not None and twin.day not in busy),
        (finding.found(free[0] if free else None), None),
    )
    taken = {place.day, twin.day if twin else None}
    another = next((other for other in free if other.day not in taken), None)
    return place, [other for other in (twin, another) if other is not None]


def start(world: World) -> str:
    """A one-time link that signs the member in."""
    return walking.sign_in_link(world)


async def oracle(page: "Page", task: Task) -> None:
    """Cancel the one visit unless it is cancelled already, then read it back."""
    hands = Hands(page)

    async def cancel() -> None:
        await walking.my_visits(hands)
        await walking.open_visit(hands, walking.named(task))
        await hands.follow("Cancel visit")
        await hands.submit("Yes, cancel the visit")

    await hands.ensure(lambda: walking.is_there(hands, walking.named(task, "Cancelled")), cancel)


workout = Workout(
    name="cancel_visit",
    title="Cancel a visit",
    trains="Ending one record among look-alikes, through a confirmation, exactly once.",
    goal="Cancel {member.name}'s {service.name} visit on {visit.date:%A %d %B %Y} at {visit.time}.",
    bind=bind,
    start=start,
    oracle=oracle,
    stresses=("P4", "P5", "P15", "P27"),
    decoys=finding.decoys,
)
