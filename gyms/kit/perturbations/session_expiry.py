"""P8: the session expires now and then; one confirms and goes on, and what was being sent is lost."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from starlette.responses import Response

from gyms.kit.perturbations import Hit, Perturbation, Serve, Strike
from gyms.kit.perturbations.answers import expired_page
from gyms.kit.perturbations.chances import Count, Share, falls


@dataclass(frozen=True)
class SessionExpiry(Perturbation):
    """A page saying that the session has expired comes up in between; a form sent at that moment is lost."""

    id: ClassVar[str] = "P8"
    title: ClassVar[str] = "Session expiry"
    layer: ClassVar[str] = "server"

    share: Share = field(default=0.15, metadata={"unit": "of pages"})
    """How often it happens, as long as it may."""
    most: Count = field(default=2, metadata={"unit": "times"})
    """How often at most."""
    keep_draft: bool = False
    """Interrupt only the reading of pages, so that nothing typed is ever lost."""

    def plan(self, hit: Hit) -> Mapping[str, Any] | None:
        """Where the interstitial leads back to: the same page, or the one whose form is lost."""
        if not hit.page_ordinal or (self.keep_draft and hit.sends):
            return None
        if not falls(hit.chance, self.id, hit.page_ordinal, self.share, most=self.most):
            return None
        onwards = (hit.referer or "/") if hit.sends else hit.target
        return {"method": hit.method, "path": hit.path, "continue": onwards, "lost": hit.sends}

    async def around(self, hit: Hit, serve: Serve, strike: Strike) -> Response:
        """The interstitial instead of the page; the gym never hears of the request."""
        plan = self.plan(hit)
        if plan is None:
            return await serve()
        strike(plan)
        return expired_page(plan["continue"])
