"""P14: the server fails now and then before anything is committed. Trying again helps."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Literal

from msgspec import Meta
from starlette.responses import Response

from gyms.kit.perturbations import Hit, Perturbation, Serve, Strike
from gyms.kit.perturbations.answers import error_page
from gyms.kit.perturbations.chances import Count, Share


@dataclass(frozen=True)
class IntermittentErrors(Perturbation):
    """Some requests are answered with a server error before they reach the site, so nothing of them is done."""

    id: ClassVar[str] = "P14"
    title: ClassVar[str] = "Intermittent error before commit"
    layer: ClassVar[str] = "server"

    share: Share = field(default=0.2, metadata={"unit": "of requests"})
    """How often it fails."""
    burst: Annotated[int, Meta(ge=1)] = field(default=1, metadata={"unit": "requests"})
    """At most this many in a row."""
    codes: tuple[Literal[500, 502, 503], ...] = field(default=(500, 502, 503), metadata={"unit": "HTTP status"})
    """Which errors are shown."""
    retry_after: Count = field(default=1, metadata={"unit": "s"})
    """What the browser is told about when to try again."""

    def plan(self, hit: Hit) -> Mapping[str, Any] | None:
        """The status that this hit fails with."""
        if not self.fails(hit):
            return None
        code = hit.chance(f"{self.id}:code").choice(self.codes)
        return {"status": code, "method": hit.method, "path": hit.path}

    async def around(self, hit: Hit, serve: Serve, strike: Strike) -> Response:
        """An error page now and then; the gym never hears of the request."""
        plan = self.plan(hit)
        if plan is None:
            return await serve()
        strike(plan)
        return error_page(plan["status"], retry_after=self.retry_after)

    def fails(self, hit: Hit) -> bool:
        """Whether this hit does: a run of draws below ``share`` is cut by ``burst``."""
        run = 0
        while run < hit.ordinal and hit.chance(self.id, hit.ordinal - run).random() < self.share:
            run += 1
        return run % (self.burst + 1) != 0
