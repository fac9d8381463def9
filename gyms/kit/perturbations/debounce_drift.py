"""P7: fields that suggest wait longer or shorter before they ask, and some answers take their time."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from starlette.responses import Response

from gyms.kit.perturbations import Hit, Perturbation, Serve, Strike
from gyms.kit.perturbations.chances import Share
from gyms.kit.perturbations.page_scripts import Milliseconds, disturbing


@dataclass(frozen=True)
class DebounceDrift(Perturbation):
    """Fields that suggest while one types wait another while before they ask, and some of the answers are late."""

    id: ClassVar[str] = "P7"
    title: ClassVar[str] = "Debounce drift"
    layer: ClassVar[str] = "page"

    least: Milliseconds = field(default=80, metadata={"unit": "ms"})
    """The shortest wait after a keystroke; each page has its own."""
    most: Milliseconds = field(default=700, metadata={"unit": "ms"})
    """The longest."""
    share: Share = field(default=0.4, metadata={"unit": "of fetches"})
    """How many answers are late."""
    delay: Milliseconds = field(default=600, metadata={"unit": "ms"})
    """How late they are."""

    def page_script(self, seed: int) -> str | None:
        """See debounce_drift.js."""
        return disturbing(self, seed, "debounce_drift.js")

    def plan(self, hit: Hit) -> Mapping[str, Any] | None:
        """By how much the answer to this hit is late."""
        if not hit.fetch_ordinal or hit.chance(self.id, hit.fetch_ordinal).random() >= self.share:
            return None
        return {"path": hit.target, "ms": self.delay}

    async def around(self, hit: Hit, serve: Serve, strike: Strike) -> Response:
        """The same answer, some of them later."""
        response = await serve()
        plan = self.plan(hit)
        if plan is not None:
            strike(plan)
            await asyncio.sleep(self.delay / 1000)
        return response
