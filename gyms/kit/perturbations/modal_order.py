"""P5: two dialogs come one over the other, in either order."""

from dataclasses import dataclass, field
from typing import ClassVar

from gyms.kit.perturbations import Perturbation
from gyms.kit.perturbations.chances import Count
from gyms.kit.perturbations.page_scripts import Milliseconds, Ordinal, disturbing


@dataclass(frozen=True)
class ModalOrder(Perturbation):
    """Two dialogs open, the second over the first, and either of them may be the first."""

    id: ClassVar[str] = "P5"
    title: ClassVar[str] = "Modals out of order"
    layer: ClassVar[str] = "page"

    earliest: Ordinal = field(default=5, metadata={"unit": "actions"})
    """At the earliest, counted from the beginning and again from each strike."""
    latest: Ordinal = field(default=20, metadata={"unit": "actions"})
    """At the latest."""
    most: Count = field(default=1, metadata={"unit": "times"})
    """How often at most in a sitting."""
    delay: Milliseconds = field(default=250, metadata={"unit": "ms"})
    """From the action until the first opens."""
    gap: Milliseconds = field(default=700, metadata={"unit": "ms"})
    """From the first to the second."""

    def page_script(self, seed: int) -> str | None:
        """See modal_order.js."""
        return disturbing(self, seed, "modal_order.js")
