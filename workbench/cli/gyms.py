"""``workbench gyms``: what there is to practise."""

import multiprocessing
import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from gyms.kit.catalogue import everything
from gyms.kit.gym import Gym, Workout
from gyms.kit.tasks import SEEDS, Bound, distinct, tasks
from workbench.cli.options import AsJson, Specs
from workbench.cli.report import FINE, NEGATIVE, Reporter
from workbench.session.folders import Folders

Found = Mapping[str, list[Bound]]
"""Bound tasks by gym."""


def gyms(
    seeds: Annotated[
        int | None, typer.Option(help="How many seeds to list the tasks of; 20 with --json, else none.", min=0)
    ] = None,
    specs: Specs = None,
    as_json: AsJson = False,
) -> None:
    """List the gyms, their workouts, how their worlds can be varied, and what the first seeds ask for."""
    report = Reporter(as_json)
    with report.problems_told():
        folder = specs or Folders.default().specs
        shelf = everything(folder)
        found = shelf.gyms
        wanted = seeds if seeds is not None else len(SEEDS) if as_json else 0
        bound = _tasks(list(found), folder, wanted)
    for gym in found.values():
        _tell(report, gym, bound.get(gym.name, []))
    every = [task for those in bound.values() for task in those]
    workouts = sum(len(gym.workouts) for gym in found.values())
    counted = f", {distinct(every)} distinct tasks in {wanted} seeds" if wanted else ""
    report.say(f"{len(found)} gyms, {workouts} workouts{counted}")
    for problem in shelf.problems:
        report.say(f"[red]✗[/] {escape(str(problem))}")
    report.answer(
        {
            "gyms": [_document(gym, bound.get(gym.name, [])) for gym in found.values()],
            "gym_count": len(found),
            "workout_count": workouts,
            "distinct_tasks": distinct(every),
            "problems": [{"problem": problem.what, "advice": problem.advice} for problem in shelf.problems],
        },
        NEGATIVE if shelf.problems else FINE,
    )


def _tell(report: Reporter, gym: Gym, bound: list[Bound]) -> None:
    report.say(f"[bold]{escape(gym.name)}[/]  {escape(gym.title)}: {escape(gym.summary)}")
    for option, choices in gym.options.items():
        report.say(f"    [dim]{escape(option)}: {escape(', '.join(choices))}[/]")
    for workout in gym.workouts:
        name = f"{gym.name}/{workout.name}"
        report.say(f"  [cyan]{escape(name)}[/]  {escape(workout.title)}")
        report.say(f"    {escape(workout.trains)}")
        for task in bound:
            if task.workout == name:
                report.say(f"      [dim]{task.seed}:[/] {escape(task.goal)}")


def _document(gym: Gym, bound: list[Bound]) -> Mapping[str, Any]:
    return {
        "name": gym.name,
        "title": gym.title,
        "summary": gym.summary,
        "version": gym.version,
        "options": {option: list(choices) for option, choices in gym.options.items()},
        "workouts": [_workout(gym, one, bound) for one in gym.workouts],
    }


def _workout(gym: Gym, one: Workout, bound: list[Bound]) -> Mapping[str, Any]:
    name = f"{gym.name}/{one.name}"
    own = [task for task in bound if task.workout == name]
    return {
        "name": name,
        "title": one.title,
        "trains": one.trains,
        "goal": one.goal,
        "options": {option: list(choices) for option, choices in one.options.items()},
        "stresses": list(one.stresses),
        "twins": one.twins,
        "written": one.source if one.written else None,
        "distinct_tasks": distinct(own),
        "tasks": [{"seed": task.seed, "goal": task.goal, "parameters": task.parameters} for task in own],
    }


def _tasks(names: list[str], specs: Path, seeds: int) -> Found:
    """The tasks of the first seeds, gyms side by side on all cores: binding a thousand takes a while on one."""
    if not seeds:
        return {}
    spawning = multiprocessing.get_context("spawn")
    found: dict[str, list[Bound]] = {}
    with ProcessPoolExecutor(os.cpu_count(), mp_context=spawning) as pool, _progress(len(names)) as step:
        waiting = {pool.submit(_of_gym, name, specs, seeds): name for name in names}
        for done in as_completed(waiting):
            found[waiting[done]] = done.result()
            step()
    return found


def _of_gym(name: str, specs: Path, seeds: int) -> list[Bound]:
    return list(tasks(everything(specs).gyms[name], range(seeds)))


@contextmanager
def _progress(count: int) -> Iterator[Any]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Binding tasks", total=count)
        yield lambda: progress.advance(task)
