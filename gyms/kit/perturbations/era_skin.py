"""P36: the same site as it looked in another year."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from gyms.kit.perturbations import Perturbation
from gyms.kit.perturbations.chances import picked


@dataclass(frozen=True)
class EraSkin(Perturbation):
    """The site comes in the looks and with the page structure of another era."""

    id: ClassVar[str] = "P36"
    title: ClassVar[str] = "Era skin"
    layer: ClassVar[str] = "template"

    kind: str = ""
    """Which of those that the gym offers. By seed among all but its own when empty."""

    def options(self, seed: int, offered: Mapping[str, tuple[str, ...]]) -> Mapping[str, str]:
        """``era`` where the gym offers it."""
        return picked(self.id, "era", self.kind, seed, offered)
