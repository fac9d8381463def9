"""``workbench verify --against SPEC``: which verdicts another spec would turn, and why."""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.markup import escape

from workbench.archive.reader import open_header, open_run
from workbench.archive.specs import find_spec, open_spec
from workbench.cli.report import FINE, NEGATIVE, Reporter, marked, toned
from workbench.domain.failures import Problem
from workbench.domain.verdicts import FindingKind
from workbench.verifier import judge
from workbench.verifier.facts import RunFacts
from workbench.verifier.rejudging import Flip, Rejudging
from workbench.verifier.spec import Spec

_MOST_EXPLAINED = 3


def tell_flips(report: Reporter, folders: Iterable[Path], specs: Path, against: Path) -> None:
    """Judges the episodes of the spec's workout by the spec that is in force and by ``against``, and ends the command.

    Episodes of other workouts are left out, and counted. What can't be opened is told, and counted.
    """
    new = open_spec(against)
    rejudging = Rejudging(find_spec(specs, new.workout), new)
    flips: list[tuple[Path, Flip]] = []
    lost: dict[Path, str] = {}
    others = 0
    for folder in folders:
        try:
            header = open_header(folder)
            if header.workout != new.workout:
                others += 1
                continue
            flip = rejudging.flip(header.id, RunFacts(open_run(folder)))
        except Problem as problem:
            lost[folder] = str(problem)
            continue
        if flip is not None:
            flips.append((folder, flip))
    _tell(report, new, flips, rejudging.judged, lost, others)
    document = {
        "workout": new.workout,
        "judged": rejudging.judged,
        "flips": [_document(folder, flip) for folder, flip in flips],
        "could_not_open": {str(folder): problem for folder, problem in lost.items()},
        "other_workouts": others,
    }
    report.answer(document, NEGATIVE if flips or lost else FINE)


def _tell(
    report: Reporter, new: Spec, flips: list[tuple[Path, Flip]], judged: int, lost: dict[Path, str], others: int
) -> None:
    for number, (folder, flip) in enumerate(flips):
        turn = f"{toned(flip.before.value)} → {toned(flip.after.value)}"
        report.say(f"{turn}  {escape(flip.run)}  [dim]{escape(', '.join(flip.causes))}[/]")
        for finding in judge(new, open_run(folder)).findings if number < _MOST_EXPLAINED else ():
            if finding.kind is not FindingKind.MET:
                report.say(f"    {finding.kind.value}: {marked(finding.sentence)} [dim]{escape(finding.nearest)}[/]")
    for folder, problem in lost.items():
        report.say(f"[red]✗[/] {escape(str(folder))}: {escape(problem)}")
    left_out = f", {others} of other workouts left out" if others else ""
    report.say(f"{len(flips)} of {judged} verdicts of {new.workout} would turn{left_out}")


def _document(folder: Path, flip: Flip) -> dict[str, Any]:
    return {"episode": str(folder), **asdict(flip), "causes": flip.causes}
