"""P28: a form comes with something ticked or chosen that nobody asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from gyms.kit.perturbations import Perturbation
from gyms.kit.perturbations.chances import picked


@dataclass(frozen=True)
class DefaultTrap(Perturbation):
    """Forms come with an extra ticked or a wrong default chosen; whoever accepts them as they are gets it wrong."""

    id: ClassVar[str] = "P28"
    title: ClassVar[str] = "Default trap"
    layer: ClassVar[str] = "template"

    def options(self, seed: int, offered: Mapping[str, tuple[str, ...]]) -> Mapping[str, str]:
        """``defaults=trap`` where the gym offers it."""
        return picked(self.id, "defaults", "trap", seed, offered)
