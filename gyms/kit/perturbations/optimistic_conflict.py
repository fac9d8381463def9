"""P25: somebody else changed the record since its form was loaded."""

from dataclasses import dataclass, field
from typing import ClassVar

from gyms.kit.perturbations import Hit, Perturbation
from gyms.kit.perturbations.chances import Count, Share, falls


@dataclass(frozen=True)
class OptimisticConflict(Perturbation):
    """Somebody else saves the same record while one fills in its form, so that the form must be loaded again."""

    id: ClassVar[str] = "P25"
    title: ClassVar[str] = "Optimistic conflict"
    layer: ClassVar[str] = "server"

    share: Share = field(default=0.6, metadata={"unit": "of forms sent"})
    """How often somebody was faster, as long as it may happen; never twice in a row."""
    most: Count = field(default=2, metadata={"unit": "times"})
    """How often at most."""

    def rivals(self, hit: Hit) -> bool:
        """Right before a form arrives: always between loading and saving it."""
        return bool(hit.send_ordinal) and falls(hit.chance, self.id, hit.send_ordinal, self.share, most=self.most)
