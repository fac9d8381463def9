"""The tasks of a gym without its worlds: what each seed asks for, bound in a database in memory and thrown away."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from gyms.kit.goals import fill_goal
from gyms.kit.gym import Gym, Json, Workout
from gyms.kit.seeding import choose_options, seeding_for
from gyms.kit.template import shared_seed

SEEDS = range(20)
"""As many as a workout must have distinct tasks for."""


@dataclass(frozen=True)
class Bound:
    """What one seed asks for."""

    workout: str
    """``clinic/book_visit``"""
    seed: int
    goal: str
    parameters: dict[str, Json] = field(compare=False)
    twin: bool = False
    """The one of two twins that must be deferred."""


def tasks(gym: Gym, seeds: Iterable[int] = SEEDS) -> Iterator[Bound]:
    """What every workout asks for under each seed, worlds varied as the seed says; the same as a world would ask.

    What all workouts share is made once per seed, which makes this much cheaper than opening worlds.
    """
    filled: dict[int, list[Workout]] = {}
    wanted: dict[tuple[int, str], list[int]] = {}
    for seed in seeds:
        for workout in gym.workouts:
            shared = shared_seed(workout, seed)
            if workout not in filled.setdefault(shared, []):
                filled[shared].append(workout)
            wanted.setdefault((shared, workout.name), []).append(seed)
    for shared, workouts in filled.items():
        yield from _of_seed(gym, shared, workouts, wanted)


def distinct(found: Iterable[Bound]) -> int:
    """How many different things are asked for. A twin is a task of its own: what is right differs."""
    return len({(task.workout, task.goal, task.twin) for task in found})


def _of_seed(
    gym: Gym, shared: int, workouts: list[Workout], wanted: dict[tuple[int, str], list[int]]
) -> Iterator[Bound]:
    with closing(filled(gym, shared)) as shelf:
        for workout in workouts:
            for seed in wanted[shared, workout.name]:
                yield bound_in(shelf, gym, workout, seed)


def filled(gym: Gym, seed: int) -> sqlite3.Connection:
    """What all workouts share under a seed (half of it, for twins), in a database in memory; close it in the end."""
    options = choose_options(gym.name, gym.options, seed, {})
    shelf = sqlite3.connect(":memory:", check_same_thread=False)
    with open_session(shelf) as session:
        gym.metadata.create_all(session.connection())
        gym.populate(session, seeding_for(f"{gym.name}/populate", seed, gym.starts, options))
        session.commit()
    return shelf


def bound_in(shelf: sqlite3.Connection, gym: Gym, workout: Workout, seed: int) -> Bound:
    """What one seed asks for, in a copy of what ``filled`` gave for it. Written workouts add no row: they need none."""
    if workout.written:
        with open_session(shelf) as session:
            return _bind(session, gym, workout, seed, seed)
    with closing(sqlite3.connect(":memory:")) as copy:
        shelf.backup(copy)
        with open_session(copy) as session:
            return _bind(session, gym, workout, shared_seed(workout, seed), seed)


def open_session(connection: sqlite3.Connection) -> Session:
    """A session over one open database, which outlives it."""
    return Session(sa.create_engine("sqlite://", creator=lambda: connection, poolclass=sa.StaticPool))


def _bind(session: Session, gym: Gym, workout: Workout, shared: int, seed: int) -> Bound:
    options = choose_options(gym.name, gym.offered(workout), shared, {})
    twin = workout.twins and seed % 2 == 1
    seeding = seeding_for(f"{gym.name}/{workout.name}/bind", shared, gym.starts, options, twin=twin)
    parameters = workout.bind(session, seeding)
    session.flush()
    return Bound(f"{gym.name}/{workout.name}", seed, fill_goal(workout.goal, parameters), parameters, twin)
