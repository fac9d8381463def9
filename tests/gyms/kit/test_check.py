"""check_gym finds what it says it finds."""

import itertools
from dataclasses import replace
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gyms.kit.causes import HARNESS, Cause
from gyms.kit.check import check_gym
from gyms.kit.gym import Json, Seeding
from gyms.kit.world import World
from tests.gyms.kit.library import Note, bind, library, populate


def test_that_a_sound_gym_passes() -> None:
    assert check_gym(library) == ()


def test_that_chance_from_elsewhere_is_found() -> None:
    counter = itertools.count()

    def careless(session: Session, seeding: Seeding) -> None:
        populate(session, seeding)
        session.add(Note(text=str(next(counter))))

    problems = check_gym(replace(library, populate=careless), seeds=(1,))
    assert problems
    assert all("The same seed gives another notes." in problem for problem in problems)


def test_that_a_table_outside_the_metadata_is_found() -> None:
    def secretive(session: Session, seeding: Seeding) -> None:
        populate(session, seeding)
        session.execute(text("CREATE TABLE drawer (thing TEXT)"))

    problems = check_gym(replace(library, populate=secretive), seeds=(1,))
    assert all("drawer is not in the gym's metadata" in problem for problem in problems)
    assert problems


def test_that_a_start_that_writes_is_found() -> None:
    def scribble(world: World) -> str:
        with world.journal.acting(Cause(HARNESS)), world.session() as session:
            session.add(Note(text="started"))
            session.commit()
        return "/"

    workout = replace(library.workouts[0], start=scribble)
    problems = check_gym(replace(library, workouts=(workout,), options={}), seeds=(1,))
    assert any("start changes rows" in problem for problem in problems)


def test_that_a_goal_without_its_parameter_is_found() -> None:
    workout = replace(library.workouts[0], goal="Find {shelf.label}.")
    problems = check_gym(replace(library, workouts=(workout,), options={}), seeds=(1,))
    assert any("can't be filled in" in problem for problem in problems)


def test_that_parameters_that_are_no_json_are_found() -> None:
    def dated(session: Session, seeding: Seeding) -> dict[str, Json]:
        odd: dict[str, Any] = {**bind(session, seeding), "today": seeding.today}
        return odd

    workout = replace(library.workouts[0], bind=dated)
    problems = check_gym(replace(library, workouts=(workout,), options={}), seeds=(1,))
    assert any("are not JSON" in problem for problem in problems)
