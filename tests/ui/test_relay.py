"""The road between the two threads."""

import asyncio
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from workbench.domain.failures import Problem
from workbench.session.messages import ClockTicked, Preparing, Trouble
from workbench.ui.relay import Relay


@pytest.fixture
def relay(qtbot: QtBot) -> Iterator[Relay]:
    made = Relay()
    made.runtime.start()
    yield made
    made.runtime.stop()


def test_that_messages_arrive_on_the_windows_thread_in_the_order_they_were_sent(relay: Relay, qtbot: QtBot) -> None:
    heard: list[tuple[object, str]] = []
    relay.message.connect(lambda message: heard.append((message, threading.current_thread().name)))

    async def talk() -> None:
        for number in range(200):
            relay.post(ClockTicked("", float(number)))

    relay.send(talk())
    qtbot.waitUntil(lambda: len(heard) == 200, timeout=30_000)
    assert [message for message, _ in heard] == [ClockTicked("", float(number)) for number in range(200)]
    assert {name for _, name in heard} == {threading.current_thread().name}


def test_that_a_result_comes_after_the_messages_that_were_sent_before_it(relay: Relay, qtbot: QtBot) -> None:
    heard: list[object] = []
    relay.message.connect(heard.append)

    async def work() -> int:
        relay.post(Preparing("one"))
        await asyncio.sleep(0)
        return 42

    relay.send(work(), heard.append)
    qtbot.waitUntil(lambda: len(heard) == 2, timeout=30_000)
    assert heard == [Preparing("one"), 42]


def test_that_a_problem_becomes_trouble_and_its_result_is_not_awaited(relay: Relay, qtbot: QtBot) -> None:
    answered: list[object] = []

    async def fail() -> None:
        raise Problem("The gym is gone.", "Start over.")

    with qtbot.waitSignal(relay.message, timeout=30_000) as heard:
        relay.send(fail(), answered.append)
    assert heard.args == [Trouble("The gym is gone.", "Start over.")]
    assert answered == []


def test_that_anything_else_is_a_bug(relay: Relay, qtbot: QtBot) -> None:
    async def fail() -> None:
        raise KeyError("oops")

    with qtbot.waitSignal(relay.bug, timeout=30_000) as heard:
        relay.send(fail())
    assert heard.args is not None
    assert isinstance(heard.args[0], KeyError)


def test_that_a_command_after_the_end_is_trouble_and_not_a_crash(qtbot: QtBot) -> None:
    relay = Relay()
    relay.runtime.start()
    relay.runtime.stop()

    async def late() -> None:
        raise AssertionError("it must not run")

    with qtbot.waitSignal(relay.message, timeout=30_000) as heard:
        relay.send(late())
    assert heard.args is not None
    assert isinstance(heard.args[0], Trouble)
