"""What recording costs the page: the same clicks bare, recorded in full, and under Playwright's tracing.

All three run in the embedded browser on worlds of the same gym, in turns, so that a noisy machine treats them alike.
"""

import statistics
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.async_api import Error, Page
from PySide6.QtWidgets import QApplication

from tests.benchmarks.conftest import Ratios
from tests.benchmarks.pages.depot import sitting_down, task
from workbench.domain.actions import Done
from workbench.domain.verdicts import Ruling
from workbench.session.browser import BrowserHost
from workbench.session.embedded import install_environment
from workbench.session.gym_process import GymProcess
from workbench.session.headless import run_headless
from workbench.session.sitting import Sitting

install_environment()  # before pytest-qt makes the application
pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

BARE, RECORDED, TRACED = "bare", "recorded", "traced"
ROUNDS = 4
CLICKS = 25
WARMING = 5


@dataclass
class Numbers:
    """Milliseconds per click by variant, and bytes per click on disk."""

    clicks: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    bytes: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    no_tracing: str = ""

    def median(self, variant: str) -> float:
        return statistics.median(self.clicks[variant])


async def press(page: Page, times: int) -> list[float]:
    """Milliseconds of each click, until the answer to its request has arrived."""
    button = page.locator("#count")
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        async with page.expect_event("requestfinished"):
            await button.click()
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def size_of(path: Path) -> int:
    if path.is_file():
        return path.stat().st_size
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())


@dataclass
class Contest:
    """One page size: rounds of the three variants. Changes with each round."""

    nodes: str
    root: Path
    numbers: Numbers = field(default_factory=Numbers)

    async def run(self, _: GymProcess, host: BrowserHost) -> None:
        async with sitting_down(self.root, host) as sitting:
            for round in range(ROUNDS):
                await self._round(sitting, round)
                await host.shutdown()  # what tracing left in the connection must not slow the others down

    async def _round(self, sitting: Sitting, round: int) -> None:
        await sitting.open(task(self.nodes))
        assert await sitting.page.locator("*").count() == pytest.approx(int(self.nodes), rel=0.02)
        await self._measure(BARE, sitting.page)
        await sitting.record()
        await self._measure(RECORDED, sitting.page)
        verdict = await sitting.finish(Done())
        assert verdict.ruling is Ruling.SATISFIED, verdict
        folder = await sitting.save()
        self.numbers.bytes[RECORDED].append(size_of(folder) / (WARMING + CLICKS))
        await sitting.open(task(self.nodes))
        await self._trace(sitting.page, self.root / f"{round}.zip")
        await sitting.close()

    async def _measure(self, variant: str, page: Page) -> None:
        await press(page, WARMING)
        self.numbers.clicks[variant] += await press(page, CLICKS)

    async def _trace(self, page: Page, target: Path) -> None:
        if self.numbers.no_tracing:
            return
        tracing = page.context.tracing
        try:
            await tracing.start(screenshots=True, snapshots=True)
            await self._measure(TRACED, page)
            await tracing.stop(path=target)
        except Error as error:
            self.numbers.no_tracing = error.message.splitlines()[0]
            return
        self.numbers.bytes[TRACED].append(size_of(target) / (WARMING + CLICKS))


@pytest.mark.parametrize(("nodes", "aim"), [("1000", "1.1 ×"), ("10000", "1.2 ×")])
def test_a_click(qapp: QApplication, nodes: str, aim: str, tmp_path: Path, ratios: Ratios) -> None:
    contest = Contest(nodes, tmp_path)
    run_headless(contest.run)
    numbers, size = contest.numbers, f"{int(nodes):,} nodes"
    bare = numbers.median(BARE)
    ratios.compare(f"a click, recorded in full against bare, {size}", numbers.median(RECORDED), bare, aim=aim)
    kept = statistics.median(numbers.bytes[RECORDED]) / 1024
    if numbers.no_tracing:
        ratios.state(f"bytes per step on disk, {size} (no peer: {numbers.no_tracing})", kept, unit="KiB")
        return
    ratios.compare(f"a click, under Playwright's tracing against bare, {size}", numbers.median(TRACED), bare)
    traced = statistics.median(numbers.bytes[TRACED]) / 1024
    ratios.compare(f"bytes per step, episode against Playwright's trace, {size}", kept, traced, unit="KiB")
