"""``workbench replay``: walk through an episode in words, or with ``--live`` do it again in a fresh world."""

from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape

from workbench.archive.reader import open_episode, read_blob
from workbench.archive.specs import find_spec
from workbench.cli.options import AsJson, Specs
from workbench.cli.report import FINE, NEGATIVE, Reporter, marked, toned
from workbench.domain.episodes import Episode
from workbench.domain.sentences import describe
from workbench.domain.verdicts import Ruling, Verdict
from workbench.session.folders import Folders
from workbench.verifier import judge


def replay(
    folder: Annotated[Path, typer.Argument(help="The episode's folder.")],
    live: Annotated[
        bool, typer.Option("--live", help="Re-execute its actions in a fresh world and judge again.")
    ] = False,
    times: Annotated[int, typer.Option("--times", min=1, help="With --live: how often.")] = 1,
    browser: Annotated[str, typer.Option(help="With --live: `embedded`, or the path of a Chromium.")] = "embedded",
    specs: Specs = None,
    as_json: AsJson = False,
) -> None:
    """Tell an episode step by step; with --live, re-execute it in a fresh world and judge what comes of it."""
    report = Reporter(as_json)
    with report.problems_told():
        episode = open_episode(folder)
        if live:
            _live(report, episode, folder, times, browser, specs or Folders.default().specs)
        _told(report, episode, specs or Folders.default().specs)


def _told(report: Reporter, episode: Episode, specs: Path) -> None:
    header = episode.run.header
    report.say(f"[bold]{escape(header.goal)}[/]  [dim]{escape(header.workout)}, seed {header.seed}[/]")
    for step in episode.steps:
        changes = [change for change in episode.run.changes if change.step == step.index]
        told = ", ".join(f"{change.operation.value} {change.table}" for change in changes)
        report.say(
            f"{step.index:4d}  {step.started / 1000:6.1f} s  {marked(describe(step.action))}  [dim]{escape(told)}[/]"
        )
    verdict = judge(find_spec(specs, header.workout), episode.run)
    report.say(toned(verdict.ruling.value))
    for finding in verdict.findings:
        report.say(f"  {finding.kind.value}: {marked(finding.sentence)}")
    steps = [{"step": step.index, "did": describe(step.action).replace("**", "")} for step in episode.steps]
    report.answer({"goal": header.goal, "steps": steps, **_verdict_document(verdict)})


def _live(report: Reporter, episode: Episode, folder: Path, times: int, browser: str, specs: Path) -> None:
    from workbench.session.headless import run_headless  # noqa: PLC0415 - the embedded browser brings Qt along
    from workbench.session.reexecution import LiveResult, replay_live  # noqa: PLC0415

    expected = episode.run.header.expected or Ruling.SATISFIED.value
    results: list[LiveResult] = []
    blob = partial(read_blob, folder)

    async def rounds(gyms: Any, host: Any) -> None:
        for number in range(1, times + 1):
            results.append(await replay_live(episode, gyms, host, specs=specs, read_blob=blob))
            report.say(f"{number:3d}  {toned(results[-1].verdict.ruling.value)}")

    run_headless(rounds, browser=browser)
    right = sum(result.verdict.ruling.value == expected for result in results)
    report.say(f"{right} of {len(results)} {expected}")
    document = {
        "expected": expected,
        "as_expected": right,
        "count": len(results),
        "runs": [_verdict_document(result.verdict) for result in results],
    }
    report.answer(document, FINE if right == len(results) else NEGATIVE)


def _verdict_document(verdict: Verdict) -> dict[str, Any]:
    return {
        "ruling": verdict.ruling.value,
        "reward": verdict.reward,
        "findings": [asdict(finding) for finding in verdict.findings],
    }
