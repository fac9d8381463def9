"""P24: the server tidies what was typed into free-text fields."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from gyms.kit.perturbations import Perturbation

How = Literal["trim", "squeeze", "upper", "title"]


@dataclass(frozen=True)
class TidiedText(Perturbation):
    """The server changes spacing or capitals of free text, so that what it stores looks unlike what was typed."""

    id: ClassVar[str] = "P24"
    title: ClassVar[str] = "Server-side normalisation"
    layer: ClassVar[str] = "server"

    how: How = "squeeze"
    """Spaces at the ends go (trim), runs of spaces become one as well (squeeze), and then all letters become capitals
    (upper) or the first of each word does (title)."""

    def tidy(self, name: str, text: str) -> str:  # noqa: ARG002 - all fields are tidied alike
        """The text as the server keeps it."""
        if self.how == "trim":
            return text.strip()
        tidied = " ".join(text.split())
        match self.how:
            case "upper":
                return tidied.upper()
            case "title":
                return tidied.title()
        return tidied
