"""clinic/book_visit: one new visit on the right date, at the right time, exactly once."""

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.clinic.models import Member, Service, Visit
from gyms.clinic.workouts import booking, finding, walking
from gyms.clinic.workouts.finding import Place
from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands
from gyms.kit.world import World

if TYPE_CHECKING:
    from playwright.async_api import Page


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """Pick a place that at least two practitioners have free, and lay a decoy beside it.

    Two, so that a form sent twice really books twice; who sends it once never notices.
    """
    member = finding.any_member(session, seeding)
    service = finding.any_service(session, seeding)
    place = finding.found(_place(session, seeding, member, service))
    _decoy(session, seeding, member, service, place)
    return {
        "member": finding.as_parameter(member),
        "service": {"id": service.id, "name": service.name},
        "date": place.day.isoformat(),
        "time": place.time,
    }


def _place(session: Session, seeding: Seeding, member: Member, service: Service) -> Place | None:
    busy = set(session.scalars(select(Visit.date).where(Visit.member_id == member.id)))
    good = [
        place
        for place in finding.places(session, seeding, service)
        if place.day not in busy and len(place.practitioners) > 1
    ]
    # Best is a date whose namesake in another month is free as well: then a wrong month is a mistake one can make.
    tempting = (place for place in good if finding.same_day_elsewhere(session, seeding, service, place))
    return next(tempting, good[0] if good else None)


def _decoy(session: Session, seeding: Seeding, member: Member, service: Service, place: Place) -> None:
    """The same member has the same service at the same time on another day: not this task's visit, and not to touch."""
    others = finding.places(session, seeding, service)
    for other in others:
        gap = abs((other.day - place.day).days)
        if 0 < gap < 15:
            finding.put(session, seeding, member, service, other, other.practitioners[0])
            return


def start(world: World) -> str:
    """A one-time link that signs the member in."""
    return walking.sign_in_link(world)


async def oracle(page: "Page", task: Task) -> None:
    """Look whether the visit is there already; else book it once; then read it back from the list and its own page."""
    hands, looks = Hands(page), walking.wanted(task)
    await hands.ensure(lambda: walking.is_there(hands, looks), lambda: booking.book(hands, looks))


workout = Workout(
    name="book_visit",
    title="Book a visit",
    trains="Committing the right date in a calendar widget, exactly once.",
    goal="Book a {service.name} visit for {member.name} on {date:%A %d %B %Y} at {time}.",
    bind=bind,
    start=start,
    oracle=oracle,
    stresses=("P6", "P32", "P33", "P34", "P37"),
    decoys=finding.decoys,
)
