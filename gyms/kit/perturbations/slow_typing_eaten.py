"""P11: what one types too early is lost."""

from dataclasses import dataclass, field
from typing import ClassVar

from gyms.kit.perturbations import Perturbation
from gyms.kit.perturbations.chances import Count
from gyms.kit.perturbations.page_scripts import Milliseconds, Ordinal, disturbing


@dataclass(frozen=True)
class SlowTypingEaten(Perturbation):
    """What is typed while a page still wakes up is lost, and some text fields lose the first letters typed."""

    id: ClassVar[str] = "P11"
    title: ClassVar[str] = "Typing eaten"
    layer: ClassVar[str] = "page"

    hydrate: Milliseconds = field(default=500, metadata={"unit": "ms"})
    """How long a page takes to wake up."""
    keys: Count = field(default=2, metadata={"unit": "keystrokes"})
    """How many letters a field loses."""
    earliest: Ordinal = field(default=1, metadata={"unit": "pages, and text fields entered"})
    """At the earliest, counted from the beginning and again from each strike."""
    latest: Ordinal = field(default=3, metadata={"unit": "pages, and text fields entered"})
    """At the latest."""
    most: Count = field(default=2, metadata={"unit": "times"})
    """How often at most in a sitting."""

    def page_script(self, seed: int) -> str | None:
        """See slow_typing_eaten.js."""
        return disturbing(self, seed, "slow_typing_eaten.js")
