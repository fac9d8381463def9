"""airline/choose_city: one of several cities of the same name, picked from the list and not merely typed."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.airline.models import City
from gyms.airline.workouts import preparing
from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands

if TYPE_CHECKING:
    from playwright.async_api import Page


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """A city that shares the first word of its name with others, and a customer who lives elsewhere."""
    customer = preparing.any_customer(session, seeding)
    cities = session.scalars(select(City).order_by(City.id)).all()
    first = [city.name.split()[0] for city in cities]
    shared = [city for city in cities if first.count(city.name.split()[0]) > 1 and city.id != customer.home_city_id]
    city = seeding.random.choice(shared)
    return {
        "customer": preparing.customer_parameter(customer),
        "city": {"id": city.id, "name": city.name, "region": city.region, "label": city.label},
    }


async def oracle(page: "Page", task: Task) -> None:
    """Look at the record; as long as it names another city, pick the right one; look again."""
    told: Any = task.parameters
    hands, city = Hands(page), told["city"]

    async def done() -> bool:
        await hands.follow("Profile")
        record = hands.root.locator("dl.record dd").get_by_text(city["label"], exact=True)
        return bool(await record.count())

    async def save() -> None:
        await hands.suggest("Home city", city["name"], city["label"])
        await hands.submit("Save")

    await hands.ensure(done, save)


workout = Workout(
    name="choose_city",
    title="One city among namesakes",
    trains="Picking the right suggestion while the list still changes, instead of leaving free text.",
    goal="Set the home city in {customer.name}’s profile to {city.name}, {city.region}.",
    bind=bind,
    start=preparing.sign_in_link,
    oracle=oracle,
    stresses=("P7", "P18", "P11", "P38"),
)
