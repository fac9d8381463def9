"""Garbage is freed on the window's thread, whoever made it."""

import asyncio
import gc
import threading
import weakref

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot


class Knot:
    """Nothing but itself holds on to it."""

    def __init__(self, freed: list[str]) -> None:
        self.myself = self
        weakref.finalize(self, lambda: freed.append(threading.current_thread().name))


def test_that_what_another_thread_leaves_is_freed_on_the_windows_thread(qapp: QApplication, qtbot: QtBot) -> None:
    freed: list[str] = []

    def make() -> None:
        for _ in range(5 * gc.get_threshold()[0]):
            Knot(freed)

    asyncio.run(asyncio.to_thread(make))
    qtbot.waitUntil(lambda: bool(freed), timeout=10_000)
    assert set(freed) == {threading.current_thread().name}
