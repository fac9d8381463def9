"""What every gym must keep, checked without a browser. Each broken promise is one sentence that says what to mend."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from gyms.kit.accounting import digest
from gyms.kit.causes import SYSTEM, Cause
from gyms.kit.databases.database import Databases
from gyms.kit.databases.names import JOURNAL, OPERATIONS, quoted, trigger_name
from gyms.kit.failures import Problem
from gyms.kit.gym import Gym, Workout
from gyms.kit.shapes import shapes_of
from gyms.kit.world import World
from gyms.kit.worlds import Worlds

Digests = dict[str, str]
Choosing = Callable[[], Databases | None]


def check_gym(gym: Gym, seeds: tuple[int, ...] = (1, 2), databases: Choosing = lambda: None) -> tuple[str, ...]:
    """Every broken promise of a gym, over all its workouts and options; empty when it keeps them all.

    Same seed, same state and task; every table journalled; reset total; goals that can be filled in. ``databases``
    gives a place to keep worlds in, anew for each time; files where it gives None.
    """
    problems: dict[str, None] = {}
    for workout in gym.workouts:
        for seed in seeds:
            for sentence in _check_task(gym, workout, seed, databases):
                problems[f"{gym.name}/{workout.name}, seed {seed}: {sentence}"] = None
    for name, choices in gym.options.items():
        for choice in choices:
            for sentence in _check_option(gym, name, choice, databases):
                problems[f"{gym.name}, {name}={choice}: {sentence}"] = None
    return tuple(problems)


def _check_task(gym: Gym, workout: Workout, seed: int, databases: Choosing) -> list[str]:
    try:
        with Worlds({gym.name: gym}, databases()) as first, Worlds({gym.name: gym}, databases()) as second:
            one, other = (worlds.open(gym.name, workout.name, seed=seed) for worlds in (first, second))
            try:
                return [*_check_twins(one, other), *_check_tables(one), *_check_reset(one)]
            finally:
                first.close_world(one)
                second.close_world(other)
    except Problem as problem:
        return [str(problem)]


def _check_option(gym: Gym, name: str, choice: str, databases: Choosing) -> list[str]:
    try:
        with Worlds({gym.name: gym}, databases()) as worlds:
            world = worlds.open(gym.name, gym.workouts[0].name, options={name: choice})
            chosen = world.task.options[name]
            worlds.close_world(world)
            return [] if chosen == choice else [f"The world took {chosen}."]
    except Problem as problem:
        return [str(problem)]


def _check_twins(one: World, other: World) -> list[str]:
    """Two worlds built from one seed."""
    wrong = []
    ours, theirs = digests(one), digests(other)
    wrong += [f"The same seed gives another {table}." for table in ours if ours[table] != theirs[table]]
    if (one.task.parameters, one.task.options) != (other.task.parameters, other.task.options):
        wrong.append("The same seed gives another task.")
    if not one.task.start_path.startswith("/"):
        wrong.append(f"The start path {one.task.start_path!r} is no path.")
    if one.journal.entries():
        wrong.append("start changes rows; add them in bind, or keep them in the world (world.one_time_link).")
    return wrong


def _check_tables(world: World) -> list[str]:
    """Every table in the database is one that the gym declared, with its journal triggers."""
    shapes = shapes_of(world.gym.metadata)
    with world.database.reading() as reader:
        schema = reader.schema()
    triggers = {name for kind, name, _ in schema if kind == "trigger"}
    tables = {name for kind, name, _ in schema if kind == "table" and not name.startswith("sqlite_")} - {JOURNAL}
    wrong = [f"The table {name} is not in the gym's metadata, so nobody journals it." for name in tables - set(shapes)]
    wrong += [
        f"{shape.name} lacks its {operation} trigger."
        for shape in shapes.values()
        for operation in OPERATIONS
        if trigger_name(shape, operation) not in triggers
    ]
    return wrong


def _check_reset(world: World) -> list[str]:
    """Touches every row of every table, takes it all back."""
    before = digests(world)
    with world.journal.acting(Cause(SYSTEM, job="check")):
        for name, shape in shapes_of(world.gym.metadata).items():
            keep = quoted(shape.key[0])
            _try(world, f"UPDATE {quoted(name)} SET {keep} = {keep}")
            _try(world, f"DELETE FROM {quoted(name)}")
    wrong = world.account().problems
    world.reset()
    after = digests(world)
    return wrong + [f"Reset leaves another {table}." for table in before if before[table] != after[table]]


def _try(world: World, statement: str) -> None:
    """A constraint may forbid it; what it does must be journalled all the same."""
    with world.session() as session:
        try:
            session.execute(text(statement))
            session.commit()
        except DBAPIError:
            session.rollback()


def digests(world: World) -> Digests:
    """The digest of every table as it is now, whatever its size."""
    found: dict[str, Any] = {}
    with world.database.reading() as reader:
        for name, shape in world.journal.shapes.items():
            found[name] = digest(shape, reader.rows(shape))
    return found
