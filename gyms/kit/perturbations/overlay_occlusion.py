"""P33: bars and bubbles lie over what one wants to press."""

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from gyms.kit.perturbations import Perturbation
from gyms.kit.perturbations.chances import Count
from gyms.kit.perturbations.page_scripts import Ordinal, disturbing


@dataclass(frozen=True)
class OverlayOcclusion(Perturbation):
    """A cookie bar, a chat bubble and a notice lie over parts of the page until they are closed."""

    id: ClassVar[str] = "P33"
    title: ClassVar[str] = "Overlay occlusion"
    layer: ClassVar[str] = "page"

    parts: tuple[Literal["cookies", "chat", "header"], ...] = ("cookies", "chat", "header")
    """Which there are."""
    earliest: Ordinal = field(default=1, metadata={"unit": "pages"})
    """At the earliest, counted from the beginning and again from each strike."""
    latest: Ordinal = field(default=5, metadata={"unit": "pages"})
    """At the latest."""
    most: Count = field(default=1, metadata={"unit": "times"})
    """How often at most in a sitting."""

    def page_script(self, seed: int) -> str | None:
        """See overlay_occlusion.js."""
        return disturbing(self, seed, "overlay_occlusion.js")
