"""P34: the same date field, drawn by another widget."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from gyms.kit.perturbations import Perturbation
from gyms.kit.perturbations.chances import picked


@dataclass(frozen=True)
class WidgetSwap(Perturbation):
    """Date fields are another widget than the browser's own: a pop-up calendar, three drop-downs, an old one."""

    id: ClassVar[str] = "P34"
    title: ClassVar[str] = "Date widget swap"
    layer: ClassVar[str] = "template"

    kind: str = ""
    """Which: native, flatpickr, jquery-ui, air-datepicker, selects or legacy.
    By seed among all that the gym offers but the plain one when empty."""

    def options(self, seed: int, offered: Mapping[str, tuple[str, ...]]) -> Mapping[str, str]:
        """``date_widget`` where the gym offers it."""
        return picked(self.id, "date_widget", self.kind, seed, offered)
