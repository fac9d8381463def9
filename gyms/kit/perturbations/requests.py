"""A request as perturbations see it."""

from urllib.parse import urlsplit

from starlette.types import Scope

from gyms.kit.exchanges import header_map
from gyms.kit.perturbations import Hit
from gyms.kit.world import World


def hit_of(scope: Scope, world: World, ordinal: int) -> Hit:
    """The hit of one HTTP request."""
    headers = header_map(scope)
    method, path = scope["method"], scope["path"]
    came_from = urlsplit(headers.get("referer", ""))
    return Hit(
        seed=world.task.seed,
        ordinal=ordinal,
        method=method,
        path=path,
        background=headers.get("sec-fetch-dest", "document") == "empty",
        idempotent=method in {"GET", "HEAD"} or any(_is(path, known) for known in world.gym.idempotent),
        referer=f"{came_from.path}?{came_from.query}" if came_from.query else came_from.path,
        headers=headers,
    )


def _is(path: str, pattern: str) -> bool:
    """Whether a path fits a pattern in which ``*`` stands for one segment."""
    parts, wanted = path.split("/"), pattern.split("/")
    return len(parts) == len(wanted) and all(want in {"*", part} for part, want in zip(parts, wanted, strict=True))
