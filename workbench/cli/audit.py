"""``workbench audit``: test the specs themselves, and say which wrong runs they would let through."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from workbench.archive.specs import find_specs, open_spec
from workbench.authoring.evidence import Evidence
from workbench.cli.options import AsJson, Recordings, Specs
from workbench.cli.report import FINE, NEGATIVE, Reporter, marked
from workbench.domain.failures import Problem
from workbench.session.folders import Folders
from workbench.verifier import SpecProblem
from workbench.verifier.audit import AuditReport, Finished, Kind, Planned, Survivor, Tried
from workbench.verifier.audit import audit as audit_spec
from workbench.verifier.lint import Mark, Weight, mark_of
from workbench.verifier.lint.format import spec_format


@dataclass(frozen=True, slots=True)
class Audited:
    """One spec's audit; without a report where it can't even be read."""

    path: Path
    report: AuditReport | None
    marks: tuple[Mark, ...]

    @property
    def passed(self) -> bool:
        return self.report is not None and self.report.passed


def audit(
    named: Annotated[
        list[Path] | None, typer.Argument(help="Spec files; all shipped ones when none are named.")
    ] = None,
    specs: Specs = None,
    recordings: Recordings = None,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of the spec format.")] = False,
    explain: Annotated[bool, typer.Option("--explain", "-e", help="Show signed survivors too.")] = False,
    as_json: AsJson = False,
) -> None:
    """Test specs: golds must pass; trivial runs and mutants must not; benign variants must live; nothing to lint."""
    if schema:
        typer.echo(json.dumps(spec_format(), indent=2, ensure_ascii=False))
        raise typer.Exit
    report = Reporter(as_json)
    with report.problems_told():
        folders = Folders.default()
        paths = tuple(named) if named else find_specs(specs or folders.specs)
        if not paths:
            raise Problem(f"There is no spec in {specs or folders.specs}.", "Name a folder with --specs.")
        audited = [_audited(path, recordings or folders.recordings, quiet=as_json) for path in paths]
        for one in audited:
            _tell(report, one, explain)
        passed = sum(one.passed for one in audited)
        report.say(f"{passed} of {len(audited)} specs pass")
        document = {"specs": [_document(one) for one in audited], "passed": passed, "count": len(audited)}
        report.answer(document, FINE if passed == len(audited) else NEGATIVE)


def _audited(path: Path, recordings: Path, *, quiet: bool) -> Audited:
    try:
        spec = open_spec(path)
    except SpecProblem as problem:
        return Audited(path, None, (mark_of(problem),))
    evidence = Evidence()
    schema, golds = evidence.schema(spec.workout), evidence.golds(recordings, spec.workout)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=quiet) as progress:
        task = progress.add_task(f"Auditing {spec.workout}", total=None)
        report: AuditReport | None = None
        for event in audit_spec(spec, schema, golds):
            match event:
                case Planned(runs=runs):
                    progress.update(task, total=runs)
                case Tried():
                    progress.advance(task)
                case Finished(report=found):
                    report = found
    assert report is not None
    return Audited(path, report, report.marks)


def _tell(say: Reporter, one: Audited, explain: bool) -> None:
    sign = "[green]✓[/]" if one.passed else "[red]✗[/]"
    say.say(f"{sign} [bold]{escape(one.report.workout if one.report else one.path.stem)}[/]  [dim]{one.path}[/]")
    if one.report is not None:
        say.say(f"    {_numbers(one.report)}")
        for failure in one.report.failures:
            _tell_survivor(say, one.path, failure)
        for survivor in one.report.survivors:
            if explain or not survivor.signed:
                _tell_survivor(say, one.path, survivor)
    for mark in one.marks:
        tone = "red" if mark.weight is Weight.ERROR else "yellow"
        say.say(
            f"    [{tone}]{mark.weight.value}[/] {mark.rule}: {escape(mark.what)}  [dim]{_place(one.path, mark)}[/]"
        )
        say.say(f"        {escape(mark.advice)}")


def _numbers(report: AuditReport) -> str:
    """Never a percentage without its count and its lower bound."""
    meant = report.mutants - report.signed
    killed = f"mutants {report.killed} of {meant} killed ({report.kill_rate:.1%}, at least {report.lower_bound:.1%})"
    parts = [
        f"golds {report.right(Kind.GOLD)} of {report.count(Kind.GOLD)} satisfied",
        f"trivial runs {report.right(Kind.TRIVIAL)} of {report.count(Kind.TRIVIAL)} refused",
        killed + (f", {report.signed} more signed" if report.signed else ""),
        f"benign variants {report.right(Kind.BENIGN)} of {report.count(Kind.BENIGN)} alive",
    ]
    return " · ".join(parts)


def _tell_survivor(say: Reporter, path: Path, survivor: Survivor) -> None:
    tried = survivor.tried
    tone = "dim" if survivor.signed else "red"
    times = f" ({survivor.count} times)" if survivor.count > 1 else ""
    say.say(f"    [{tone}]{tried.kind.value}[/] {marked(survivor.story)}{times}  [dim]{escape(tried.id)}[/]")
    if survivor.signed:
        say.say(f"        signed: {escape(survivor.signed)}")
        return
    say.say(f"        {escape(tried.reason)}  [dim]{_place(path, tried)}[/]")
    say.say(f"        {escape(tried.advice)}")


def _place(path: Path, at: Mark | Tried) -> str:
    return escape(f"{path}:{at.line}:{at.column}")


def _document(one: Audited) -> Mapping[str, Any]:
    document: dict[str, Any] = {
        "spec": str(one.path),
        "passed": one.passed,
        "marks": [{**asdict(mark), "weight": mark.weight.value} for mark in one.marks],
    }
    if one.report is None:
        return document
    report = one.report
    return {
        **document,
        "workout": report.workout,
        **{kind.value: {"count": report.count(kind), "right": report.right(kind)} for kind in Kind},
        "signed": report.signed,
        "kill_rate": report.kill_rate,
        "lower_bound": report.lower_bound,
        "failures": _survivors(report.failures),
        "survivors": _survivors(report.survivors),
    }


def _survivors(survivors: Sequence[Survivor]) -> list[dict[str, Any]]:
    return [
        {
            "kind": one.tried.kind.value,
            "id": one.tried.id,
            "story": one.story.replace("**", ""),
            "count": one.count,
            "golds": list(one.golds),
            "ruling": one.tried.ruling.value,
            "clause": one.tried.clause or None,
            "line": one.tried.line,
            "column": one.tried.column,
            "reason": one.tried.reason,
            "advice": one.tried.advice,
            "signed": one.signed or None,
        }
        for one in survivors
    ]
