"""Which gyms there are: every package beside the kit that has an attribute ``gym``."""

import os
import pkgutil
from importlib import import_module

import gyms as every_gym
from gyms.kit.gym import Gym

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
