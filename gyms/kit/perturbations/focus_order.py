"""P40: the Tab key leads through a form in no sensible order."""

from dataclasses import dataclass, field
from typing import ClassVar

from gyms.kit.perturbations import Perturbation
from gyms.kit.perturbations.chances import Count, Share
from gyms.kit.perturbations.page_scripts import Ordinal, disturbing


@dataclass(frozen=True)
class FocusOrder(Perturbation):
    """In some forms the Tab key leads from field to field in no sensible order, now and then quite elsewhere."""

    id: ClassVar[str] = "P40"
    title: ClassVar[str] = "Odd focus order"
    layer: ClassVar[str] = "page"

    share: Share = field(default=0.6, metadata={"unit": "of pages"})
    """How many have such forms."""
    earliest: Ordinal = field(default=2, metadata={"unit": "presses of Tab"})
    """At the earliest, counted from the beginning and again from each strike."""
    latest: Ordinal = field(default=5, metadata={"unit": "presses of Tab"})
    """At the latest."""
    most: Count = field(default=2, metadata={"unit": "times"})
    """How often at most in a sitting."""

    def page_script(self, seed: int) -> str | None:
        """See focus_order.js."""
        return disturbing(self, seed, "focus_order.js")
