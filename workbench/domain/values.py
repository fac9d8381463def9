"""The smallest words: scalars, rows and keys as the backend stores them."""

from collections.abc import Mapping
from typing import Any

Scalar = None | bool | int | float | str
"""One cell. Dates and times are ISO 8601 strings, money is integer cents, booleans are real booleans."""

Row = Mapping[str, Scalar]
"""One database row: column name to cell, every column present."""

Key = tuple[Scalar, ...]
"""A primary key, its cells in the table's key-column order."""

JsonValue = None | bool | int | float | str | list[Any] | dict[str, Any]
"""Anything JSON can say."""
