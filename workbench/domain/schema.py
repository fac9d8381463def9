"""The shape of a gym's database, as far as specs, diffs and lints need it."""

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.domain.values import Scalar


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    name: str
    type: str
    """One of ``integer``, ``float``, ``string``, ``boolean``, ``date``, ``time``, ``datetime``, ``money``."""
    nullable: bool = False
    default: Scalar = None
    """The server-side default, None where there is none."""


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """``columns`` of the owning table point at ``target_columns`` of ``target``."""

    columns: tuple[str, ...]
    target: str
    target_columns: tuple[str, ...]
    on_delete: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table with its key and its references."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    """Names of the primary-key columns, in order."""
    foreign_keys: tuple[ForeignKey, ...] = ()
    unique: tuple[tuple[str, ...], ...] = ()
    """Column sets with a unique constraint, the primary key left out."""

    def column(self, name: str) -> Column | None:
        """The column of that name, or None."""
        return next((column for column in self.columns if column.name == name), None)


@dataclass(frozen=True, slots=True)
class Schema:
    """All tables of a gym by name. The journal's own tables are not among them."""

    tables: Mapping[str, Table]
