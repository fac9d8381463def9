"""What a profile has in store for a seed, without any world: so that one can see that it is always the same."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from gyms.kit.perturbations import Commit, Hit, Perturbation

_PATH = "/page"


@dataclass(frozen=True)
class Entry:
    """Something that would happen at one ordinal."""

    perturbation: str
    on: str
    """``read``, ``send``, ``fetch``, ``rival`` or ``commit``."""
    ordinal: int
    """Of that kind."""
    detail: dict[str, Any]


def schedule(perturbations: Iterable[Perturbation], seed: int, ordinals: int = 200) -> Iterator[Entry]:
    """What each perturbation does if the first ``ordinals`` requests all read pages, all send forms or all fetch in
    the background, and if as many commits are done in the background. A real sitting mixes them."""
    for perturbation in perturbations:
        for ordinal in range(1, ordinals + 1):
            yield from _at(perturbation, seed, ordinal)


def _at(perturbation: Perturbation, seed: int, ordinal: int) -> Iterator[Entry]:
    for on, hit in _hits(seed, ordinal).items():
        plan = perturbation.plan(hit)
        if plan is not None:
            yield Entry(perturbation.id, on, ordinal, dict(plan))
        if perturbation.rivals(hit):
            yield Entry(perturbation.id, "rival", ordinal, {})
    struck: list[dict[str, Any]] = []
    commit = Commit(seed, ordinal, "commit", lag=0.0, can_fail=True)
    perturbation.committing(commit, lambda detail: struck.append(dict(detail)))
    for detail in struck:
        yield Entry(perturbation.id, "commit", ordinal, detail)


def _hits(seed: int, ordinal: int) -> dict[str, Hit]:
    return {
        "read": Hit(seed, ordinal, "GET", _PATH, idempotent=True, page_ordinal=ordinal),
        "send": Hit(seed, ordinal, "POST", _PATH, idempotent=True, page_ordinal=ordinal, send_ordinal=ordinal),
        "fetch": Hit(seed, ordinal, "GET", _PATH, background=True, idempotent=True, fetch_ordinal=ordinal),
    }
