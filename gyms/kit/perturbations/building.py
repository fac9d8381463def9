"""What perturbations make of a world before it begins: the options it is built with, look-alikes among its rows."""

from collections.abc import Iterable, Mapping
from typing import Any

from gyms.kit.gym import Gym, Options, Task, Workout
from gyms.kit.perturbations import Perturbation
from gyms.kit.template import shared_seed


def choices(perturbations: Iterable[Perturbation], gym: Gym, workout: Workout, seed: int) -> dict[str, str]:
    """The options that they choose for a world; the first that has a say in one wins. Twins get the same."""
    chosen: dict[str, str] = {}
    for perturbation in perturbations:
        for name, choice in perturbation.options(shared_seed(workout, seed), gym.offered(workout)).items():
            chosen.setdefault(name, choice)
    return chosen


def with_choices(
    given: Options, perturbations: Iterable[Perturbation], gym: Gym, workout: Workout, seed: int
) -> Options:
    """``given`` options, and for the rest what perturbations choose."""
    return {**choices(perturbations, gym, workout, seed), **given}


def built_in(perturbation: Perturbation, task: Task, gym: Gym) -> Mapping[str, Any]:
    """What of a perturbation went into the world of a task, told when its sitting begins; empty when nothing did."""
    workout = gym.workout(task.workout)
    wanted = choices((perturbation,), gym, workout, task.seed)
    taken = {name: choice for name, choice in wanted.items() if task.options.get(name) == choice}
    number = perturbation.decoys() if workout.decoys is not None else 0
    return {**({"options": taken} if taken else {}), **({"look_alikes": number} if number else {})}
