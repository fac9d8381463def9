"""Tells the window each second what time it is in the world."""

import asyncio
import datetime as dt
from collections.abc import Callable

from workbench.session.messages import ClockTicked, SittingMessage
from workbench.session.recording import Recording


async def tick(started: str, recording: Callable[[], Recording | None], emit: Callable[[SittingMessage], None]) -> None:
    """Until it is cancelled. ``started`` is the world's ISO moment now; a recording counts from its own beginning."""
    begun = asyncio.get_running_loop().time()
    start = dt.datetime.fromisoformat(started)
    while True:
        current = recording()
        if current is not None:
            start, passed = dt.datetime.fromisoformat(current.header.world_started), current.now() / 1000
        else:
            passed = asyncio.get_running_loop().time() - begun
        world_time = (start + dt.timedelta(seconds=passed)).isoformat(timespec="seconds")
        emit(ClockTicked(world_time, current.elapsed() if current else 0.0))
        await asyncio.sleep(1.0)
