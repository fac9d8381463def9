"""P6: what one presses is drawn anew before one lets go, and the click is lost."""

from dataclasses import dataclass, field
from typing import ClassVar

from gyms.kit.perturbations import Perturbation
from gyms.kit.perturbations.chances import Count
from gyms.kit.perturbations.page_scripts import Ordinal, Pixels, disturbing


@dataclass(frozen=True)
class RerenderMidClick(Perturbation):
    """Between pressing and letting go a button, link or option is drawn anew, a little aside, and the click is lost."""

    id: ClassVar[str] = "P6"
    title: ClassVar[str] = "Re-render in mid-click"
    layer: ClassVar[str] = "page"

    earliest: Ordinal = field(default=2, metadata={"unit": "clicks"})
    """At the earliest, counted from the beginning and again from each strike."""
    latest: Ordinal = field(default=6, metadata={"unit": "clicks"})
    """At the latest."""
    most: Count = field(default=3, metadata={"unit": "times"})
    """How often at most in a sitting."""
    shift: Pixels = field(default=6, metadata={"unit": "px"})
    """How far it moves aside."""

    def page_script(self, seed: int) -> str | None:
        """See rerender_mid_click.js."""
        return disturbing(self, seed, "rerender_mid_click.js")
