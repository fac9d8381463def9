"""P13: some requests take longer, on some paths or on all."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any, ClassVar

from starlette.responses import Response

from gyms.kit.perturbations import Hit, Perturbation, Serve, Strike
from gyms.kit.perturbations.chances import Seconds, Share


@dataclass(frozen=True)
class Latency(Perturbation):
    """Some requests take longer than others, each by another amount."""

    id: ClassVar[str] = "P13"
    title: ClassVar[str] = "Latency and jitter"
    layer: ClassVar[str] = "network"

    share: Share = field(default=0.4, metadata={"unit": "of requests"})
    """How many are slow."""
    least: Seconds = field(default=0.05, metadata={"unit": "s"})
    """The shortest delay."""
    most: Seconds = field(default=0.3, metadata={"unit": "s"})
    """The longest delay."""
    paths: str = "*"
    """Which paths, such as `/api/*`."""

    def plan(self, hit: Hit) -> Mapping[str, Any] | None:
        """By how much this hit is delayed."""
        chance = hit.chance(self.id)
        if not fnmatchcase(hit.path, self.paths) or chance.random() >= self.share:
            return None
        return {"path": hit.path, "seconds": round(chance.uniform(self.least, self.most), 3)}

    async def around(self, hit: Hit, serve: Serve, strike: Strike) -> Response:
        """The same answer, later: half of the delay on the way there, half on the way back."""
        plan = self.plan(hit)
        if plan is None:
            return await serve()
        strike(plan)
        await asyncio.sleep(plan["seconds"] / 2)
        response = await serve()
        await asyncio.sleep(plan["seconds"] / 2)
        return response
