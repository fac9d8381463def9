"""What one connection and the journal of its world share."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol


class Counting(Protocol):
    """A connection that counts the rows it changes, the journal's own included."""

    @property
    def total_changes(self) -> int:
        """Since it was opened."""
        ...


@dataclass(eq=False)
class Ledger:
    """Changes with each transaction of its connection."""

    note: Callable[["Ledger", str, str, tuple[Any, ...]], dict[str, Any]]
    """Told table, operation and raw cells (the old, then the new) of each changed row, in the thread that changes it
    and inside its transaction; returns the journal's entry. Raises where nobody may change rows."""
    committed: Callable[[], None]
    """Told when a transaction that changed rows is on disk, before whoever committed goes on."""
    opened: Callable[[Counting], None]
    closing: Callable[[Counting], None]
    transaction: int | None = None
    """Number of the transaction under way; None until it changes its first row."""
