"""The monitor itself: what it must notice, and what it must not."""

from collections.abc import Callable
from time import process_time

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.author.stalls import LIMIT, StallMonitor, no_stall


def turns(qtbot: QtBot, monitor: StallMonitor, number: int = 3) -> None:
    """Let the window have its turn a few times."""
    wanted = monitor.ticks + number
    qtbot.waitUntil(lambda: monitor.ticks >= wanted, timeout=20_000)


def compute() -> None:
    start = process_time()
    while process_time() - start < 1.5 * LIMIT / 1000:
        pass


def wait_for_a_process() -> None:
    process = QProcess()
    process.start("sleep", ["0.4"])
    process.waitForFinished(20_000)


def watched(qtbot: QtBot, meanwhile: Callable[[], None]) -> None:
    with no_stall() as monitor:
        turns(qtbot, monitor)
        meanwhile()


@pytest.mark.parametrize("stall", [compute, wait_for_a_process])
def test_that_a_window_that_computes_or_waits_is_noticed(
    qapp: QApplication, qtbot: QtBot, stall: Callable[[], None]
) -> None:
    with pytest.raises(AssertionError, match="stalled for"):
        watched(qtbot, stall)


def test_that_a_window_with_nothing_to_do_is_not_blamed_for_a_busy_machine(qapp: QApplication, qtbot: QtBot) -> None:
    with no_stall() as monitor:
        turns(qtbot, monitor, 30)
