"""Answers that a spec's ``let`` needs of a world too large to store: asked of the world itself, once, at the start."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from workbench.domain.episodes import InitialState
from workbench.domain.values import JsonValue, Row
from workbench.session.gym_process import OpenWorld
from workbench.verifier import Spec, let_values


class _WorldLook:
    """Answers the verifier's questions from a thread beside the runtime's loop."""

    def __init__(self, world: OpenWorld, loop: asyncio.AbstractEventLoop) -> None:
        self._world = world
        self._loop = loop

    def count(self, table: str, where: Mapping[str, JsonValue]) -> int:
        return int(self._ask(table, where, "count"))

    def rows(self, table: str, where: Mapping[str, JsonValue]) -> Sequence[Row]:
        found: list[Row] = self._ask(table, where, "rows")
        return found

    def _ask(self, table: str, where: Mapping[str, JsonValue], what: str) -> Any:
        return asyncio.run_coroutine_threadsafe(self._world.lookup(table, where, what), self._loop).result()


async def with_lookups(spec: Spec, world: OpenWorld, initial: InitialState) -> InitialState:
    """The initial state with the answers filled in, where it does not hold every row. Raises SpecProblem."""
    if initial.complete:
        return initial
    look = _WorldLook(world, asyncio.get_running_loop())
    answers = await asyncio.to_thread(let_values, spec, world.facts.parameters, look)
    return replace(initial, lookups=answers)
