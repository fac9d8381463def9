"""P12: what moves on a page moves slowly, or not at all."""

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from msgspec import Meta

from gyms.kit.perturbations import Perturbation
from gyms.kit.perturbations.chances import Share
from gyms.kit.perturbations.page_scripts import Milliseconds, disturbing


@dataclass(frozen=True)
class AnimationSpeed(Perturbation):
    """Pages slide in and whatever moves in them moves more slowly, or everything jumps at once."""

    id: ClassVar[str] = "P12"
    title: ClassVar[str] = "Animation speed"
    layer: ClassVar[str] = "page"

    times: Annotated[float, Meta(ge=0, le=5)] = field(default=2.5, metadata={"unit": "times"})
    """How much slower; 0 for no movement at all."""
    arrival: Milliseconds = field(default=250, metadata={"unit": "ms"})
    """How long a page slides in, before it is slowed."""
    share: Share = field(default=0.5, metadata={"unit": "of pages"})
    """How many slide in."""

    def page_script(self, seed: int) -> str | None:
        """See animation_speed.js."""
        return disturbing(self, seed, "animation_speed.js")
