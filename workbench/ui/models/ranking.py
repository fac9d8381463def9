"""Which commands a few typed letters mean, best first. No Qt."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process, utils


def rank(typed: str, titles: Sequence[str], limit: int = 12, cutoff: float = 45.0) -> tuple[int, ...]:
    """Positions of the titles that match, best first; all of them in their own order when nothing is typed."""
    if not typed.strip():
        return tuple(range(len(titles)))
    found = process.extract(
        typed, titles, scorer=fuzz.WRatio, processor=utils.default_process, limit=limit, score_cutoff=cutoff
    )
    start = typed.strip().casefold()
    return tuple(position for _, _, position in sorted(found, key=lambda hit: _order(hit, start)))


def _order(hit: tuple[str, float, int], start: str) -> tuple[bool, float, int]:
    """Titles in which a word begins like what was typed come first."""
    title, score, position = hit
    begins = any(word.startswith(start) for word in title.casefold().split())
    return not begins, -score, position
