"""Which gyms there are: every package beside the kit that has an attribute ``gym``."""

import pkgutil
from importlib import import_module

import gyms as every_gym
from gyms.kit.gym import Gym


def gyms() -> dict[str, Gym]:
    """All gyms by name, imported now."""
    found: dict[str, Gym] = {}
    for module in pkgutil.iter_modules(every_gym.__path__):
        if module.name == "kit":
            continue
        gym = getattr(import_module(f"gyms.{module.name}"), "gym", None)
        if isinstance(gym, Gym):
            found[gym.name] = gym
    return dict(sorted(found.items()))
