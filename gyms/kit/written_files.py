"""The written workouts of a folder of specs: ``<specs>/<gym>/<workout>.yaml`` files that have a ``task``."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from gyms.kit.failures import BrokenWorkout
from gyms.kit.gym import Gym, Workout
from gyms.kit.written import is_written, read_written


@dataclass(frozen=True)
class Shelf:
    """Gyms with what is written for them, and what could not be read: each broken file hides only itself."""

    gyms: Mapping[str, Gym]
    problems: tuple[BrokenWorkout, ...] = ()


def with_written(gyms: Mapping[str, Gym], specs: Path | None, *, all_known: bool = True) -> Shelf:
    """These gyms, with the workouts that are written in that folder in the place of those that were before.

    ``all_known`` tells whether a folder that none of the gyms is called after is worth a complaint.
    """
    found = {name: _programmed(gym) for name, gym in gyms.items()}
    problems: list[BrokenWorkout] = []
    for path in sorted(specs.glob("*/*.yaml")) if specs is not None else ():
        try:
            text = path.read_text(encoding="utf-8")
            if is_written(text) and (all_known or path.parent.name in found):
                gym = _gym(found, path)
                found[gym.name] = replace(gym, workouts=(*gym.workouts, _workout(text, gym, path)))
        except BrokenWorkout as problem:
            problems.append(problem)
        except (OSError, UnicodeDecodeError) as error:
            problems.append(BrokenWorkout(_short(path), 1, f"It can't be read ({error}).", "Save it as UTF-8 text."))
    return Shelf(found, tuple(problems))


def _programmed(gym: Gym) -> Gym:
    """The gym without what was written for it."""
    return replace(gym, workouts=tuple(workout for workout in gym.workouts if not workout.written))


def _gym(gyms: Mapping[str, Gym], path: Path) -> Gym:
    gym = gyms.get(path.parent.name)
    if gym is None:
        raise BrokenWorkout(
            _short(path), 1, f"There is no gym {path.parent.name}.", f"Put the file below one of: {', '.join(gyms)}."
        )
    return gym


def _workout(text: str, gym: Gym, path: Path) -> Workout:
    written = read_written(text, gym, _short(path)).workout
    if written.name != path.stem:
        line = next((at for at, said in enumerate(text.splitlines(), 1) if said.startswith("workout:")), 1)
        raise BrokenWorkout(
            _short(path), line, f"The file is called {path.name}, its workout {written.name}.", "Give both one name."
        )
    return replace(written, source=str(path))


def _short(path: Path) -> str:
    """For people: ``specs/clinic/my_workout.yaml``."""
    return str(Path(*path.parts[-3:]))
