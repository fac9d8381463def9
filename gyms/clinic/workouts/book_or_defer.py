"""clinic/book_or_defer: a visit on a date on which the clinic may be closed; then the member must be asked."""

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.clinic.models import Closure, Member, Service, Visit
from gyms.clinic.slots import long_date
from gyms.clinic.workouts import booking, finding, walking
from gyms.clinic.workouts.finding import Place
from gyms.kit.gym import Deferral, Json, Seeding, Task, Workout
from gyms.kit.hands import Hands
from gyms.kit.world import World

if TYPE_CHECKING:
    from playwright.async_api import Page

REASON = "closed_day"


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """Pick a place on a day on which nobody comes yet; in the one twin, close the clinic on that day."""
    member, service = finding.any_member(session, seeding), finding.any_service(session, seeding)
    place = finding.found(_place(session, seeding, member, service))
    if seeding.twin:
        session.add(Closure(date=place.day, practitioner_id=None, reason="electrical safety test"))
        session.flush()
    return {
        "member": finding.as_parameter(member),
        "service": {"id": service.id, "name": service.name},
        "date": place.day.isoformat(),
        "time": place.time,
    }


def _place(session: Session, seeding: Seeding, member: Member, service: Service) -> Place | None:
    used = set(session.scalars(select(Visit.date).where(Visit.status == "booked")))
    own = set(session.scalars(select(Visit.date).where(Visit.member_id == member.id)))
    good = [
        place
        for place in finding.places(session, seeding, service)
        if place.day not in own and len(place.practitioners) > 1
    ]
    return next((place for place in good if place.day not in used), good[0] if good else None)


def start(world: World) -> str:
    """A one-time link that signs the member in."""
    return walking.sign_in_link(world)


async def oracle(page: "Page", task: Task) -> Deferral | None:
    """Look at the closures first; hand over when the day is among them, else book."""
    hands, looks = Hands(page), walking.wanted(task)
    if await hands.undisturbed(lambda: _closed(hands, looks.day)):
        return Deferral(REASON, looks.day.isoformat())
    await hands.ensure(lambda: walking.is_there(hands, looks), lambda: booking.book(hands, looks))
    return None


async def _closed(hands: Hands, day: dt.date) -> bool:
    await hands.follow("Opening hours")
    await hands.page.get_by_role("heading", name="Closures").wait_for()
    return await hands.shows(long_date(day))


workout = Workout(
    name="book_or_defer",
    title="Book a visit, unless the clinic is closed",
    trains="Handing over what can't be done as asked, instead of doing something near it.",
    goal=(
        "Book a {service.name} visit for {member.name} on {date:%A %d %B %Y} at {time}. "
        "It must be on that day: if the clinic is closed then, book nothing and hand the request back."
    ),
    bind=bind,
    start=start,
    oracle=oracle,
    options={"choice_widget": ("native", "select2", "tom-select", "choices", "listbox"), "wording": ("plain", "other")},
    stresses=("P3", "P14", "P35", "P38"),
    twins=True,
)
