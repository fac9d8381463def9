"""Named sets of perturbations that a world can be opened under. The shipped ones are in ``profiles.yaml``; authors
write their own the same way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from gyms.kit.failures import BrokenProfile, UnknownName
from gyms.kit.perturbations import Perturbation
from gyms.kit.profile_files import read_profiles

SHIPPED = Path(__file__).with_name("profiles.yaml")


@dataclass(frozen=True)
class Profile:
    """What gets in the way, the outermost first."""

    name: str
    about: str
    """One sentence."""
    perturbations: tuple[Perturbation, ...] = ()
    place: str = ""
    """File and line of one that an author wrote; empty for a shipped one."""


Profiles = Mapping[str, Profile]


def load_profiles(files: Iterable[Path] = ()) -> Profiles:
    """The shipped profiles and those of further files. Raises BrokenProfile, which names file and line."""
    profiles: dict[str, Profile] = {}
    for path in (SHIPPED, *files):
        for written in read_profiles(path):
            if written.name in profiles:
                raise BrokenProfile(
                    f"{written.place}: there is a profile {written.name} already.", "Name it otherwise."
                )
            place = written.place if path != SHIPPED else ""
            profiles[written.name] = Profile(written.name, written.about, written.perturbations, place)
    return profiles


PROFILES: Profiles = load_profiles()
"""The shipped ones."""


def profile(profiles: Profiles, name: str) -> Profile:
    """The profile of that name; raises UnknownName."""
    if name not in profiles:
        raise UnknownName(f"There is no profile {name}.", f"There are: {', '.join(profiles)}.")
    return profiles[name]
