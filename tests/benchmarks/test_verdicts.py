"""A verdict costs as much per change in a long run as in a short one, and overlaps stay polynomial."""

import gc
import time
from collections.abc import Callable

import pytest

from tests.benchmarks.conftest import Ratios
from tests.benchmarks.verdict_runs import BOOK, SCHEMA, Telling, booking
from workbench.domain.episodes import RunRecord
from workbench.domain.verdicts import Ruling
from workbench.verifier import LiveJudge, judge, parse_spec

HEAD = "version: 1\nworkout: shop/book\n"
SHORT, LONG = 10, 100_000


def milliseconds(work: Callable[[], object], repeat: int) -> float:
    """The least of several runs: what the work costs when nobody disturbs it."""
    least = float("inf")
    for _ in range(repeat):
        gc.collect()
        start = time.perf_counter()
        work()
        least = min(least, (time.perf_counter() - start) * 1000)
    return least


def gold(changes: int) -> RunRecord:
    return booking(1, changes).run(digests=False)


def strays(changes: int) -> RunRecord:
    """Nothing that was wanted, and everything else."""
    told = Telling(booking(1).parameters)
    for id in range(1_000, 1_000 + changes):
        told.insert("visits", id=id, member_id=1, service_id=1, date="2026-09-09", time="09:00", status="x", note=None)
    return told.run(digests=False)


def viewing(changes: int) -> RunRecord:
    told = Telling({})
    for id in range(changes):
        told.insert("page_views", id=id, member_id=id % 3, path="/")
    return told.run(digests=False)


def same_row(changes: int) -> RunRecord:
    told = Telling({})
    for index in range(changes - 1):
        told.update("visits", 7, note=f"{index}")
    told.update("visits", 7, status="held")
    return told.run(digests=False)


def looks(number: int, *, least: int = 0, most: int | None = None, member: str = "") -> str:
    values = f", values: {{member_id: {member}}}" if member else ""
    times = f"{{min: {least}, max: {most}}}" if least else f"{most}"
    return f"  - {{id: c{number}, insert: page_views{values}{f', times: {times}' if most else ''}}}\n"


CASES: dict[str, tuple[Callable[[int], str], Callable[[int], RunRecord], Ruling]] = {
    "a right run": (lambda n: BOOK, gold, Ruling.SATISFIED),
    "all strays": (lambda n: BOOK, strays, Ruling.VIOLATED),
    "one row, changed again and again, held to all of it": (
        lambda n: (
            HEAD + "require:\n  - {id: it, update: visits, only: [note, status], values: {status: booked},"
            " times: {min: 1}}\nallow:\n  - {id: last, update: visits, only: [note, status]}\n"
        ),
        same_row,
        Ruling.VIOLATED,
    ),
    "exactly all, required": (
        lambda n: HEAD + f"require:\n{looks(0, least=n, most=n)}",
        viewing,
        Ruling.SATISFIED,
    ),
    "twice what is allowed": (lambda n: HEAD + f"allow:\n{looks(0, most=n // 2)}", viewing, Ruling.VIOLATED),
    "three overlapping minimums that fit only one way": (
        lambda n: (
            HEAD
            + "require:\n"
            + looks(0, least=n // 3, most=n)
            + looks(1, least=n // 3, most=n // 3, member="[0, 1]")
            + looks(2, least=n // 3, most=n // 3, member="[0, 2]")
        ),
        viewing,
        Ruling.SATISFIED,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_verdict_per_change(case: str, ratios: Ratios) -> None:
    text, make, ruling = CASES[case]
    costs = []
    for changes, repeat in ((SHORT, 50), (LONG, 2)):
        spec = parse_spec(text(changes), source="bench.yaml", schema=SCHEMA)
        run = make(changes)
        assert judge(spec, run).ruling is ruling
        costs.append(milliseconds(lambda run=run, spec=spec: judge(spec, run), repeat) * 1000 / changes)  # type: ignore[misc]
    ratios.compare(f"verdict per change, 100,000 changes against 10: {case}", costs[1], costs[0], "µs", "about 1")


def test_overlapping_clauses(ratios: Ratios) -> None:
    """Clause i takes members 0 to i, once: every change has many homes, and one too many has to be refused."""
    costs = []
    for clauses in (20, 80):
        lines = "".join(looks(i, least=1, most=1, member=f"{{from: 0, to: {i}}}") for i in reversed(range(clauses)))
        spec = parse_spec(HEAD + "require:\n" + lines, source="bench.yaml", schema=SCHEMA)
        told = Telling({})
        for id in range(clauses):
            told.insert("page_views", id=id, member_id=clauses - 1 - id, path="/")
        assert judge(spec, told.run()).ruling is Ruling.SATISFIED
        told.insert("page_views", id=clauses, member_id=0, path="/")
        run = told.run()
        assert judge(spec, run).ruling is Ruling.VIOLATED
        costs.append(milliseconds(lambda run=run, spec=spec: judge(spec, run), 3))  # type: ignore[misc]
    ratios.compare("80 clauses that overlap in 80 changes against 20 in 20", costs[1], costs[0], aim="at most 64")


def test_live_per_change(ratios: Ratios) -> None:
    spec = parse_spec(BOOK, source="bench.yaml", schema=SCHEMA)
    costs = []
    for changes in (100, 10_000):
        told = booking(1, changes)

        def follow(told: Telling = told) -> None:
            live = LiveJudge(spec, told.parameters, told.initial)
            for change in told.changes:
                live.feed(change=change)
                assert live.lamps

        costs.append(milliseconds(follow, 2) * 1000 / changes)
    ratios.compare("live lamps per change, 10,000 changes against 100", costs[1], costs[0], "µs", "about 1")
