import threading
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from workbench.ui.replay.background import Background


def test_that_only_the_last_work_asked_for_under_a_name_is_delivered_on_the_qt_thread(qtbot: QtBot) -> None:
    background = Background("test")
    told: list[tuple[int, str]] = []

    def tell(number: int) -> None:
        told.append((number, threading.current_thread().name))

    for number in range(20):
        background.run("place", partial(int, number), tell)
    qtbot.waitUntil(lambda: bool(told))
    background.run("end", lambda: 99, tell)
    qtbot.waitUntil(lambda: told[-1][0] == 99)
    assert told == [(19, threading.main_thread().name), (99, threading.main_thread().name)]
    background.stop()


def test_that_failures_are_told_and_bugs_are_raised(qtbot: QtBot) -> None:
    background = Background("test")
    failures: list[Exception] = []
    background.run("known", lambda: 1 // 0, lambda _: None, failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], ZeroDivisionError)
    with qtbot.captureExceptions() as raised:
        background.run("bug", partial(dict[str, int]().__getitem__, "missing"), lambda _: None)
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is KeyError
    background.stop()


def test_that_stopping_joins_its_thread(qtbot: QtBot) -> None:
    background = Background("to-be-joined")
    background.run("work", lambda: None, lambda _: None)
    background.stop()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("to-be-joined")]
    background.run("late", lambda: pytest.fail("nothing runs any more"), lambda _: None)
