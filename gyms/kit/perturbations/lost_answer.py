"""P15: the site did it, but its answer is lost and an error comes back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from starlette.responses import Response

from gyms.kit.perturbations import Hit, Perturbation, Serve, Strike
from gyms.kit.perturbations.answers import error_page
from gyms.kit.perturbations.chances import Count, Share, falls


@dataclass(frozen=True)
class LostAnswer(Perturbation):
    """The site handles a form, but the answer is lost and an error comes back: one must look whether it was done."""

    id: ClassVar[str] = "P15"
    title: ClassVar[str] = "Error after commit"
    layer: ClassVar[str] = "server"

    share: Share = field(default=0.4, metadata={"unit": "of requests"})
    """How often it happens, as long as it may."""
    most: Count = field(default=2, metadata={"unit": "times"})
    """How often at most."""
    codes: tuple[Literal[500, 502, 503, 504], ...] = field(default=(500, 502), metadata={"unit": "HTTP status"})
    """Which errors are shown."""
    reads: bool = False
    """Lose pages that are only read, too."""

    def plan(self, hit: Hit) -> Mapping[str, Any] | None:
        """The status that hides the answer to this hit."""
        ordinal = hit.ordinal if self.reads else hit.send_ordinal
        if not ordinal or not falls(hit.chance, self.id, ordinal, self.share, most=self.most):
            return None
        code = hit.chance(f"{self.id}:code").choice(self.codes)
        return {"status": code, "method": hit.method, "path": hit.path}

    async def around(self, hit: Hit, serve: Serve, strike: Strike) -> Response:
        """The request is handed on; what comes back is not."""
        response = await serve()
        plan = self.plan(hit)
        if plan is None:
            return response
        strike({**plan, "lost": response.status_code})
        return error_page(plan["status"])
