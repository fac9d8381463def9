"""P2: the page says that it is being processed; then it fails, as the site's own pages show. Trying again helps."""

from dataclasses import dataclass, field, replace
from typing import ClassVar

from gyms.kit.perturbations import Commit, Perturbation, Strike
from gyms.kit.perturbations.chances import Count, Share, falls


@dataclass(frozen=True)
class CommitNever(Perturbation):
    """What a site does in the background fails after the page said that it was received; only its records show that."""

    id: ClassVar[str] = "P2"
    title: ClassVar[str] = "Commit that never happens"
    layer: ClassVar[str] = "server"

    share: Share = field(default=0.7, metadata={"unit": "of commits"})
    """How often one fails, as long as it may."""
    most: Count = field(default=1, metadata={"unit": "commits"})
    """How many may fail in all."""

    def committing(self, commit: Commit, strike: Strike) -> Commit:
        """The commit, failing: only where the site knows what to do then."""
        if not commit.can_fail or not self._fails(commit):
            return commit
        strike({"commit": commit.name, "attempt": commit.ordinal})
        return replace(commit, fails=True)

    def _fails(self, commit: Commit) -> bool:
        return falls(commit.chance, self.id, commit.ordinal, self.share, most=self.most, burst=max(1, self.most))
