"""Worlds and tasks by seed: always the same, never impossible, never done already, and many."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import func, select

from gyms.clinic import gym
from gyms.clinic.models import Base, Closure, Member, Practitioner, Service, Visit
from gyms.clinic.slots import offer
from gyms.kit.seeding import choose_options
from gyms.kit.world import World
from gyms.kit.worlds import Worlds
from tests.gyms.clinic.conftest import look, visits_of
from tests.gyms.stage import Visitor

SEEDS = range(1, 21)
WORKOUTS = ("book_visit", "move_visit")
"""Those that ask for a free place."""


@pytest.fixture(scope="module", params=WORKOUTS)
def many(request: pytest.FixtureRequest, worlds: Worlds) -> Iterator[list[World]]:
    """One world per seed."""
    made = [worlds.open("clinic", request.param, seed=seed) for seed in SEEDS]
    yield made
    for world in made:
        worlds.close_world(world)


def free_for_task(world: World, practitioner: int | None) -> tuple[int, ...]:
    """Who is free at the place that the task asks for."""
    wanted: Any = world.task.parameters
    day = dt.date.fromisoformat(wanted["date"])

    def free(session: Any) -> tuple[int, ...]:
        service = session.get_one(Service, wanted["service"]["id"])
        found = offer(session, service, day, world.clock.now(), with_practitioner=practitioner).free
        return found.get(wanted["time"], ())

    return look(world, free)


def times_of(world: World, service: int, date: str) -> list[str]:
    day, now = dt.date.fromisoformat(date), world.clock.now()
    return look(world, lambda session: offer(session, session.get_one(Service, service), day, now).times)


@pytest.mark.parametrize("workout", WORKOUTS)
def test_that_the_same_seed_gives_the_same_world(worlds: Worlds, workout: str) -> None:
    with Worlds({"clinic": gym}) as others:
        first, second = worlds.open("clinic", workout, seed=5), others.open("clinic", workout, seed=5)
        assert first.initial() == second.initial()
        assert first.task.goal == second.task.goal
        assert first.task.options == second.task.options
        worlds.close_world(first)
        others.close_world(second)


def test_that_every_seed_gives_a_task_of_its_own(many: list[World]) -> None:
    assert len({world.task.goal for world in many}) == len(SEEDS)


def test_that_every_task_can_be_done_and_is_not_done_yet(many: list[World]) -> None:
    for world in many:
        wanted: Any = world.task.parameters
        held = [visit for visit in visits_of(world) if visit.id == wanted.get("visit", {}).get("id")]
        assert free_for_task(world, held[0].practitioner_id if held else None), world.task.goal
        there = {(visit.date.isoformat(), visit.time) for visit in visits_of(world)}
        assert (wanted["date"], wanted["time"]) not in there, world.task.goal


def test_that_a_form_sent_twice_can_really_book_twice(many: list[World]) -> None:
    for world in many:
        if world.task.workout == "clinic/book_visit":
            assert len(free_for_task(world, None)) >= 2, world.task.goal


def test_that_every_task_has_a_look_alike_to_leave_alone(many: list[World]) -> None:
    for world in many:
        wanted: Any = world.task.parameters
        coming = [
            visit
            for visit in visits_of(world)
            if visit.service_id == wanted["service"]["id"]
            and visit.status == "booked"
            and visit.id != wanted.get("visit", {}).get("id")
        ]
        assert coming, world.task.goal


def test_that_the_time_asked_for_is_never_the_first_of_its_list(many: list[World]) -> None:
    for world in many:
        wanted: Any = world.task.parameters
        assert times_of(world, wanted["service"]["id"], wanted["date"])[0] != wanted["time"], world.task.goal


def test_that_a_world_is_of_the_size_of_a_small_clinic(visitor: Visitor) -> None:
    def count(table: type[Base]) -> int:
        return look(visitor.world, lambda session: session.scalar(select(func.count()).select_from(table)) or 0)

    assert (count(Member), count(Practitioner), count(Service)) == (60, 6, 6)
    assert 240 <= count(Visit) <= 260
    assert count(Closure) >= 10


def test_that_seeds_choose_every_kind_of_date_field() -> None:
    chosen = {choose_options("clinic", gym.options, seed, {})["date_widget"] for seed in SEEDS}
    assert chosen == set(gym.options["date_widget"])


def test_that_no_page_asks_for_anything_outside_its_world(
    visitor: Visitor, visit_clinic: Callable[..., Visitor]
) -> None:
    opened = [visitor, *(visit_clinic(widget=kind) for kind in gym.options["date_widget"][1:])]
    own = visits_of(visitor.world)[0].id
    for somebody in opened:
        somebody.start()
        for path in ("/", "/services", "/practitioners", "/opening-hours", "/visits", "/visits/new", f"/visits/{own}"):
            text = somebody.get(path).text
            wanted = re.findall(r'(?:src|href|action)="([^"]+)"', text)
            assert wanted
            assert all(re.match(r"[/#](?!/)|javascript:kitCalendar", address) for address in wanted), path
            assert not re.search(r"url\(|@import", text), path
