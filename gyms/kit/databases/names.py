"""The names that the journal goes by in a world's database, whatever keeps it."""

from gyms.kit.shapes import TableShape

JOURNAL = "_kit_journal"
OPERATIONS = ("insert", "update", "delete")


def quoted(name: str) -> str:
    """An SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def trigger_name(shape: TableShape, operation: str) -> str:
    """The name of a journal trigger."""
    return f"_kit_{operation}_{shape.name}"
