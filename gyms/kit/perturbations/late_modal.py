"""P4: a dialog opens over the page while one is at work."""

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from gyms.kit.perturbations import Perturbation
from gyms.kit.perturbations.chances import Count
from gyms.kit.perturbations.page_scripts import Milliseconds, Ordinal, disturbing


@dataclass(frozen=True)
class LateModal(Perturbation):
    """A dialog that nobody asked for opens while one is at work; when it is closed, all is as before."""

    id: ClassVar[str] = "P4"
    title: ClassVar[str] = "Late modal"
    layer: ClassVar[str] = "page"

    trigger: Literal["action", "load"] = "action"
    """What is counted: presses of the pointer and of keys, or pages loaded."""
    earliest: Ordinal = field(default=4, metadata={"unit": "actions or pages"})
    """At the earliest, counted from the beginning and again from each strike."""
    latest: Ordinal = field(default=16, metadata={"unit": "actions or pages"})
    """At the latest."""
    most: Count = field(default=2, metadata={"unit": "times"})
    """How often at most in a sitting."""
    delay: Milliseconds = field(default=350, metadata={"unit": "ms"})
    """From then until it opens."""
    steal_focus: bool = True
    """Whether it takes the keyboard away from the field one is typing in."""
    dismiss: Literal["corner", "button", "both"] = "both"
    """How it can be closed: the cross in its corner, a button, or either; Escape always does."""

    def page_script(self, seed: int) -> str | None:
        """See late_modal.js."""
        return disturbing(self, seed, "late_modal.js")
