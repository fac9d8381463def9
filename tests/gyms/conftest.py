"""Worlds of every gym, and visitors to them. A gym's own tests ask for ``visit``."""

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from gyms.kit import catalogue
from gyms.kit.perturbations import Perturbation
from gyms.kit.worlds import Worlds
from tests.gyms.stage import Visitor

Visit = Callable[..., Visitor]


@pytest.fixture(scope="session")
def all_worlds() -> Iterator[Worlds]:
    with Worlds(catalogue.gyms()) as made:
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
