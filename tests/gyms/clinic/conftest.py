"""Somebody at the clinic's door, and what one asks its database."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.clinic import gym
from gyms.clinic.models import Member, Service, Visit
from gyms.clinic.slots import offer
from gyms.kit.databases.choosing import chosen_databases
from gyms.kit.world import World
from gyms.kit.worlds import Worlds
from tests.gyms.conftest import Visit as Visiting
from tests.gyms.stage import Visitor

T = TypeVar("T")


@pytest.fixture(scope="session")
def all_worlds() -> Iterator[Worlds]:
    """Of this gym alone."""
    with Worlds({"clinic": gym}, chosen_databases()) as made:
        yield made


@pytest.fixture(scope="session")
def worlds(all_worlds: Worlds) -> Worlds:
    return all_worlds


@pytest.fixture
def visit_clinic(visit: Visiting) -> Callable[..., Visitor]:
    """Opens worlds of a workout; whoever comes is at the door, not signed in."""

    def opening(workout: str = "book_visit", *, seed: int = 1, widget: str = "native") -> Visitor:
        return visit(f"clinic/{workout}", seed=seed, start=False, options={"date_widget": widget})

    return opening


@pytest.fixture
def visitor(visit_clinic: Callable[..., Visitor]) -> Visitor:
    """Signed in, with a visit to book."""
    opened = visit_clinic()
    opened.start()
    return opened


@pytest.fixture
def mover(visit_clinic: Callable[..., Visitor]) -> Visitor:
    """Signed in, with a visit to move."""
    opened = visit_clinic("move_visit")
    opened.start()
    return opened


def look(world: World, what: Callable[[Session], T]) -> T:
    """What ``what`` finds in the world's database. Looking locks it, so one must not ask for pages meanwhile."""
    with world.session() as session:
        return what(session)


def task_form(world: World, **changed: str) -> dict[str, str]:
    """The fields of the booking form as the task wants them."""
    parameters: Any = world.task.parameters
    fields = {"service": str(parameters["service"]["id"]), "date": parameters["date"], "time": parameters["time"]}
    return {**fields, **changed}


def visits_of(world: World) -> list[Visit]:
    """The task's member's visits, newest first."""
    parameters: Any = world.task.parameters
    query = select(Visit).where(Visit.member_id == parameters["member"]["id"]).order_by(Visit.id.desc())
    return look(world, lambda session: list(session.scalars(query)))


def member_of(world: World) -> Member:
    parameters: Any = world.task.parameters
    return look(world, lambda session: session.get_one(Member, parameters["member"]["id"]))


def free_elsewhere(world: World, *, practitioner: int | None = None) -> tuple[str, str]:
    """Some free date and time for the task's service that the task doesn't ask for: ISO date, ``HH:MM``."""
    parameters: Any = world.task.parameters
    wanted = dt.date.fromisoformat(parameters["date"])
    with world.session() as session:
        service = session.get_one(Service, parameters["service"]["id"])
        for ahead in range(1, 60):
            day = wanted + dt.timedelta(days=ahead)
            times = offer(session, service, day, world.clock.now(), with_practitioner=practitioner).times
            if times:
                return day.isoformat(), times[-1]
    raise AssertionError("The book is full.")
