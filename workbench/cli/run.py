"""``workbench run``: have an agent do tasks in a browser of its own, recorded and judged as a person's."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from workbench.cli.options import AsJson, Recordings, Specs
from workbench.cli.report import COULD_NOT_RUN, FINE, NEGATIVE, Reporter, marked, struck, toned
from workbench.domain.actions import Defer, GiveUp, Outcome
from workbench.domain.failures import Problem
from workbench.domain.proportions import Proportion
from workbench.domain.verdicts import FindingKind, Ruling
from workbench.session.folders import Folders
from workbench.session.messages import TaskRequest
from workbench.session.running import Keeping, Played, Runner, chosen, name_for


@dataclass(frozen=True, slots=True)
class NotPlayed:
    """An episode that could not be run."""

    request: TaskRequest
    problem: Problem


Result = Played | NotPlayed


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the command line asks for."""

    workouts: Sequence[str]
    agent: str
    seeds: range
    profile: str
    options: Mapping[str, str]
    keep: Path | None
    name: str
    specs: Path
    golds: Path
    """Recordings that show how written workouts are done."""


def run(
    workouts: Annotated[list[str], typer.Argument(help="Workouts such as `clinic/book_visit`, gyms, or `all`.")],
    agent: Annotated[
        str,
        typer.Option(
            help="Who acts: `oracle` solves the task (of a written workout it does the gold again), `hasty` does so "
            "and trusts what it sees, `nothing` is done at once, `defer` always hands over."
        ),
    ] = "oracle",
    episodes: Annotated[int, typer.Option(min=1, help="How many, each with the next seed.")] = 1,
    seed: Annotated[int, typer.Option(help="The first seed.")] = 1,
    seeds: Annotated[str, typer.Option(help="From which seed to which: `1-20`.")] = "",
    profile: Annotated[str, typer.Option(help="Which disturbances strike.")] = "clean",
    options: Annotated[
        list[str] | None, typer.Option("--set", help="Vary the world, such as `date_widget=flatpickr`; repeatable.")
    ] = None,
    keep: Annotated[Path | None, typer.Option(help="Keep the episodes in this folder, e.g. `recordings`.")] = None,
    name: Annotated[
        str,
        typer.Option(
            help="With --keep: what to call them; else `gold` or the agent's name. Of several: `gold-<seed>`."
        ),
    ] = "",
    browser: Annotated[str, typer.Option(help="`embedded`, or the path of a Chromium.")] = "embedded",
    specs: Specs = None,
    recordings: Recordings = None,
    as_json: AsJson = False,
) -> None:
    """Have an agent do tasks in a browser without a window; record and judge each as a person's. Discards what isn't
    kept. Status 0 when all are satisfied."""
    report = Reporter(as_json)
    with report.problems_told():
        asked = _Asked(
            workouts=workouts,
            agent=_agent(agent),
            seeds=seeds_from(seeds) if seeds else range(seed, seed + episodes),
            profile=profile,
            options=_options(options or []),
            keep=keep,
            name=name or ("gold" if agent == "oracle" else agent),
            specs=specs or Folders.default().specs,
            golds=recordings or Folders.default().recordings,
        )
        results: list[Result] = []
        interrupted = False
        try:
            _play(report, asked, browser, results)
        except KeyboardInterrupt:
            interrupted = True
        _answer(report, results, interrupted)


def _play(report: Reporter, asked: _Asked, browser: str, results: list[Result]) -> None:
    from workbench.session.headless import run_headless  # noqa: PLC0415 - the embedded browser brings Qt along

    async def work(gyms: Any, host: Any) -> None:
        requests = list(_requests(asked, await _known(asked, gyms)))
        runner = Runner(gyms, host, asked.specs, golds=asked.golds)
        with _progress(len(requests)) as step:
            for request in requests:
                results.append(await _one(runner, request, _keeping(asked, request), bool(results)))
                _tell(report, results[-1])
                step()

    run_headless(work, browser=browser, specs=asked.specs)


async def _known(asked: _Asked, gyms: Any) -> Sequence[Any]:
    """What can be run. A written workout that is asked for and can't be read says why."""
    for problem in await gyms.problems():
        if any(f"{name}.yaml" in problem.what for name in asked.workouts):
            raise problem
    return tuple(await gyms.gyms())


async def _one(runner: Runner, request: TaskRequest, keeping: Keeping | None, began: bool) -> Result:
    """What keeps the first from running most likely keeps all; later it is that episode's own."""
    try:
        return await runner.play(request, keeping)
    except Problem as problem:
        if not began:
            raise
        return NotPlayed(request, problem)


def _requests(asked: _Asked, gyms: Sequence[Any]) -> Iterator[TaskRequest]:
    found = chosen(gyms, asked.workouts)
    for workout in found:
        options = tuple(
            (option, choice)
            for option, choice in asked.options.items()
            if len(found) == 1 or choice in workout.options.get(option, ())
        )
        for seed in asked.seeds:
            yield TaskRequest(workout.name, seed, asked.profile, options, actor=asked.agent)


def _keeping(asked: _Asked, request: TaskRequest) -> Keeping | None:
    if asked.keep is None:
        return None
    return Keeping(asked.keep, name_for(asked.name, request.seed, len(asked.seeds) > 1))


def _tell(report: Reporter, result: Result) -> None:
    request = result.request
    about = f"{escape(request.workout)}  [dim]seed {request.seed}, {escape(request.profile)}[/]"
    if isinstance(result, NotPlayed):
        report.say(f"[red]✗[/] could not run  {about}\n    {escape(str(result.problem))}")
        return
    mark = "[green]✓[/]" if result.satisfied else "[red]✗[/]"
    numbers = f"[dim]{result.steps} steps, {result.seconds:.1f} s[/]{struck(result.disturbances)}"
    report.say(f"{mark} {toned(result.verdict.ruling.value)}  {about}  {_ended(result.outcome)}{numbers}")
    for said in (result.raised, *result.troubles):
        if said:
            report.say(f"    [red]{escape(said)}[/]")
    for finding in result.verdict.findings if not result.satisfied else ():
        if finding.kind is not FindingKind.MET:
            report.say(f"    {finding.kind.value}: {marked(finding.sentence)} [dim]{escape(finding.nearest)}[/]")
    if result.kept:
        report.say(f"    [dim]kept in {escape(str(result.kept))}[/]")


def _ended(outcome: Outcome) -> str:
    match outcome:
        case Defer(reason=reason, entity=entity):
            return f"deferred: {escape(reason)} {escape(entity)}  "
        case GiveUp():
            return "gave up  "
    return ""


def _answer(report: Reporter, results: Sequence[Result], interrupted: bool) -> None:
    satisfied = Proportion(sum(isinstance(one, Played) and one.satisfied for one in results), len(results))
    report.say(f"{satisfied} satisfied{', interrupted' if interrupted else ''}")
    document = {
        "episodes": [_document(one) for one in results],
        "satisfied": {"count": satisfied.count, "of": satisfied.of, "at_least": satisfied.at_least()},
        "interrupted": interrupted,
    }
    if interrupted or any(isinstance(one, NotPlayed) for one in results):
        report.answer(document, COULD_NOT_RUN)
    report.answer(document, FINE if satisfied.count == len(results) else NEGATIVE)


def _document(result: Result) -> dict[str, Any]:
    request = result.request
    asked = {"workout": request.workout, "seed": request.seed, "profile": request.profile, "agent": request.actor}
    if isinstance(result, NotPlayed):
        return {**asked, "ruling": Ruling.UNDECIDED.value, "satisfied": False, "problem": str(result.problem)}
    return {
        **asked,
        "goal": result.goal,
        "options": dict(result.options),
        "ruling": result.verdict.ruling.value,
        "satisfied": result.satisfied,
        "outcome": {"kind": result.outcome.kind, **asdict(result.outcome)},
        "steps": result.steps,
        "seconds": round(result.seconds, 3),
        "disturbances": [asdict(one) for one in result.disturbances],
        "raised": result.raised or None,
        "troubles": list(result.troubles),
        "kept": str(result.kept) if result.kept else None,
        "findings": [asdict(finding) for finding in result.verdict.findings],
    }


def _agent(name: str) -> str:
    from workbench.session.agents import AGENTS, know_gyms  # noqa: PLC0415 - brings every gym along

    know_gyms()
    if name not in AGENTS:
        raise Problem(f"There is no agent {name}.", f"There are: {', '.join(AGENTS)}.")
    return name


def seeds_from(text: str) -> range:
    """``1-20`` or ``7``. Raises Problem for anything else."""
    first, _, last = text.partition("-")
    if not first.isdecimal() or not (last or first).isdecimal() or int(last or first) < int(first):
        raise Problem(f"{text} names no seeds.", "Write them like 1-20.")
    return range(int(first), int(last or first) + 1)


def _options(pairs: Sequence[str]) -> dict[str, str]:
    for pair in pairs:
        if "=" not in pair:
            raise Problem(f"{pair} sets nothing.", "Write it like date_widget=flatpickr.")
    return dict(pair.split("=", 1) for pair in pairs)


@contextmanager
def _progress(count: int) -> Iterator[Any]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=count < 2 or not console.is_terminal) as progress:
        task = progress.add_task("Running", total=count)
        yield lambda: progress.advance(task)
