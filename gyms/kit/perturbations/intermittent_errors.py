"""P14: the server fails now and then before anything is committed. Trying again helps."""

from dataclasses import dataclass
from typing import ClassVar

from starlette.responses import HTMLResponse, Response

from gyms.kit.perturbations import Hit, Perturbation, Serve, Strike

_PAGE = "<!doctype html><title>Service unavailable</title><h1>Service unavailable</h1><p>Please try again.</p>"


@dataclass(frozen=True)
class IntermittentErrors(Perturbation):
    """Answers some requests with an error instead of handing them to the gym."""

    id: ClassVar[str] = "P14"
    title: ClassVar[str] = "Intermittent error before commit"

    share: float = 0.2
    """Of requests that fail, between 0 and 1."""
    burst: int = 1
    """At most this many in a row."""
    codes: tuple[int, ...] = (500, 502, 503)
    retry_after: int = 1
    """Seconds, told to the browser."""

    async def around(self, hit: Hit, serve: Serve, strike: Strike) -> Response:
        """An error page now and then; the gym never hears of the request."""
        if not self.fails(hit):
            return await serve()
        code = hit.chance(f"{self.id}:code").choice(self.codes)
        strike({"status": code, "method": hit.method, "path": hit.path})
        return HTMLResponse(_PAGE, status_code=code, headers={"retry-after": str(self.retry_after)})

    def fails(self, hit: Hit) -> bool:
        """Whether this hit does: from seed and ordinal alone; a run of draws below ``share`` is cut by ``burst``."""
        run = 0
        while run < hit.ordinal and hit.chance(self.id, hit.ordinal - run).random() < self.share:
            run += 1
        return run % (self.burst + 1) != 0
