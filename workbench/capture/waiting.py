"""Row events that wait for the request that committed them, so that they can be told which step caused them."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import replace

from workbench.domain.changes import Change
from workbench.domain.exchanges import Exchange

_PATIENCE = 3_000.0
"""How long a change waits for a request that gets no answer; then the time of its commit has to do."""


class ChangeQueue:
    """Changes in commit order, each let go once its step is known. Grows with changes, shrinks with ``release``."""

    def __init__(self, step_at: Callable[[float], int]) -> None:
        self._step_at = step_at
        self._waiting: deque[tuple[float, Change]] = deque()
        self._requests: dict[str, int | None] = {}
        self._transactions: dict[int, int | None] = {}

    def exchanged(self, exchange: Exchange) -> None:
        """An exchange has its step."""
        self._requests[exchange.id] = exchange.step
        for transaction in exchange.server.transactions if exchange.server else ():
            self._transactions[transaction] = exchange.step

    def add(self, now: float, changes: Iterable[Change]) -> None:
        """Changes as the world told them, at ``now``."""
        self._waiting.extend((now, change) for change in changes)

    def release(self, now: float) -> list[Change]:
        """Those at the head whose step is known, or who waited long enough. Infinity lets all go."""
        ready: list[Change] = []
        while self._waiting:
            heard, change = self._waiting[0]
            if not self._settled(change) and now - heard < _PATIENCE:
                break
            self._waiting.popleft()
            ready.append(replace(change, step=self._step_of(change)))
        return ready

    def _settled(self, change: Change) -> bool:
        return change.request is None or change.request in self._requests or change.transaction in self._transactions

    def _step_of(self, change: Change) -> int | None:
        if change.request is None:
            return None
        if change.request in self._requests:
            return self._requests[change.request]
        if change.transaction in self._transactions:
            return self._transactions[change.transaction]
        return self._step_at(change.at)
