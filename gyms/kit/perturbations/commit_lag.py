"""P1: the page says that it is being processed; the row is written later."""

from dataclasses import dataclass, field, replace
from typing import ClassVar

from gyms.kit.perturbations import Commit, Perturbation, Strike
from gyms.kit.perturbations.chances import Share, WorldSeconds


@dataclass(frozen=True)
class CommitLag(Perturbation):
    """What a site does in the background takes longer than usual, long after the page said that it was received."""

    id: ClassVar[str] = "P1"
    title: ClassVar[str] = "Commit lag"
    layer: ClassVar[str] = "server"

    share: Share = field(default=1.0, metadata={"unit": "of commits"})
    """How often it happens."""
    least: WorldSeconds = field(default=1.0, metadata={"unit": "s of world time"})
    """The shortest addition to the site's own lag."""
    most: WorldSeconds = field(default=3.0, metadata={"unit": "s of world time"})
    """The longest addition."""

    def committing(self, commit: Commit, strike: Strike) -> Commit:
        """The commit, later."""
        chance = commit.chance(self.id)
        if chance.random() >= self.share:
            return commit
        added = round(chance.uniform(self.least, self.most), 2)
        strike({"commit": commit.name, "added": added})
        return replace(commit, lag=commit.lag + added)
