"""Any SQL statements, for tests of what the journal makes of them."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

Statement = tuple[str, dict[str, Any]]
"""SQL, and the values that are bound in it."""


def statement(sql: str, **values: st.SearchStrategy[Any]) -> st.SearchStrategy[Statement]:
    """The SQL with values drawn for its names."""
    return st.fixed_dictionaries(values).map(lambda bound: (sql, bound))


@contextmanager
def refusals_allowed() -> Iterator[None]:
    """Constraints may refuse a statement; its transaction goes on without it."""
    with suppress(IntegrityError):
        yield
