"""P23: choosing in one field resets the next."""

from dataclasses import dataclass, field
from typing import ClassVar

from gyms.kit.perturbations import Perturbation
from gyms.kit.perturbations.chances import Count, Share
from gyms.kit.perturbations.page_scripts import disturbing


@dataclass(frozen=True)
class SiblingOverwrite(Perturbation):
    """Choosing something in certain drop-downs puts the next field of the form back to what it held at first."""

    id: ClassVar[str] = "P23"
    title: ClassVar[str] = "Sibling overwrite"
    layer: ClassVar[str] = "page"

    share: Share = field(default=0.6, metadata={"unit": "of drop-downs"})
    """How many do so."""
    most: Count = field(default=2, metadata={"unit": "times"})
    """How often at most in a sitting."""

    def page_script(self, seed: int) -> str | None:
        """See sibling_overwrite.js."""
        return disturbing(self, seed, "sibling_overwrite.js")
