"""P18: what a page's script fetched first arrives last."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from starlette.responses import Response

from gyms.kit.perturbations import Hit, Perturbation, Serve, Strike
from gyms.kit.perturbations.chances import Seconds, Share, falls

_EVER = 1_000_000


@dataclass(frozen=True)
class ReorderedAnswers(Perturbation):
    """Answers to what a page fetches while one types arrive out of order: an earlier one after a later one."""

    id: ClassVar[str] = "P18"
    title: ClassVar[str] = "Reordered answers"
    layer: ClassVar[str] = "network"

    share: Share = field(default=0.5, metadata={"unit": "of fetches"})
    """How many are held back, never two in a row."""
    hold: Seconds = field(default=0.4, metadata={"unit": "s"})
    """How long an answer waits at most for a later one to overtake it."""

    def plan(self, hit: Hit) -> Mapping[str, Any] | None:
        """Whether the answer to this hit is held."""
        if not hit.fetch_ordinal or not falls(hit.chance, self.id, hit.fetch_ordinal, self.share, most=_EVER):
            return None
        return {"path": hit.target}

    async def around(self, hit: Hit, serve: Serve, strike: Strike) -> Response:
        """The answer, after a later one where there is any in time."""
        response = await serve()
        plan = self.plan(hit)
        if plan is None:
            return response
        try:
            async with asyncio.timeout(self.hold):
                await hit.overtaken()
        except TimeoutError:
            return response
        strike(plan)
        return response
