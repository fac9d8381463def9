"""The gyms' process: started when needed, typed answers, its death told, started again, reaped."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

import pytest

from workbench.domain.failures import Problem
from workbench.session.failures import GymTrouble
from workbench.session.gym_process import GymProcess
from workbench.session.messages import TaskRequest
from workbench.session.runtime import Runtime

Run = Callable[[Coroutine[Any, Any, Any]], Any]
TASK = TaskRequest("clinic/book_visit", seed=5)


@pytest.fixture
def run() -> Iterator[Run]:
    with Runtime() as runtime:
        yield lambda work: runtime.call(work, 60)


def test_that_gyms_and_their_worlds_come_as_values(run: Run) -> None:
    async def story() -> Any:
        gyms = GymProcess()
        found = await gyms.gyms()
        world = await gyms.open_world(TASK)
        other = await gyms.open_world(TASK)
        initial = await world.initial()
        member: Any = world.facts.parameters["member"]
        rows = await world.lookup("members", {"id": member["id"]})
        count = await world.lookup("members", {}, "count")
        drained = await world.drain(30)
        final = await world.final()
        start = await world.reset()
        await world.close()
        await world.close()
        await gyms.stop()
        return found, world.facts, other.facts, initial, rows, count, drained, final, start, gyms.pid

    found, facts, other, initial, rows, count, drained, final, start, pid = run(story())
    assert "clinic/book_visit" in {workout.name for gym in found for workout in gym.workouts}
    assert facts.origin != other.origin
    assert facts.parameters == other.parameters
    assert facts.schema.tables["visits"].key == ("id",)
    assert rows[0]["name"] == facts.parameters["member"]["name"]
    assert count == initial.counts["members"] == len(initial.tables["members"])
    assert drained[0]
    assert final.problems == ()
    assert start.path.startswith("/")
    assert start.world_time[:10] == facts.world_time[:10]
    assert pid is None


def test_that_a_refused_request_is_a_problem_with_advice(run: Run) -> None:
    async def story() -> None:
        gyms = GymProcess()
        try:
            with pytest.raises(GymTrouble) as caught:
                await gyms.open_world(TaskRequest("clinic/no_such_thing"))
            assert caught.value.advice
            await gyms.ping()
        finally:
            await gyms.stop()

    run(story())


def test_that_its_death_is_told_to_every_world_and_the_next_use_starts_it_again(run: Run) -> None:
    told: list[Problem] = []
    events: list[dict[str, Any]] = []

    async def story() -> tuple[int | None, int | None]:
        gyms = GymProcess(report=told.append)
        world = await gyms.open_world(TASK, events.append)
        first = gyms.pid
        assert first is not None
        asking = asyncio.create_task(world.drain(30))
        os.kill(first, signal.SIGKILL)
        with contextlib.suppress(GymTrouble):  # the answer may have been on its way already
            await asking
        with pytest.raises(GymTrouble):
            await world.initial()
        await world.close()
        await gyms.ping()
        second = gyms.pid
        await gyms.stop()
        return first, second

    first, second = run(story())
    assert first != second
    assert second is not None
    assert len(told) == 1
    assert "ended unexpectedly" in told[0].what
    assert [event["event"] for event in events] == ["world_failed"]


def test_that_a_process_that_does_not_start_says_why(run: Run) -> None:
    told: list[Problem] = []

    async def story() -> str:
        gyms = GymProcess(told.append, (sys.executable, "-c", "raise SystemExit('no gyms today')"))
        with pytest.raises(GymTrouble) as caught:
            await gyms.start()
        return caught.value.what

    assert "no gyms today" in run(story())
    assert told == []


def test_that_a_process_that_ignores_the_end_of_its_input_is_killed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.session.gym_process._STOP_PATIENCE", 0.3)
    stubborn = (
        "import sys, json, time\n"
        "print(json.dumps({'id': json.loads(input())['id'], 'ok': {'gyms': []}}), flush=True)\n"
        "import threading; threading.Event().wait()"
    )

    async def story() -> int | None:
        gyms = GymProcess(command=(sys.executable, "-c", stubborn))
        assert await gyms.gyms() == ()
        pid = gyms.pid
        await gyms.stop()
        return pid

    pid = run(story())
    assert pid is not None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
