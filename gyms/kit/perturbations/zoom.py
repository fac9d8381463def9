"""P32: the page is shown larger, smaller or narrower."""

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from msgspec import Meta

from gyms.kit.perturbations import Perturbation
from gyms.kit.perturbations.chances import Share
from gyms.kit.perturbations.page_scripts import Pixels, disturbing


@dataclass(frozen=True)
class Zoom(Perturbation):
    """The page is shown larger or smaller than it was made for, and sometimes in a narrow column."""

    id: ClassVar[str] = "P32"
    title: ClassVar[str] = "Zoom"
    layer: ClassVar[str] = "page"

    factors: tuple[Annotated[float, Meta(ge=0.5, le=2)], ...] = field(
        default=(0.8, 1.25, 1.4), metadata={"unit": "times"}
    )
    """One of these for the whole sitting."""
    narrow: Pixels = field(default=860, metadata={"unit": "px"})
    """How wide the column is."""
    narrow_share: Share = field(default=0.3, metadata={"unit": "of sittings"})
    """How many are narrow."""

    def page_script(self, seed: int) -> str | None:
        """See zoom.js."""
        return disturbing(self, seed, "zoom.js")
