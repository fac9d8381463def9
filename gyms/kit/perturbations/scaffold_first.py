"""P3: regions of a page are grey bars first, and fill later, in no certain order."""

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from gyms.kit.perturbations import Perturbation
from gyms.kit.perturbations.chances import Share
from gyms.kit.perturbations.page_scripts import Milliseconds, disturbing


@dataclass(frozen=True)
class ScaffoldFirst(Perturbation):
    """Tables, lists and forms of a page are grey bars at first and fill one after the other, in any order."""

    id: ClassVar[str] = "P3"
    title: ClassVar[str] = "Scaffold before content"
    layer: ClassVar[str] = "page"

    share: Share = field(default=0.5, metadata={"unit": "of pages"})
    """How many pages begin so."""
    delay: Milliseconds = field(default=600, metadata={"unit": "ms"})
    """When the first region fills."""
    gap: Milliseconds = field(default=250, metadata={"unit": "ms"})
    """From one region to the next."""
    fidelity: Literal["bars", "blank"] = "bars"
    """What stands there meanwhile: grey bars, or nothing at all."""

    def page_script(self, seed: int) -> str | None:
        """See scaffold_first.js."""
        return disturbing(self, seed, "scaffold_first.js")
