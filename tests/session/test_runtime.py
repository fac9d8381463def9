"""The runtime thread: results come back, failures are told, everything ends."""

import asyncio
import contextlib
import gc
import select
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.stage import environment
from workbench.session.runtime import Runtime, RuntimeNotRunning, Tasks


async def double(number: int) -> int:
    return 2 * number


async def break_down() -> None:
    raise ValueError("broken")


def test_that_work_runs_on_the_named_thread_and_returns_its_result() -> None:
    async def where() -> str:
        return threading.current_thread().name

    with Runtime(name="engine") as runtime:
        assert runtime.call(where()) == "engine"
        assert runtime.submit(double(21)).result(5) == 42


def test_that_a_failure_nobody_waits_for_is_told() -> None:
    told: list[BaseException] = []
    with Runtime(report=told.append) as runtime:
        with contextlib.suppress(ValueError):
            runtime.submit(break_down()).result(5)
        with pytest.raises(ValueError, match="broken"):
            runtime.call(break_down())
    assert [str(error) for error in told] == ["broken"]


def test_that_the_failure_of_a_background_task_is_told() -> None:
    told: list[BaseException] = []

    async def start() -> None:
        tasks = Tasks(told.append)
        tasks.start(break_down(), "breaks")
        await tasks.settle(5)

    with Runtime() as runtime:
        runtime.call(start())
    assert [str(error) for error in told] == ["broken"]


def test_that_stopping_cancels_what_runs_and_closes_last_first() -> None:
    ended: list[str] = []

    async def forever() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("cancelled")

    async def close(name: str) -> None:
        ended.append(name)

    runtime = Runtime()
    runtime.start()
    runtime.submit(forever())
    runtime.call(double(1))
    gc.collect()  # nobody but the runtime holds on to it
    runtime.at_stop(lambda: close("first"))
    runtime.at_stop(lambda: close("second"))
    runtime.stop()
    runtime.stop()
    assert ended == ["second", "first", "cancelled"]
    assert "workbench-runtime" not in {thread.name for thread in threading.enumerate()}
    with pytest.raises(RuntimeNotRunning):
        runtime.submit(double(1))


def test_that_what_will_not_close_keeps_nobody_waiting() -> None:
    told: list[BaseException] = []
    free = asyncio.Event()

    async def never() -> None:
        while not free.is_set():
            with contextlib.suppress(asyncio.CancelledError):
                await free.wait()

    runtime = Runtime(report=told.append, patience=0.2)
    runtime.start()
    runtime.at_stop(never)
    runtime.stop()
    assert "did not end within 0.2 s" in str(told[0])
    assert "workbench-runtime" not in {thread.name for thread in threading.enumerate()}


def test_that_calling_from_its_own_thread_is_refused_instead_of_hanging() -> None:
    with Runtime() as runtime:

        async def inside() -> None:
            runtime.call(double(1))

        with pytest.raises(RuntimeError, match="its own thread"):
            runtime.call(inside())


def test_that_a_process_ends_though_nobody_stopped_the_runtime() -> None:
    story = "from workbench.session.runtime import Runtime\nRuntime().start()\nraise SystemExit(3)"
    done = subprocess.run([sys.executable, "-c", story], capture_output=True, timeout=120, check=False)
    assert done.returncode == 3


STORY = """
import asyncio, os
from workbench.session.headless import run_headless
from workbench.session.browser import OpenRequest, HostListener

async def quiet(*_): pass

async def work(gyms, host):
    await gyms.start()
    listener = HostListener(quiet, *[lambda *_: None] * 6)
    await host.open(OpenRequest("http://w1.localhost:1"), listener)
    print("ready", gyms.pid, flush=True)
    await asyncio.Event().wait()

try:
    run_headless(work)
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""


@pytest.mark.browser
def test_that_ctrl_c_takes_everything_down() -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", STORY], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment()
    )
    assert process.stdout is not None
    gyms = int(process.stdout.readline().split()[1])
    children = children_of(process.pid)
    process.send_signal(signal.SIGINT)
    said, complaints = process.communicate(timeout=120)
    assert said.strip() == "interrupted", complaints
    assert process.returncode == 0, complaints
    assert "Traceback" not in complaints
    assert gyms in children
    assert len(children) > 2
    assert all_end(children)


def children_of(pid: int) -> set[int]:
    """All processes below one."""
    found: set[int] = set()
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        found |= {int(child)} | children_of(int(child))
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            if int(child) not in found:
                found |= {int(child)} | children_of(int(child))
    return found


def all_end(pids: set[int]) -> bool:
    """Whether they are gone within half a minute: Chromium's helpers notice that their browser went, and follow."""
    deadline = time.monotonic() + 30
    while any(is_alive(pid) for pid in pids) and time.monotonic() < deadline:
        select.select([], [], [], 0.02)
    return not any(is_alive(pid) for pid in pids)


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
