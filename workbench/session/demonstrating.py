"""The oracle of a written workout: somebody's demonstration, done again in the world of another task."""

import asyncio
import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from playwright.async_api import Error

from gyms.kit.gym import Task
from workbench.archive.library import find_episodes
from workbench.archive.reader import open_episode, read_blob
from workbench.domain.actions import Done, Outcome
from workbench.domain.episodes import Header
from workbench.domain.failures import Problem
from workbench.domain.verdicts import Ruling
from workbench.session.failures import CannotReexecute
from workbench.session.generalising import generalise, generalise_outcome
from workbench.session.pacing import Course, course
from workbench.session.sitting import Sitting

_MOMENT = 0.5
"""Seconds in which a page that was clicked begins to send."""
_LOAD_PATIENCE = 10_000.0
_REDONE = ("oracle", "replay")
"""Who acts by somebody else's demonstration."""


class NoDemonstration(Problem):
    """A written workout of which there is no gold."""

    def __init__(self, workout: str, recordings: Path) -> None:
        super().__init__(
            f"{workout} has no oracle: it is written in a file, and no gold of it was recorded.",
            f"Record one and keep it as gold in {recordings / workout}.",
        )


@dataclass(frozen=True, slots=True)
class Gold:
    """A recording that shows how the task is done."""

    folder: Path
    header: Header


def golds(recordings: Path, workout: str) -> tuple[Gold, ...]:
    """The golds of a workout, by name."""
    entries = find_episodes(recordings / workout)
    found = [Gold(entry.folder, entry.header) for entry in entries if entry.header is not None and entry.finished]
    return tuple(sorted((gold for gold in found if _is_gold(gold.header, workout)), key=lambda gold: gold.header.id))


def best(found: tuple[Gold, ...], seed: int, options: Mapping[str, str]) -> Gold:
    """The gold that is nearest to a task: the same seed, a world varied as much alike as can be, made by hand."""

    def rank(gold: Gold) -> tuple[bool, int, bool]:
        alike = sum(gold.header.options.get(name) == choice for name, choice in options.items())
        return gold.header.seed == seed, alike, gold.header.actor not in _REDONE

    return max(found, key=rank)


class Demonstration:
    """Acts in a sitting as the nearest of these golds shows. Raises CannotReexecute where that leads nowhere."""

    def __init__(self, found: tuple[Gold, ...]) -> None:
        self._found = found

    async def __call__(self, sitting: Sitting, task: Task) -> Outcome:
        """Every step of the gold, said of this task, and its end."""
        gold = best(self._found, task.seed, task.options)
        episode = open_episode(gold.folder)
        then = gold.header.parameters
        try:
            steps = generalise(episode.steps, then, task.parameters)
            jobs = Course(course(episode.run.changes, episode.run.exchanges).commits)  # other tasks ask for other pages
            await sitting.reexecute(steps, partial(read_blob, gold.folder), jobs)
            await _arrive(sitting)
        except Problem as problem:
            what = problem.what.partition("\n")[0]
            raise CannotReexecute(
                f"What “{gold.header.id}” shows for seed {gold.header.seed} does not lead there for seed {task.seed}: "
                f"{what}",
                "Record a gold of this seed, or write the workout in Python with an oracle.",
            ) from problem
        return generalise_outcome(episode.run.outcome or Done(), then, task.parameters)


async def _arrive(sitting: Sitting) -> None:
    """Let what the last step set going begin and end: a form that is sent may take a moment to leave the page."""
    await asyncio.sleep(_MOMENT)
    with contextlib.suppress(Error):  # a page that never finishes loading is judged as it is
        await sitting.page.wait_for_load_state("load", timeout=_LOAD_PATIENCE)
    await sitting.settled()


def _is_gold(header: Header, workout: str) -> bool:
    return header.workout == workout and (
        header.label == "gold" or (header.label == "" and header.expected == Ruling.SATISFIED.value)
    )
