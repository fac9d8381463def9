"""P17: a request is delivered twice. Only one whose second delivery does no harm."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from starlette.responses import Response

from gyms.kit.perturbations import Hit, Perturbation, Serve, Strike
from gyms.kit.perturbations.chances import Seconds, Share


@dataclass(frozen=True)
class DuplicateDelivery(Perturbation):
    """The network delivers a form twice to a site that recognises the second by the form's one-time token."""

    id: ClassVar[str] = "P17"
    title: ClassVar[str] = "Duplicate delivery"
    layer: ClassVar[str] = "network"

    share: Share = field(default=0.5, metadata={"unit": "of requests"})
    """How often it happens."""
    gap: Seconds = field(default=0.05, metadata={"unit": "s"})
    """Between the two deliveries."""
    reads: bool = False
    """Deliver pages that are only read twice, too."""

    def plan(self, hit: Hit) -> Mapping[str, Any] | None:
        """Whether this hit comes twice."""
        if not hit.idempotent or not (hit.sends or self.reads) or hit.chance(self.id).random() >= self.share:
            return None
        return {"method": hit.method, "path": hit.path, "gap": self.gap}

    async def around(self, hit: Hit, serve: Serve, strike: Strike) -> Response:
        """The answer to the first delivery; the browser never hears of the second."""
        plan = self.plan(hit)
        first = await serve()
        if plan is not None:
            await asyncio.sleep(self.gap)
            second = await serve()
            strike({**plan, "first": first.status_code, "second": second.status_code})
        return first
