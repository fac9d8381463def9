"""How fast replay opens a long episode and follows the playhead. The episode is recorded here, from a real page."""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.async_api import Page
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.benchmarks.conftest import Ratios
from tests.benchmarks.pages.depot import sitting_down, task
from workbench.archive.reader import open_episode
from workbench.domain.actions import Done
from workbench.replay.loading import load
from workbench.replay.position import Phase, Position
from workbench.session.browser import BrowserHost
from workbench.session.embedded import install_environment
from workbench.session.gym_process import GymProcess
from workbench.session.headless import run_headless
from workbench.ui.replay.perspective import ReplayPerspective
from workbench.ui.shell.theme import Theme

install_environment()  # before pytest-qt makes the application
pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

STEPS = 300
MOVES = 40
REST = 80
"""Milliseconds between steps, as a person leaves them."""


async def work(page: Page, turn: int) -> None:
    """Four steps as a person at a stock list makes them: count, tick, go to the note, write it."""
    async with page.expect_event("requestfinished"):
        await page.locator("#count").click()
    await page.locator("tr input").nth(turn % 12).click()
    await page.locator("#note").click()
    await page.keyboard.type(f"{turn} ")


@pytest.fixture(scope="module")
def root(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folders with the depot's spec and one kept episode of 300 steps on a page of 1,000 elements."""
    root = tmp_path_factory.mktemp("long")

    async def record(_: GymProcess, host: BrowserHost) -> None:
        async with sitting_down(root, host) as sitting:
            await sitting.open(task("1000"), preview=False)
            await sitting.record()
            turn = 0
            while len(sitting.steps) < STEPS - 1:
                await work(sitting.page, turn)
                turn += 1
            await sitting.finish(Done())
            await sitting.save()

    run_headless(record)
    return root


@pytest.fixture(scope="module")
def folder(root: Path) -> Path:
    (found,) = (root / "recordings" / "depot" / "count").iterdir()
    return found


@pytest.fixture
def perspective(qtbot: QtBot, root: Path, folder: Path, qapp: QApplication) -> ReplayPerspective:
    """Shown, with the episode open."""
    made = ReplayPerspective(Theme(qapp, "light"), root / "specs")
    qtbot.addWidget(made, before_close_func=lambda widget: widget.shutdown())
    made.resize(1440, 900)
    made.show()
    with qtbot.waitSignal(made.opened, timeout=20_000):
        made.open_episode(folder)
    return made


def test_opening(root: Path, folder: Path, ratios: Ratios, stopwatch: Callable[..., float]) -> None:
    episode = open_episode(folder)
    assert STEPS - 1 <= len(episode.steps) <= STEPS + 5
    what = f"{len(episode.steps)} steps, {len(episode.dom)} DOM events"
    ratios.state(f"reading an episode of {what}", stopwatch(lambda: open_episode(folder), 5))
    ratios.state(
        "opening it: reading, judging, deriving", stopwatch(lambda: load(folder, root / "specs"), 5), aim="500 ms"
    )


def test_window_opening(qtbot: QtBot, perspective: ReplayPerspective, folder: Path, ratios: Ratios) -> None:
    start = time.perf_counter()
    with qtbot.waitSignal(perspective.opened, timeout=20_000):
        perspective.open_episode(folder)
    perspective.repaint()
    ratios.state("opening it in the window, until it is drawn", (time.perf_counter() - start) * 1000, aim="500 ms")


def median(taken: list[float]) -> float:
    return statistics.median(taken)


@pytest.mark.parametrize("view", ["backend", "network", "console", "dom"])
def test_a_step_in_the_panels(qtbot: QtBot, perspective: ReplayPerspective, view: str, ratios: Ratios) -> None:
    """What keeps the window busy: each panel derives and draws its rows, all that is dirty is painted."""
    perspective.details.show_view(view)
    taken, busy = [], []
    for step in range(20, 20 + MOVES):
        perspective.playhead.go(Position(step, Phase.ACTION))
        wait_for_rest(qtbot, perspective)
        start, worked = time.perf_counter(), time.thread_time()
        perspective.playhead.next_step()
        QCoreApplication.sendPostedEvents()
        taken.append((time.perf_counter() - start) * 1000)
        busy.append((time.thread_time() - worked) * 1000)
    ratios.state(f"one step in all panels, {view} in front, drawn", median(busy), unit="ms of work", aim="16 ms")
    ratios.state(f"… by the clock, which others on this machine stretch (slowest {max(taken):.0f})", median(taken))


def test_a_step_in_the_rebuilt_page(qtbot: QtBot, perspective: ReplayPerspective, ratios: Ratios) -> None:
    stage = perspective.page.stage
    with qtbot.waitSignal(stage.drawn, timeout=10_000):
        perspective.page.set_mode("dom")
    page = stage.findChildren(QWebEngineView)[0].page()
    run(qtbot, page, "const show = workbenchShow; window.workbenchShow = (...all) => (window.took = show(...all)); 0")
    taken, rebuilt = [], []
    for step in range(20, 20 + MOVES):
        start = time.perf_counter()
        with qtbot.waitSignal(stage.drawn, timeout=10_000):
            perspective.playhead.go(Position(step, Phase.AFTER))
        taken.append((time.perf_counter() - start) * 1000)
        rebuilt.append(run(qtbot, page, "window.took.ms"))
    ratios.state("one step in the rebuilt page, in the view itself", median(rebuilt), aim="50 ms")
    ratios.state("… with its derivation and the way there", median(taken))
    with qtbot.waitSignal(stage.drawn, timeout=10_000):
        perspective.playhead.go(Position(STEPS - 20, Phase.AFTER))
    ratios.state("a leap of 200 steps in it, in the view itself", run(qtbot, page, "window.took.ms"), aim="50 ms")


def wait_for_rest(qtbot: QtBot, perspective: ReplayPerspective) -> None:
    """Let panels take in what their threads derived."""
    rested = QTimer(interval=REST, singleShot=True)
    perspective.pictures.arrived.connect(lambda _: rested.start())
    with qtbot.waitSignal(rested.timeout, timeout=10_000):
        rested.start()


def run(qtbot: QtBot, page: QWebEnginePage, script: str) -> float:
    """The number that a script in the page comes to."""
    results: list[float] = []
    page.runJavaScript(script, results.append)
    qtbot.waitUntil(lambda: bool(results), timeout=10_000)
    return float(results[0])
