"""P38: other words on the buttons, and weeks that begin on Sunday."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from gyms.kit.perturbations import Perturbation
from gyms.kit.wording import OPTION


@dataclass(frozen=True)
class LabelAmbiguity(Perturbation):
    """Buttons and links say the same in other words, and calendars begin their weeks on Sunday."""

    id: ClassVar[str] = "P38"
    title: ClassVar[str] = "Label ambiguity"
    layer: ClassVar[str] = "template"

    wording: bool = True
    """Other words on buttons and links."""
    sunday: bool = True
    """Weeks that begin on Sunday."""

    def options(self, seed: int, offered: Mapping[str, tuple[str, ...]]) -> Mapping[str, str]:  # noqa: ARG002
        """``wording`` and ``week_starts`` where the gym offers them."""
        wanted = {OPTION: "other"} if self.wording else {}
        wanted |= {"week_starts": "sunday"} if self.sunday else {}
        return {name: choice for name, choice in wanted.items() if choice in offered.get(name, ())}
