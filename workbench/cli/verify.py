"""``workbench verify``: judge episodes anew and compare with what they are expected to be."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.progress import track

from workbench.archive.failures import NotAnEpisode
from workbench.archive.layout import EPISODE
from workbench.archive.reader import open_header, open_run
from workbench.archive.specs import find_spec
from workbench.cli.options import AsJson, Specs
from workbench.cli.rejudge import tell_flips
from workbench.cli.report import FINE, NEGATIVE, Reporter, marked, struck, toned
from workbench.domain.failures import Problem
from workbench.domain.proportions import Proportion
from workbench.domain.steps import Disturbance
from workbench.domain.verdicts import FindingKind, Ruling, Verdict
from workbench.session.folders import Folders
from workbench.verifier import judge


@dataclass(frozen=True, slots=True)
class Judged:
    """One episode's verdict beside what it was expected to be."""

    folder: Path
    name: str
    expected: str | None
    verdict: Verdict | None
    """None when the episode could not be opened."""
    problem: str = ""
    disturbances: tuple[Disturbance, ...] = ()

    @property
    def ruling(self) -> str:
        return self.verdict.ruling.value if self.verdict else Ruling.UNDECIDED.value

    @property
    def as_expected(self) -> bool:
        """Whether it came out as expected; without an expectation, whether it is satisfied."""
        return self.verdict is not None and self.ruling == (self.expected or Ruling.SATISFIED.value)


def verify(
    episodes: Annotated[list[Path] | None, typer.Argument(help="Episodes, or folders of episodes.")] = None,
    specs: Specs = None,
    against: Annotated[
        Path | None, typer.Option("--against", help="Another spec: say which verdicts it would turn, and why.")
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", "-e", help="Show every finding.")] = False,
    as_json: AsJson = False,
) -> None:
    """Judge episodes anew from their recorded backend changes; all shipped recordings when none are named."""
    report = Reporter(as_json)
    with report.problems_told():
        folders = Folders.default()
        found = _episode_folders(episodes or [folders.recordings])
        shown = found if as_json else track(found, "Judging", transient=True)
        if against is not None:
            tell_flips(report, shown, specs or folders.specs, against)
        judged = [judge_folder(folder, specs or folders.specs) for folder in shown]
        for one in judged:
            _tell(report, one, explain)
        right = sum(one.as_expected for one in judged)
        report.say(f"{right} of {len(judged)} as expected")
        satisfied = Proportion(sum(one.ruling == Ruling.SATISFIED.value for one in judged), len(judged))
        document = {
            "episodes": [_document(one) for one in judged],
            "as_expected": right,
            "count": len(judged),
            "satisfied": {"count": satisfied.count, "of": satisfied.of, "at_least": satisfied.at_least()},
        }
        report.answer(document, FINE if right == len(judged) else NEGATIVE)


def judge_folder(folder: Path, specs: Path) -> Judged:
    """Open and judge one episode. What can't be opened is UNDECIDED, with its problem, and counts."""
    try:
        header = open_header(folder)
        run = open_run(folder)
        verdict = judge(find_spec(specs, header.workout), run)
    except Problem as problem:
        return Judged(folder, folder.name, None, None, str(problem))
    name = f"{header.workout}/{header.id}"
    return Judged(folder, name, header.expected, verdict, disturbances=run.disturbances)


def _episode_folders(places: Iterable[Path]) -> Sequence[Path]:
    found = [path.parent for place in places for path in sorted(place.rglob(EPISODE))]
    for place in places:
        if not place.is_dir() or not any(folder == place or place in folder.parents for folder in found):
            raise NotAnEpisode(place)
    return found


def _tell(report: Reporter, one: Judged, explain: bool) -> None:
    mark = "[green]✓[/]" if one.as_expected else "[red]✗[/]"
    wanted = "" if one.as_expected else f"  [dim]expected {one.expected or Ruling.SATISFIED.value}[/]"
    report.say(f"{mark} {toned(one.ruling)}  {escape(one.name)}{struck(one.disturbances)}{wanted}")
    if one.problem:
        report.say(f"    {escape(one.problem)}")
    for finding in one.verdict.findings if one.verdict else ():
        if explain or (not one.as_expected and finding.kind is not FindingKind.MET):
            report.say(f"    {finding.kind.value}: {marked(finding.sentence)} [dim]{escape(finding.nearest)}[/]")


def _document(one: Judged) -> dict[str, Any]:
    return {
        "episode": str(one.folder),
        "name": one.name,
        "ruling": one.ruling,
        "reward": one.verdict.reward if one.verdict else 0,
        "expected": one.expected,
        "as_expected": one.as_expected,
        "problem": one.problem or None,
        "disturbances": [asdict(disturbance) for disturbance in one.disturbances],
        "findings": [asdict(finding) for finding in one.verdict.findings] if one.verdict else [],
    }
