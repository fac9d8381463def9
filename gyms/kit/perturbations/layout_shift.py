"""P37: things stand in another order, and move when one has begun to look."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from gyms.kit.perturbations import Perturbation
from gyms.kit.perturbations.chances import Share
from gyms.kit.perturbations.page_scripts import Milliseconds, Pixels, disturbing


@dataclass(frozen=True)
class LayoutShift(Perturbation):
    """An advertisement arrives late and pushes the page down, and the fields of forms stand in another order."""

    id: ClassVar[str] = "P37"
    title: ClassVar[str] = "Layout shift"
    layer: ClassVar[str] = "page"

    share: Share = field(default=0.5, metadata={"unit": "of pages"})
    """How many are pushed down."""
    delay: Milliseconds = field(default=500, metadata={"unit": "ms"})
    """How long after the page has come."""
    height: Pixels = field(default=90, metadata={"unit": "px"})
    """How far."""

    def page_script(self, seed: int) -> str | None:
        """See layout_shift.js."""
        return disturbing(self, seed, "layout_shift.js")

    def options(self, seed: int, offered: Mapping[str, tuple[str, ...]]) -> Mapping[str, str]:  # noqa: ARG002
        """Shuffled fields where the gym offers that."""
        return {"layout": "shuffled"} if "shuffled" in offered.get("layout", ()) else {}
