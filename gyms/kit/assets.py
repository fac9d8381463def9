"""What the kit itself serves in every world: vendored files, the clock script, an empty icon."""

from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from gyms.kit.clock import WorldClock
from gyms.kit.pages import clock_script
from gyms.kit.vendored import vendor_folder

_KITS_OWN = ("/vendor/", "/kit/", "/favicon.ico")
_ASSETS = (*_KITS_OWN, "/static/")
_WIDGETS = Path(__file__).parent / "widgets" / "static"
_KEEP = "private, max-age=3600"
_NEVER_KEEP = "no-store"


def is_asset(path: str) -> bool:
    """Whether a path is no page of the gym: perturbations of pages leave it alone."""
    return path.startswith(_ASSETS)


def caching_of(path: str, status: int) -> str:
    """How long browsers may keep what did not say so itself: assets for a sitting, pages never."""
    return _KEEP if is_asset(path) and status in {200, 204, 304} else _NEVER_KEEP


def with_assets(app: ASGIApp, clock: WorldClock) -> ASGIApp:
    """The kit's paths on one world's clock, and ``app`` for all others."""
    own = _kits_own(clock)

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        await (own if scope["path"].startswith(_KITS_OWN) else app)(scope, receive, send)

    return serve


def _kits_own(clock: WorldClock) -> ASGIApp:
    async def clock_page(_request: Request) -> Response:
        script = clock_script(clock.instant())
        return Response(script, media_type="text/javascript", headers={"cache-control": _NEVER_KEEP})

    async def icon(_request: Request) -> Response:
        return Response(status_code=204)

    routes: list[BaseRoute] = [
        Route("/kit/clock.js", clock_page),
        Route("/favicon.ico", icon),
        Mount("/kit/widgets", StaticFiles(directory=_WIDGETS)),
    ]
    folder = vendor_folder()
    if folder is not None:
        routes.append(Mount("/vendor", StaticFiles(directory=folder)))
    return Starlette(routes=routes)
