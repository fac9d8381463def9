"""The journal's SQL: one table in the world's own database and three row triggers for each table of the gym.

Every trigger calls ``kit_journal``, a function that exists only on connections made by the kit: a foreign connection
can't change a row without failing. What is rolled back takes its journal rows with it.
"""

from collections.abc import Iterable

from gyms.kit.databases.names import JOURNAL, OPERATIONS, quoted, trigger_name
from gyms.kit.failures import BrokenGym
from gyms.kit.shapes import HIDDEN_ROWID, TableShape

FUNCTION = "kit_journal"
_MOST_ARGUMENTS = 127  # SQLITE_MAX_FUNCTION_ARG

CREATE_JOURNAL = f"CREATE TABLE {JOURNAL} (seq INTEGER PRIMARY KEY, entry TEXT NOT NULL)"


def noted_columns(shape: TableShape) -> tuple[str, ...]:
    """What a trigger hands over of each row, as SQL names: the hidden rowid first where there is one."""
    hidden = (HIDDEN_ROWID,) if shape.hidden_rowid else ()
    return hidden + tuple(quoted(name) for name in shape.columns)


def create_triggers(shapes: Iterable[TableShape]) -> tuple[str, ...]:
    """The statements that put tables under the journal. Run them last.

    SQLite fires the youngest trigger of an event first, so the journal notes a row before the gym's own triggers go
    on to change it; the order is checked, not trusted, by the comparison of initial state + changes with the final.
    """
    return tuple(_trigger(shape, operation) for shape in shapes for operation in OPERATIONS)


def _trigger(shape: TableShape, operation: str) -> str:
    columns = noted_columns(shape)
    old = [f"OLD.{name}" for name in columns] if operation != "insert" else []
    new = [f"NEW.{name}" for name in columns] if operation != "delete" else []
    if len(old) + len(new) + 2 > _MOST_ARGUMENTS:
        raise BrokenGym(f"The table {shape.name} has too many columns to journal.", "Split it: at most 62 columns.")
    name = shape.name.replace("'", "''")
    arguments = ", ".join([f"'{name}'", f"'{operation}'", *old, *new])
    return (
        f"CREATE TRIGGER {quoted(trigger_name(shape, operation))} AFTER {operation.upper()} ON {quoted(shape.name)}"
        f" BEGIN INSERT INTO {JOURNAL} (entry) VALUES ({FUNCTION}({arguments})); END"
    )
