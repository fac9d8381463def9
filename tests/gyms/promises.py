"""What every gym promises, as tests that a gym's folder asks for by its name.

The sample runs each oracle once, under the profiles in turn; the long suite runs each under every profile, ten seeds.
"""

from collections.abc import Callable
from typing import Any

import pytest

from gyms.kit import catalogue
from gyms.kit.check import check_gym
from gyms.kit.gym import Gym
from gyms.kit.profiles import PROFILES
from gyms.kit.worlds import Worlds
from tests.gyms.stage import SPECS
from workbench.domain.verdicts import Ruling
from workbench.session.checking import check_spec, check_tasks

SEEDS = range(10)
Test = Callable[..., None]


def keeps_its_promises(name: str) -> Test:
    """Same seed same world, total resets, enough distinct tasks, a spec that fits each workout."""

    def test() -> None:
        gym = _gym(name)
        looked = [*check_tasks(gym), *(check_spec(gym, workout, SPECS) for workout in gym.workouts)]
        assert check_gym(gym, seeds=(1,)) == ()
        assert [one for one in looked if one.problems] == []

    return test


def oracles_pass_a_sample(name: str) -> Any:
    """Each oracle once, under the shipped profiles in turn."""
    profiles = list(PROFILES)
    workouts = [workout.name for workout in _gym(name).workouts]
    sample = [(workout, profiles[index % len(profiles)], 1 + index) for index, workout in enumerate(workouts)]

    @pytest.mark.browser
    @pytest.mark.parametrize(("workout", "profile", "seed"), sample)
    def test(play: Any, all_worlds: Worlds, workout: str, profile: str, seed: int) -> None:
        verdict = play(all_worlds, f"{name}/{workout}", seed=seed, profile=profile)
        assert verdict.ruling is Ruling.SATISFIED, verdict.findings

    return test


def oracles_pass_everywhere(name: str) -> Any:
    """Each oracle under every shipped profile with ten seeds: takes long."""

    @pytest.mark.browser
    @pytest.mark.long
    @pytest.mark.parametrize("profile", list(PROFILES))
    @pytest.mark.parametrize("workout", [workout.name for workout in _gym(name).workouts])
    @pytest.mark.parametrize("seed", SEEDS)
    def test(play: Any, all_worlds: Worlds, workout: str, profile: str, seed: int) -> None:
        verdict = play(all_worlds, f"{name}/{workout}", seed=seed, profile=profile)
        assert verdict.ruling is Ruling.SATISFIED, verdict.findings

    return test


def _gym(name: str) -> Gym:
    return catalogue.gyms()[name]
