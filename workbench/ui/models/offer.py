"""What the gyms offer: workouts, profiles and what can get in the way. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.session.control import GymInfo, PerturbationInfo, ProfileInfo, WorkoutInfo

CLEAN = "clean"
"""The profile under which nothing gets in the way."""


@dataclass(frozen=True, slots=True)
class Offer:
    """As the gyms' process told it; empty before it did."""

    gyms: tuple[GymInfo, ...] = ()
    profiles: tuple[ProfileInfo, ...] = ()
    """The shipped ones, then those of an author's own."""
    perturbations: tuple[PerturbationInfo, ...] = ()
    """All there are, as strong as usual."""

    @property
    def templates(self) -> Mapping[str, str]:
        """Goal templates by workout."""
        return {workout.name: workout.goal for gym in self.gyms for workout in gym.workouts}

    def gym(self, name: str) -> GymInfo | None:
        """By its name, or by that of one of its workouts."""
        short = name.partition("/")[0]
        return next((gym for gym in self.gyms if gym.name == short), None)

    def workout(self, name: str) -> WorkoutInfo | None:
        """By its name: ``clinic/book_visit``."""
        return next((workout for gym in self.gyms for workout in gym.workouts if workout.name == name), None)

    def profile(self, name: str) -> ProfileInfo | None:
        """By its name."""
        return next((profile for profile in self.profiles if profile.name == name), None)

    def known(self, profile: str) -> str:
        """That profile if it is still there, else the clean one."""
        return profile if self.profile(profile) is not None else CLEAN

    def stressing(self, ids: tuple[str, ...]) -> tuple[PerturbationInfo, ...]:
        """The perturbations of these ids; ids of what decides what is right, which no profile holds, are left out."""
        return tuple(each for id in ids for each in self.perturbations if each.id == id)
