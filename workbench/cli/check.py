"""``workbench check``: whether gyms keep what every gym promises."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from gyms.kit.catalogue import everything
from workbench.cli.options import AsJson, Recordings, Specs
from workbench.cli.report import FINE, NEGATIVE, Reporter, marked
from workbench.cli.run import seeds_from
from workbench.session.checking import Looked, Plan, by_gym, check_gym, count
from workbench.session.folders import Folders
from workbench.session.running import Runner


def check(
    named: Annotated[list[str] | None, typer.Argument(help="Gyms; all when none are named.")] = None,
    seeds: Annotated[str, typer.Option(help="From which seed to which the oracles run.")] = "0-1",
    profiles: Annotated[str, typer.Option(help="Under which profiles, with commas between.")] = "clean",
    trivial: Annotated[bool, typer.Option(help="Let runs that must fail try too.")] = True,
    browser: Annotated[str, typer.Option(help="`embedded`, or the path of a Chromium.")] = "embedded",
    specs: Specs = None,
    recordings: Recordings = None,
    as_json: AsJson = False,
) -> None:
    """Check gyms: same seed same state, resets are total, enough tasks, specs fit, oracles pass, trivial runs fail, no
    page leaves its world."""
    from workbench.session.headless import run_headless  # noqa: PLC0415 - the embedded browser brings Qt along

    report = Reporter(as_json)
    with report.problems_told():
        folder = specs or Folders.default().specs
        shelf = everything(folder)
        chosen = by_gym(shelf.gyms, named or [])
        golds = recordings or Folders.default().recordings
        plan = Plan(seeds_from(seeds), tuple(profiles.split(",")), trivial, golds)
        looked = [Looked(problem.source, "workout", (str(problem),)) for problem in shelf.problems]
        for one in looked:
            _tell(report, one)

        async def work(gyms: Any, host: Any) -> None:
            runner = Runner(gyms, host, folder, golds=golds)
            with _progress(sum(count(gym, plan) for gym in chosen)) as step:
                for gym in chosen:
                    async for one in check_gym(gym, runner, folder, plan):
                        looked.append(one)
                        _tell(report, one)
                        step(one)
                        await asyncio.sleep(0)

        run_headless(work, browser=browser, specs=folder)
        broken = [one for one in looked if one.problems]
        report.say(f"{len(looked) - len(broken)} of {len(looked)} promises kept")
        document = {
            "looked": [{"about": one.about, "what": one.what, "problems": list(one.problems)} for one in looked],
            "kept": len(looked) - len(broken),
            "count": len(looked),
        }
        report.answer(document, NEGATIVE if broken else FINE)


def _tell(report: Reporter, one: Looked) -> None:
    mark = "[red]✗[/]" if one.problems else "[green]✓[/]"
    report.say(f"{mark} {escape(one.about)}  [dim]{escape(one.what)}[/]")
    for problem in one.problems:
        report.say(f"    {marked(problem)}")


@contextmanager
def _progress(total: int) -> Iterator[Any]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("Checking", total=total)
        yield lambda one: progress.update(task, advance=1, description=one.about)
