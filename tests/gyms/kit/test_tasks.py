"""Tasks listed without worlds are those that worlds ask for."""

from dataclasses import replace

from sqlalchemy.orm import Session

from gyms.kit.gym import Json, Seeding
from gyms.kit.tasks import distinct, tasks
from gyms.kit.worlds import Worlds
from tests.gyms.kit.library import bind, library


def test_that_listed_tasks_are_those_of_worlds() -> None:
    with Worlds({"library": library}) as worlds:
        for bound in tasks(library, range(3)):
            world = worlds.open("library", bound.workout.partition("/")[2], seed=bound.seed)
            assert (world.task.goal, world.task.parameters) == (bound.goal, bound.parameters)
            worlds.close_world(world)


def test_that_twins_share_everything_but_the_one_fact() -> None:
    def torn(session: Session, seeding: Seeding) -> dict[str, Json]:
        return {**bind(session, seeding), "chance": seeding.random.random(), "twin": seeding.twin}

    gym = replace(library, workouts=(replace(library.workouts[0], bind=torn, twins=True),))
    doable, deferred, other = tasks(gym, range(4, 7))
    assert {**doable.parameters, "twin": True} == deferred.parameters
    assert other.parameters["chance"] != doable.parameters["chance"]
    assert distinct([doable, deferred]) == 2


def test_that_the_same_task_twice_counts_once() -> None:
    found = list(tasks(library, range(3)))
    assert distinct(found + found) == distinct(found)
