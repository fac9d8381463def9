"""Which gyms there are: every package beside the kit that has an attribute ``gym``; and what is written for them."""

import os
import pkgutil
from importlib import import_module
from pathlib import Path

import gyms as every_gym
from gyms.kit.gym import Gym
from gyms.kit.written_files import Shelf, with_written

ONLY = "WORKBENCH_GYMS"
"""Environment: names of the only gyms to look at, such as ``airline,mail``; all when it is not set."""


def gyms() -> dict[str, Gym]:
    """All gyms by name, imported now."""
    found: dict[str, Gym] = {}
    only = [name.strip() for name in os.environ.get(ONLY, "").split(",") if name.strip()]
    for module in pkgutil.iter_modules(every_gym.__path__):
        if module.name == "kit" or (only and module.name not in only):
            continue
        gym = getattr(import_module(f"gyms.{module.name}"), "gym", None)
        if isinstance(gym, Gym):
            found[gym.name] = gym
    return dict(sorted(found.items()))


def everything(specs: Path | None) -> Shelf:
    """All gyms with the workouts that are written in a folder of specs, and which of those files are broken."""
    return with_written(gyms(), specs, all_known=not os.environ.get(ONLY))
