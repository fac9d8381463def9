"""Named sets of perturbations that a world can be opened under."""

from collections.abc import Mapping

from gyms.kit.failures import UnknownName
from gyms.kit.perturbations import Perturbation

Profiles = Mapping[str, tuple[Perturbation, ...]]

PROFILES: Profiles = {"clean": ()}


def profile(profiles: Profiles, name: str) -> tuple[Perturbation, ...]:
    """The perturbations of a profile; raises UnknownName."""
    if name not in profiles:
        raise UnknownName(f"There is no profile {name}.", f"There are: {', '.join(sorted(profiles))}.")
    return profiles[name]
