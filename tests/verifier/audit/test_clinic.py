"""The shipped specs against right runs of the real site."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.verifier.audit.golds import WORKOUTS, Clinic, clinic
from workbench.verifier import parse_spec
from workbench.verifier.audit import AuditReport, Finished, Kind, Planned, Tried, audit

SPECS = Path(__file__).parents[3] / "specs" / "clinic"


@pytest.fixture(scope="module")
def made() -> Iterator[Clinic]:
    with clinic() as opened:
        yield opened


@pytest.mark.parametrize("workout", WORKOUTS)
def test_that_every_mutant_of_a_shipped_spec_dies_or_is_signed_and_every_benign_variant_lives(
    made: Clinic, workout: str
) -> None:
    run = made.gold(workout)
    path = SPECS / f"{workout}.yaml"
    spec = parse_spec(path.read_text(encoding="utf-8"), source=path.name)
    planned, *tried, finished = audit(spec, run.initial.schema, [run])
    assert isinstance(planned, Planned)
    assert isinstance(finished, Finished)
    report: AuditReport = finished.report
    assert [one.tried.id for one in (*report.failures, *report.unsigned)] == []
    assert report.marks == ()
    assert report.passed
    assert report.killed == report.mutants - report.signed > 250
    assert report.lower_bound > 0.98
    assert planned.runs >= len(tried) == sum(report.count(kind) for kind in Kind)
    families = {one.id.partition(":")[0] for one in tried if isinstance(one, Tried)}
    assert families >= {
        "trivial", "drop", "duplicate", "late-duplicate", "other-row", "column", "replace", "afterwards",
        "there-and-back", "undo", "stray-insert", "stray-update", "stray-delete", "insert-delete", "unread",
        "undelivered", "reorder", "write-then-defer", "other-keys", "extra-read", "reordered", "retry", "ephemeral",
    }  # fmt: skip
