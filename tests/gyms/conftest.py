"""Worlds of every gym, and visitors to them. A gym's own tests ask for ``visit``."""

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gyms.kit import catalogue
from gyms.kit.databases.choosing import chosen_databases
from gyms.kit.perturbations import Perturbation
from gyms.kit.worlds import Worlds
from tests.gyms.sittings import sitting
from tests.gyms.stage import Visitor
from tests.stage import embedded_host, running
from workbench.domain.verdicts import Verdict
from workbench.session.embedded import EmbeddedHost
from workbench.session.runtime import Runtime

Visit = Callable[..., Visitor]


@pytest.fixture(scope="session")
def all_worlds() -> Iterator[Worlds]:
    with Worlds(catalogue.gyms(), chosen_databases()) as made:
        yield made


@pytest.fixture
def visit(all_worlds: Worlds) -> Iterator[Visit]:
    """``visit("mail/send", seed=2, options={…}, perturbations=(…,))``: a visitor at the door of a fresh world, signed
    in by its start link unless ``start=False``."""
    with asyncio.Runner() as runner:
        made: list[Visitor] = []

        def visiting(
            workout: str,
            *,
            seed: int = 1,
            perturbations: tuple[Perturbation, ...] = (),
            start: bool = True,
            **more: Any,
        ) -> Visitor:
            gym, _, name = workout.partition("/")
            world = all_worlds.open(gym, name, seed=seed, perturbations=perturbations, **more)
            visitor = Visitor(runner, world, perturbations)
            made.append(visitor)
            if start:
                visitor.start()
            return visitor

        yield visiting
        for visitor in made:
            visitor.close()
            all_worlds.close_world(visitor.world)


@pytest.fixture(scope="module")
def browser(qapp: QApplication) -> Iterator[tuple[EmbeddedHost, Runtime]]:
    """The embedded browser, and the thread that acts in it."""
    failures: list[BaseException] = []
    with running(failures.append, "gym-tests") as runtime, embedded_host(runtime) as host:
        yield host, runtime
    assert not failures


@pytest.fixture
def play(browser: tuple[EmbeddedHost, Runtime], qtbot: QtBot) -> Callable[..., Verdict]:
    """``play(worlds, "mail/send", seed=3, profile="rough")``: the oracle's run in a browser, judged."""
    host, runtime = browser

    def playing(worlds: Worlds, workout: str, **how: Any) -> Verdict:
        async def whole() -> Verdict:
            async with sitting(host, worlds, workout, **how) as opened:
                return await opened.verdict(await opened.solve())

        future = runtime.submit(whole())
        try:
            qtbot.waitUntil(future.done, timeout=400_000)
        finally:
            future.cancel()
        return future.result()

    return playing
