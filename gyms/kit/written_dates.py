"""Days as an author writes them: ``2026-07-14``, or ``+3d`` and ``-2w`` counted from the world's first day."""

import datetime as dt
import re
from dataclasses import dataclass

from gyms.kit.written_nodes import Node

_AHEAD = re.compile(r"([+-])(\d{1,4})\s*(d|w)")
_DAYS = {"d": 1, "w": 7}


@dataclass(frozen=True)
class Day:
    """One day, fixed or counted from the first."""

    fixed: dt.date | None = None
    ahead: int = 0
    """Days from the world's first."""

    def on(self, today: dt.date) -> dt.date:
        """The day itself."""
        return self.fixed or today + dt.timedelta(days=self.ahead)


def is_day(text: str) -> bool:
    """Whether it says a day."""
    return _read(text) is not None


def day(node: Node, name: str) -> Day:
    """The day that a value says. Raises BrokenWorkout."""
    found = _read(str(node.plain(name)))
    if found is None:
        node.fail(
            f"{name} is no day: {node.value}.", "Write a date like 2026-07-14, or days ahead like `+3d` or `+2w`."
        )
    return found


def _read(text: str) -> Day | None:
    ahead = _AHEAD.fullmatch(text.strip())
    if ahead is not None:
        sign = -1 if ahead.group(1) == "-" else 1
        return Day(ahead=sign * int(ahead.group(2)) * _DAYS[ahead.group(3)])
    try:
        return Day(fixed=dt.date.fromisoformat(text)) if len(text) == 10 else None
    except ValueError:
        return None
