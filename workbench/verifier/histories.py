"""What happened to each row over the whole run, for questions about the end."""

from collections.abc import Iterator, Sequence

from workbench.domain.changes import Change
from workbench.domain.schema import Schema
from workbench.domain.values import Key, Row
from workbench.verifier.patterns import changed_columns

RowId = tuple[str, Key]


class Histories:
    """The changes of every touched row, in order; rows that change their key keep their history. Grows by ``add``."""

    def __init__(self, schema: Schema | None) -> None:
        self._schema = schema
        self._threads: dict[RowId, list[Change]] = {}
        self._thread_of: dict[int, list[Change]] = {}
        self._altered: dict[tuple[int, str], tuple[int, list[Change]]] = {}
        """By the first change of a thread and a column: how much of the thread was searched, and what altered it."""

    def add(self, change: Change) -> None:
        """Takes the next change of the journal."""
        before, after = self.rows_of(change)
        thread = self._threads.pop(before, []) if before is not None else self._threads.get(after or ("", ()), [])
        thread.append(change)
        self._thread_of[change.seq] = thread
        self._threads[after if after is not None else before or (change.table, change.key)] = thread

    def rows_of(self, change: Change) -> tuple[RowId | None, RowId | None]:
        """Where the row stood before and after the change."""
        return self._row_id(change, change.old), self._row_id(change, change.new)

    def later(self, change: Change) -> Iterator[Change]:
        """What happened to the change's row after it, in order."""
        thread = self._thread_of[change.seq]
        return (other for other in thread if other.seq > change.seq)

    def whole(self, change: Change) -> Sequence[Change]:
        """Everything that happened to the change's row, in order."""
        return self._thread_of[change.seq]

    def final(self, change: Change) -> Row | None:
        """The change's row as the journal leaves it; None where it is gone."""
        return self._thread_of[change.seq][-1].new

    def last_to_alter(self, change: Change, column: str) -> Change | None:
        """The last later change that altered the column, or removed the row."""
        thread = self._thread_of[change.seq]
        searched, found = self._altered.get((thread[0].seq, column), (0, []))
        found += [
            other
            for other in thread[searched:]
            if other.new is None or other.old is None or column in changed_columns(other)
        ]
        self._altered[thread[0].seq, column] = len(thread), found
        return found[-1] if found and found[-1].seq > change.seq else None

    def _row_id(self, change: Change, row: Row | None) -> RowId | None:
        if row is None:
            return None
        table = self._schema.tables.get(change.table) if self._schema else None
        if table is None or any(name not in row for name in table.key):
            return change.table, change.key
        return change.table, tuple(row[name] for name in table.key)
