"""Finding widgets by their name, or failing with it."""

from typing import TypeVar

from PySide6.QtCore import QObject

Kind = TypeVar("Kind", bound=QObject)


def child(root: QObject, kind: type[Kind], name: str) -> Kind:
    """The one below ``root`` with that objectName."""
    found = root.findChild(kind, name)
    assert found is not None, f"there is no {kind.__name__} called {name}"
    return found
