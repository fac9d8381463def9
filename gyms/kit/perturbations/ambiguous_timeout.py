"""P16: a request hangs until the gateway gives up; whether the site did it nobody says."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from starlette.responses import Response

from gyms.kit.perturbations import Hit, Perturbation, Serve, Strike
from gyms.kit.perturbations.answers import error_page
from gyms.kit.perturbations.chances import Count, Seconds, Share, falls


@dataclass(frozen=True)
class AmbiguousTimeout(Perturbation):
    """A form hangs and then times out; sometimes the site did what it asked for, sometimes it never heard of it."""

    id: ClassVar[str] = "P16"
    title: ClassVar[str] = "Ambiguous timeout"
    layer: ClassVar[str] = "server"

    share: Share = field(default=0.3, metadata={"unit": "of requests"})
    """How often it happens, as long as it may."""
    most: Count = field(default=1, metadata={"unit": "times"})
    """How often at most."""
    hang: Seconds = field(default=1.0, metadata={"unit": "s"})
    """How long the browser waits for the error."""
    served: Share = field(default=0.5, metadata={"unit": "of timeouts"})
    """How many of those requests reached the site all the same."""
    reads: bool = False
    """Let pages that are only read time out, too."""

    def plan(self, hit: Hit) -> Mapping[str, Any] | None:
        """Whether this hit hangs, and the coin that says if it is served."""
        ordinal = hit.ordinal if self.reads else hit.send_ordinal
        if not ordinal or not falls(hit.chance, self.id, ordinal, self.share, most=self.most):
            return None
        served = hit.chance(f"{self.id}:served").random() < self.served
        return {"method": hit.method, "path": hit.path, "seconds": self.hang, "served": served}

    async def around(self, hit: Hit, serve: Serve, strike: Strike) -> Response:
        """Nothing for a while, then the gateway's error."""
        plan = self.plan(hit)
        if plan is None:
            return await serve()
        strike(plan)
        if plan["served"]:
            await serve()
        await asyncio.sleep(self.hang)
        return error_page(504)
