"""P29: a sent form is answered late and nothing on the page says that it was taken."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from starlette.responses import Response

from gyms.kit.perturbations import Hit, Perturbation, Serve, Strike
from gyms.kit.perturbations.chances import Seconds


@dataclass(frozen=True)
class DoubleSubmitTrap(Perturbation):
    """Forms are done at once but answered late, while the button still works: whoever presses it again sends again."""

    id: ClassVar[str] = "P29"
    title: ClassVar[str] = "Double-submit trap"
    layer: ClassVar[str] = "server"

    delay: Seconds = field(default=0.6, metadata={"unit": "s"})
    """How late the answer to a form comes."""

    def plan(self, hit: Hit) -> Mapping[str, Any] | None:
        """Every form that a page submits."""
        return {"path": hit.path, "seconds": self.delay} if hit.page_ordinal and hit.sends else None

    async def around(self, hit: Hit, serve: Serve, strike: Strike) -> Response:
        """The site's answer, late; what it did is done by then."""
        response = await serve()
        plan = self.plan(hit)
        if plan is not None:
            strike(plan)
            await asyncio.sleep(self.delay)
        return response
