"""What a workout that is being written asks for, seed by seed: quick from the second time on, without journals."""

import sqlite3
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from gyms.kit.failures import BrokenGym
from gyms.kit.gym import Gym, Json, Workout
from gyms.kit.tasks import Bound, bound_in, filled, open_session
from gyms.kit.written import read_written
from gyms.kit.written_rows import as_json

FIRST = 1
"""The first seed that is shown: the one that a window proposes."""
_MOST_SHELVES = 12
_MOST_VALUES = 40


@dataclass(frozen=True)
class Previewed:
    """One seed: its task, or why there is none."""

    seed: int
    task: Bound | None
    problem: str = ""


class Previewer:
    """Holds the filled databases of the seeds that were looked at last; ``close`` lets go of them. One thread."""

    def __init__(self) -> None:
        self._shelves: OrderedDict[tuple[str, int], sqlite3.Connection] = OrderedDict()

    def preview(self, text: str, gym: Gym, count: int = 10) -> Iterator[Previewed]:
        """The tasks of the first seeds, one by one. Raises BrokenWorkout where the text is no workout of the gym."""
        workout = read_written(text, gym).workout
        for seed in range(FIRST, FIRST + count):
            yield self._one(gym, workout, seed)

    def values(self, gym: Gym, table: str, column: str) -> Sequence[Json]:
        """Some of what the column holds in the first world, the most frequent first: at most 40."""
        cells = gym.metadata.tables[table].columns[column]
        query = sa.select(cells).group_by(cells).order_by(sa.func.count().desc(), cells).limit(_MOST_VALUES)
        with open_session(self._shelf(gym, FIRST)) as session:
            return [as_json(value) for value in session.scalars(query)]

    def close(self) -> None:
        """Throw them away."""
        while self._shelves:
            self._shelves.popitem()[1].close()

    def _one(self, gym: Gym, workout: Workout, seed: int) -> Previewed:
        try:
            return Previewed(seed, bound_in(self._shelf(gym, seed), gym, workout, seed))
        except BrokenGym as problem:
            return Previewed(seed, None, str(problem))

    def _shelf(self, gym: Gym, seed: int) -> sqlite3.Connection:
        key = gym.name, seed
        if key not in self._shelves:
            self._shelves[key] = filled(gym, seed)
        self._shelves.move_to_end(key)
        while len(self._shelves) > _MOST_SHELVES:
            self._shelves.popitem(last=False)[1].close()
        return self._shelves[key]


def preview(text: str, gym: Gym, count: int = 10) -> list[Previewed]:
    """The tasks of the first seeds, once. Raises BrokenWorkout."""
    previewer = Previewer()
    try:
        return list(previewer.preview(text, gym, count))
    finally:
        previewer.close()
