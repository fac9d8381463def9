"""P39: long lists scroll by themselves, inside of a page that scrolls."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from gyms.kit.perturbations import Perturbation
from gyms.kit.perturbations.chances import Share, picked
from gyms.kit.perturbations.page_scripts import Ordinal, Pixels, disturbing


@dataclass(frozen=True)
class ScrollTraps(Perturbation):
    """Long tables and lists stand in small boxes that scroll by themselves, inside of a page that scrolls."""

    id: ClassVar[str] = "P39"
    title: ClassVar[str] = "Scroll traps"
    layer: ClassVar[str] = "page"

    share: Share = field(default=0.7, metadata={"unit": "of pages"})
    """How many have such boxes."""
    rows: Ordinal = field(default=7, metadata={"unit": "rows"})
    """From how many on a list is long."""
    height: Pixels = field(default=220, metadata={"unit": "px"})
    """Of a box."""

    def page_script(self, seed: int) -> str | None:
        """See scroll_traps.js."""
        return disturbing(self, seed, "scroll_traps.js")

    def options(self, seed: int, offered: Mapping[str, tuple[str, ...]]) -> Mapping[str, str]:
        """Another ``scrolling`` than the plain one where the gym offers it."""
        return picked(self.id, "scrolling", "", seed, offered)
