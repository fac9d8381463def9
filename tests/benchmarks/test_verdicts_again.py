"""Ten thousand stored runs of fifty changes under a changed spec, on one core."""

import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.conftest import Ratios
from tests.benchmarks.verdict_runs import BOOK, SCHEMA, booking
from workbench.archive.reader import open_run
from workbench.archive.writer import EpisodeWriter
from workbench.domain.episodes import RunRecord
from workbench.domain.verdicts import Ruling
from workbench.verifier import judge, parse_spec
from workbench.verifier.rejudging import rejudge

RUNS, ROUNDS = 1_000, 10
FLAWS = ("duplicate", "moved", "unread", "unread", *[""] * 36)
"""One run in twenty flips when the read-back is no longer wanted."""
OLD = parse_spec(BOOK, source="old.yaml", schema=SCHEMA)
NEW = parse_spec(BOOK[: BOOK.index("order:")] + BOOK[BOOK.index("tables:") :], source="new.yaml", schema=SCHEMA)


def runs(number: int) -> list[tuple[str, RunRecord]]:
    return [(str(n), booking(n, flaw=FLAWS[n % len(FLAWS)]).run()) for n in range(number)]


def test_rejudging(ratios: Ratios) -> None:
    stored = runs(RUNS)
    rounds = []
    for _ in range(ROUNDS):
        start, busy = time.perf_counter(), time.process_time()
        found = rejudge(OLD, NEW, stored)
        rounds.append((time.process_time() - busy, time.perf_counter() - start))
        assert found.turns == {(Ruling.VIOLATED, Ruling.SATISFIED): RUNS // 20}
        assert found.searched == 0
    ratios.state(
        "10,000 runs of 50 changes by two specs, time on the processor", sum(one for one, _ in rounds), "s", "2"
    )
    ratios.state("  the same on an undisturbed machine: ten times the best round", 10 * min(rounds)[0], "s", "2")
    sample = stored[:50]
    start = time.process_time()
    for _, run in sample:
        judge(OLD, run)
        judge(NEW, run)
    whole = (time.process_time() - start) / len(sample) * 1000
    ratios.compare("a run by two specs: its flip against two whole verdicts", min(rounds)[0], whole, "ms")


def test_loading_and_rejudging(ratios: Ratios, tmp_path: Path, stopwatch: Callable[..., float]) -> None:
    folders = []
    for name, run in runs(40):
        folders.append(tmp_path / name)
        with EpisodeWriter.create(folders[-1], run.header, run.initial) as writer:
            for change in run.changes:
                writer.change(change)
            for exchange in run.exchanges:
                writer.exchange(exchange)
            assert run.outcome is not None
            assert run.outcome_at is not None
            writer.outcome(run.outcome, run.outcome_at)
            assert run.final is not None
            writer.finish(run.final)
    opening = stopwatch(lambda: [open_run(folder) for folder in folders], 5) / len(folders)
    opened = [(folder.name, open_run(folder)) for folder in folders]
    judging = stopwatch(lambda: rejudge(OLD, NEW, opened), 5) / len(folders)
    ratios.compare("an episode: opening it against rejudging it", opening, judging)
