"""P27: look-alikes of what the task is about."""

from dataclasses import dataclass, field
from typing import ClassVar

from gyms.kit.perturbations import Perturbation
from gyms.kit.perturbations.chances import Count


@dataclass(frozen=True)
class DecoyRecords(Perturbation):
    """The world holds more records that look much like the right one: the same name, a date nearby."""

    id: ClassVar[str] = "P27"
    title: ClassVar[str] = "Decoy records"
    layer: ClassVar[str] = "seed"

    number: Count = field(default=3, metadata={"unit": "records"})
    """How many look-alikes."""

    def decoys(self) -> int:
        """As many as the parameter says."""
        return self.number
