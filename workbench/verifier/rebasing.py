"""The run as it would have been without some of its changes: for repairs and for counterfactuals."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from workbench.domain.changes import Change, Operation
from workbench.domain.values import Row
from workbench.verifier.histories import Histories, RowId
from workbench.verifier.patterns import changed_columns


def without(changes: Sequence[Change], dropped: Collection[int], histories: Histories) -> list[Change] | None:
    """The changes that are left, with the same effect column by column; None where they could not have happened.

    A later update keeps what it altered and takes the rest from the row as it would have been.
    """
    rows: dict[RowId, Row | None] = {}
    left: list[Change] = []
    for change in changes:
        before, after = histories.rows_of(change)
        row_id = before or after
        if row_id is None or (before is not None and after is not None and before != after):
            if change.seq in dropped or before in rows or after in rows:
                return None
            left.append(change)
        elif change.seq in dropped:
            rows.setdefault(row_id, change.old)
        elif row_id not in rows:
            left.append(change)
        else:
            rebased = _rebased(change, rows[row_id])
            if rebased is None:
                return None
            rows[row_id] = rebased.new
            left.append(rebased)
    return left


def _rebased(change: Change, row: Row | None) -> Change | None:
    if (change.operation is Operation.INSERT) is not (row is None):
        return None
    if row is None or change.new is None:
        return replace(change, old=row)
    altered = changed_columns(change)
    new = {name: change.new[name] if name in altered else row.get(name) for name in change.new}
    return replace(change, old=row, new=new)
