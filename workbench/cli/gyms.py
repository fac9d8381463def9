"""``workbench gyms``: what there is to practise."""

from collections.abc import Mapping
from typing import Any

from rich.markup import escape

from gyms.kit.catalogue import gyms as installed_gyms
from workbench.cli.options import AsJson
from workbench.cli.report import Reporter


def gyms(as_json: AsJson = False) -> None:
    """List the gyms, their workouts and how their worlds can be varied."""
    report = Reporter(as_json)
    with report.problems_told():
        found = installed_gyms()
    for gym in found.values():
        report.say(f"[bold]{escape(gym.name)}[/]  {escape(gym.title)}: {escape(gym.summary)}")
        for option, choices in gym.options.items():
            report.say(f"    [dim]{escape(option)}: {escape(', '.join(choices))}[/]")
        for workout in gym.workouts:
            report.say(f"  [cyan]{escape(gym.name)}/{escape(workout.name)}[/]  {escape(workout.title)}")
            report.say(f"    {escape(workout.trains)}")
    report.answer({"gyms": [_document(gym) for gym in found.values()]})


def _document(gym: Any) -> Mapping[str, Any]:
    return {
        "name": gym.name,
        "title": gym.title,
        "summary": gym.summary,
        "version": gym.version,
        "options": {option: list(choices) for option, choices in gym.options.items()},
        "workouts": [
            {"name": f"{gym.name}/{one.name}", "title": one.title, "trains": one.trains, "goal": one.goal}
            for one in gym.workouts
        ],
    }
