"""P35: the same drop-down, drawn by another widget."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from gyms.kit.perturbations import Perturbation
from gyms.kit.perturbations.chances import picked


@dataclass(frozen=True)
class ChoiceSwap(Perturbation):
    """Drop-downs are another widget than the browser's own: with a search box, or a list of plain elements."""

    id: ClassVar[str] = "P35"
    title: ClassVar[str] = "Drop-down swap"
    layer: ClassVar[str] = "template"

    kind: str = ""
    """Which: native, select2, tom-select, choices or listbox.
    By seed among all that the gym offers but the plain one when empty."""

    def options(self, seed: int, offered: Mapping[str, tuple[str, ...]]) -> Mapping[str, str]:
        """``choice_widget`` where the gym offers it."""
        return picked(self.id, "choice_widget", self.kind, seed, offered)
