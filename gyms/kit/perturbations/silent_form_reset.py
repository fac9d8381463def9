"""P22: a field of a form goes back to what it held at first, without a word."""

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from gyms.kit.perturbations import Perturbation
from gyms.kit.perturbations.chances import Count
from gyms.kit.perturbations.page_scripts import Ordinal, disturbing


@dataclass(frozen=True)
class SilentFormReset(Perturbation):
    """After a change in a form, another field that was filled before silently goes back to what it held at first."""

    id: ClassVar[str] = "P22"
    title: ClassVar[str] = "Silent form reset"
    layer: ClassVar[str] = "page"

    trigger: Literal["change", "blur", "tab"] = "change"
    """When: at a change (of typed text: on entering the next field), only on entering the next field, or when one goes
    to another tab."""
    earliest: Ordinal = field(default=2, metadata={"unit": "changes"})
    """At the earliest, counted from the beginning and again from each strike."""
    latest: Ordinal = field(default=4, metadata={"unit": "changes"})
    """At the latest."""
    most: Count = field(default=2, metadata={"unit": "times"})
    """How often at most in a sitting."""

    def page_script(self, seed: int) -> str | None:
        """See silent_form_reset.js."""
        return disturbing(self, seed, "silent_form_reset.js")
