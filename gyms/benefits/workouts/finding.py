"""What the workouts bind: a resident, and answers that differ from what the forms say at first."""

import datetime as dt
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.benefits import questions
from gyms.benefits.models import Resident
from gyms.benefits.populate import employer, phone_number
from gyms.kit.gym import Json, Seeding
from gyms.kit.world import World


def any_resident(session: Session, seeding: Seeding) -> Resident:
    """Somebody."""
    return seeding.random.choice(list(session.scalars(select(Resident).order_by(Resident.id))))


def as_parameter(resident: Resident) -> dict[str, Json]:
    """The resident as a task parameter."""
    return {"id": resident.id, "name": resident.name}


def sign_in_link(world: World) -> str:
    """A one-time link that signs the task's resident in."""
    resident: Any = world.task.parameters["resident"]
    return world.one_time_link("/sign-in/link", str(resident["id"]))


def answers(seeding: Seeding) -> dict[str, Json]:
    """All that a form asks, none of it what the form says at first."""
    random = seeding.random
    county = random.choice(list(questions.TOWNS))
    housing, heating = random.choice(questions.HOUSING[1:]), random.choice(questions.HEATING[1:])
    size, income = random.randrange(2, 10), random.randrange(80_000, 380_000, 1_500)
    return {
        "household_size": size,
        "income": income,
        "housing": {"code": housing[0], "text": housing[1]},
        "heating": {"code": heating[0], "text": heating[1]},
        "county": county,
        "town": random.choice(questions.TOWNS[county]),
        "employer": employer(seeding),
        "phone": phone_number(seeding),
        "starts_on": (seeding.today + dt.timedelta(days=random.randrange(10, 120))).isoformat(),
    }


def entries(parameters: Any) -> dict[str, str | dt.date | bool]:
    """What goes into the form's fields, by label, in the order in which they depend on each other."""
    label = questions.LABELS
    size = parameters["household_size"]
    return {
        label["household_size"]: f"{size} people",
        label["housing"]: parameters["housing"]["text"],
        label["heating"]: parameters["heating"]["text"],
        label["county"]: parameters["county"],
        label["town"]: parameters["town"],
        label["monthly_income"]: f"{parameters['income'] / 100:.2f}",
        label["employer"]: parameters["employer"],
        label["employer_phone"]: parameters["phone"],
        label["starts_on"]: dt.date.fromisoformat(parameters["starts_on"]),
        label["share_data"]: False,
        label["certified"]: True,
    }
